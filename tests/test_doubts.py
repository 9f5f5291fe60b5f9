"""Every rule says what it misjudges; a finding adds what is weak about its own case; the gravest come first."""

from __future__ import annotations

from align.bead import Bead
from checks.finding import Severity
from muqabala.api import check_texts
from reports.cards import cards, gravest
from reports.compared import compared
from reports.doubts import doubts, known_doubts
from reports.handbook import all_rules
from reports.marks import Marker
from reports.word_links import links_by_row
from tests.report_factory import document, finding, report, span_of


def test_every_rule_says_what_it_misjudges_in_one_sentence() -> None:
    assert {rule.code for rule in all_rules()} <= set(known_doubts()), "add a line to reports/doubts.tsv"
    for sentence in known_doubts().values():
        assert sentence[0].isupper() or sentence[0] == '"'
        assert sentence.endswith(".") and len(sentence) <= 140 and "\t" not in sentence


def test_a_weak_case_says_what_is_weak() -> None:
    left, right = document("Un mot.\nDeux mots."), document("كلمة.\nكلمتان.", "ar")
    beads = (Bead((0,), (0,), 5.0), Bead((1,), (1,), 0.5, True))
    made = report(left, right, beads=beads).alignment
    sure = finding("NAM002", left=(span_of(left, "Un"),))
    assert doubts(sure, made) == (known_doubts()["NAM002"],)
    weak = finding("ZZZ999", right=(span_of(right, "كلمتان"),))
    assert doubts(weak, made) == (
        "It is not sure that the sentences compared here belong together.",
        "The passage stands elsewhere in the other version, so its surroundings differ.",
    )


def test_a_sentence_that_stands_alone_is_no_weak_pair() -> None:
    left, right = document("Un.\nDeux."), document("واحد.", "ar")
    made = report(left, right).alignment
    assert doubts(finding("ZZZ999", left=(span_of(left, "Deux."),)), made) == ()


def test_the_gravest_and_surest_come_first_and_minor_ones_never() -> None:
    left, right = document("Un mot."), document("كلمة.", "ar")
    levels = (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL, Severity.INFO, Severity.MAJOR)
    found = tuple(finding("NAM001", level, left=(span_of(left, "mot"),)) for level in levels)
    made = report(left, right, found)
    markers = [Marker("left", left, found, ("",) * 5), Marker("right", right, found, ("",) * 5)]
    listed = cards(made, *markers)
    assert [card.number for card in gravest(listed)] == [3, 2, 5]
    assert [card.number for card in gravest(listed, 1)] == [3]


def test_what_was_compared_is_counted_on_both_sides() -> None:
    made = check_texts(
        "The storm killed 12 people on Tuesday. The mayor of Paris resigned after the vote.",
        "La tempête a tué 12 personnes mardi.",
        left_lang="en",
        right_lang="fr",
    )
    assert compared(made) == (
        ("sentences with a counterpart", "1 of 2", "1 of 1"),
        ("figures read", "1", "1"),
        ("dates and times read", "1", "1"),
    )


def test_word_links_count_as_a_browser_does() -> None:
    made = check_texts(
        "🌪️ The \u202estorm killed people.\n\nThe mayor resigned.", "الزلزال 🌪️ قتل أشخاصا.\n\nاستقال رئيس البلدية."
    )
    raw = made.alignment.left.raw
    links = {link.left.of(raw) for link in made.alignment.links}
    assert "mayor" in links or "resigned" in links
    told = " ".join(links_by_row(made.alignment).values())
    assert told.count(" ") + 1 == len(made.alignment.links)
    people = next((link for link in made.alignment.links if link.left.of(raw) == "killed"), None)
    assert people is not None
    # The tornado takes three units, the control is shown as five signs.
    start = raw.index("killed") + 1 + 4
    assert f"0,{start},6,0," in told
