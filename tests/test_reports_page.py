"""The page is one inert, self-contained file in which every link leads somewhere and no word of the texts is lost."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from align.bead import Bead
from checks.finding import Severity
from reports.excerpt import widened
from reports.page import render
from reports.report import Report
from tests.report_factory import document, finding, report, span_of
from text.document import Span
from text.mention import Mention, MentionKind, Quantity, Reading

HOSTILE = (
    'Avant <script>alert(1)</script> "><img src=x onerror=alert(2)> \u202elive\u202c \x00 ]]> {{7*7}} <!-- &amp; après.'
)


class _Page(HTMLParser):
    """Collects what the tests ask about: elements, ids, links, and the text of the cells without our own words."""

    _VOID = frozenset({"meta", "input", "br", "link", "img"})
    _OURS = ("tag", "label", "ref", "caret", "pointer", "empty")

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.cells: dict[str, str] = {"left": "", "right": ""}
        self._open: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in self._VOID:
            self._open.append((tag, given.get("class", ""), given.get("data-side", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop()[0] == tag, f"</{tag}> closes what was opened last"

    def handle_data(self, data: str) -> None:
        if any(name in self._OURS for _, classes, _ in self._open for name in classes.split()[:1]):
            return
        for _, _, side in self._open:
            if side:
                self.cells[side] += data

    def ids(self) -> list[str]:
        return [given["id"] for _, given in self.elements if "id" in given]

    def links(self) -> list[str]:
        return [given["href"] for tag, given in self.elements if tag == "a"]


def _pair(*, mentions: bool = False) -> Report:
    left = document(
        "MENU\n\nPremière phrase sur 13 morts à Paris.\nDeuxième phrase.\n\nTroisième, seule ici.\n"
        "La dernière ouvre l'autre.\n\nPied",
        furniture=("MENU", "Pied"),
    )
    right = document(
        "الأخيرة تفتح.\nالجملة الأولى عن ٣١ قتيلا في باريس.\nالجملة الثانية.\n\nانتهى", "ar", furniture=("انتهى",)
    )
    beads = (Bead((0,), (1,), 5.0), Bead((1,), (2,), 4.0), Bead((2,), (), 0.0), Bead((3,), (0,), 3.0, True))
    found = (
        finding("NUM001", Severity.CRITICAL, left=(span_of(left, "13"),), right=(span_of(right, "٣١"),)),
        finding("NAM001", left=(span_of(left, "13 morts à Paris"),), right=(span_of(right, "قتيلا في باريس"),)),
        finding(
            "NEG001",
            Severity.MINOR,
            left=(span_of(left, "morts à"), span_of(left, "dernière")),
            right=(span_of(right, "يلا"),),
        ),
        finding(
            "OMI001", Severity.INFO, left=(span_of(left, "Troisième, seule ici."),), near=span_of(right, "الثانية")
        ),
        finding("DOC009", Severity.MINOR),
    )
    thirteen = Quantity((Reading(Fraction(13), Fraction(13)),), unit="person")
    read = (Mention(MentionKind.NUMBER, span_of(left, "13"), "13", thirteen),) if mentions else ()
    return report(left, right, found, beads=beads, left_mentions=read)


def _hostile() -> Report:
    left = document(HOSTILE, name='"><script>alert(3)</script>.txt')
    right = document("نص \u202e <b>شرير</b>.", "ar", name="\ud800.txt")
    found = (
        finding(
            "NAM001",
            name="<i>",
            message=HOSTILE,
            reason=HOSTILE,
            left=(span_of(left, "alert(1)"),),
            right=(span_of(right, "شرير"),),
        ),
        finding("<x>'\"", message="{% raw %}", left=(left.sentences[0].span,)),
    )
    return report(left, right, found, note=HOSTILE)


def test_every_anchor_stands_once_and_every_link_leads_somewhere() -> None:
    page = _Page(render(_pair()))
    counts = Counter(page.ids())
    assert [name for name, count in counts.items() if count > 1] == []
    assert [link for link in page.links() if counts[link.removeprefix("#")] != 1] == []
    for number in range(1, 5):
        assert counts[f"finding-{number}"] == counts[f"left-{number}"] == counts[f"right-{number}"] == 1
    assert counts["finding-5"] == 1 and counts["left-5"] == 0


@pytest.mark.parametrize("make", [_pair, _hostile])
def test_no_word_of_the_texts_is_lost_or_doubled(make: object) -> None:
    made = _pair() if make is _pair else _hostile()
    page = _Page(render(made))
    for side, place in (("left", made.alignment.left), ("right", made.alignment.right)):
        shown = place.raw.replace("\u202e", "⟦RLO⟧").replace("\u202c", "⟦PDF⟧").replace("\x00", "␀")
        assert sorted(page.cells[side].split()) == sorted(shown.split())


def test_hostile_text_is_inert() -> None:
    html = render(_hostile())
    page = _Page(html)
    names = Counter(tag for tag, _ in page.elements)
    assert names["script"] == 1 and names["img"] == 0 and names["b"] == 0 and names["i"] == 0
    assert not [name for _, given in page.elements for name in given if name.startswith("on") or name == "style"]
    assert not set(html) & set("\u202e\u202c\x00\ud800")
    assert "{{7*7}}" in html and "⟦RLO⟧" in html and "␀" in html
    html.encode("utf-8")


def test_nothing_comes_from_the_network() -> None:
    html = render(_pair())
    assert "http:" not in html and "https:" not in html and "url(" not in html and "@import" not in html
    page = _Page(html)
    assert not [
        tag for tag, given in page.elements if "src" in given or tag in ("link", "iframe", "object", "base", "form")
    ]
    assert all(link.startswith("#") for link in page.links())


def test_the_policy_names_the_hashes_of_our_own_style_and_script() -> None:
    html = render(_pair())
    policy = next(
        given["content"] for _, given in _Page(html).elements if given.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_overlapping_spans_are_cut_into_segments() -> None:
    html = render(_pair())
    marks = re.findall(r'<mark class="(\w+) \w+"(?: id="[\w-]+")? data-finding="(\d)" title="[^"]*">', html)
    assert [number for _, number in marks if number == "3"] == ["3"] * 3
    cell = html[html.index('id="row-1"') :]
    assert cell.index('id="left-2"') < cell.index('id="left-1"'), "the gravest mark is innermost"
    assert ">13</mark>" in cell


def test_a_mark_never_tears_a_joined_word() -> None:
    html = render(_pair())
    assert ">قتيلا</mark>" in html and ">يلا</mark>" not in html


@pytest.mark.parametrize(
    ("raw", "span", "wanted"),
    [
        ("في بلدان كثيرة", Span(5, 7), "بلدان"),
        ("نمی‌خواهند بمیرند", Span(4, 6), "نمی‌خواهند"),
        ("مُدَرِّس هنا", Span(2, 4), "مُدَرِّس"),
        ("année", Span(1, 3), "nn"),
        ("e\u0301te", Span(0, 1), "e\u0301"),
        ("75e", Span(0, 2), "75"),
    ],
)
def test_a_mark_grows_to_the_edge_of_joined_letters(raw: str, span: Span, wanted: str) -> None:
    assert widened(raw, span).of(raw) == wanted


def test_furniture_is_shown_at_its_place_and_named() -> None:
    html = render(_pair())
    texts = html[html.index('id="texts"') :]
    assert texts.index("MENU</bdi>") < texts.index("Première") < texts.index("Pied</bdi>")
    assert html.count(">not compared<") == 3


def test_null_and_moved_rows_are_marked() -> None:
    html = render(_pair())
    assert html.count('<p class="empty">nothing here</p>') == 2, "one null row, and no furniture before the Arabic text"
    moved = html[html.index('id="row-4"') :]
    assert "Moved: opens this version, before the text of" in moved and 'href="#row-1"' in moved
    assert 'class="ribbon moved"' in html and 'class="ribbon null"' in html


def test_values_read_are_shown() -> None:
    html = render(_pair(mentions=True))
    assert "read as <bdi>13 person</bdi>" in html
    assert "left read as 13 person" in html


def test_columns_carry_language_and_direction() -> None:
    html = render(_pair())
    assert '<p lang="fr" dir="ltr" data-paragraph="1">' in html
    assert '<p lang="ar" dir="rtl" data-paragraph="0">' in html


def test_a_report_without_findings_or_beads_still_shows_both_texts() -> None:
    left, right = document("Un.\nDeux."), document("واحد.", "ar")
    clean = render(report(left, right))
    assert "<h1>No discrepancy found</h1>" in clean and "There is nothing to list." in clean
    refused = render(report(left, right, beads=(), relation="unrelated"))
    assert '<h1 class="refused">Could not be compared</h1>' in refused
    page = _Page(refused)
    assert page.cells["left"].split() == ["Un.", "Deux."] and page.cells["right"].split() == ["واحد."]


def test_where_nothing_found_a_partner_both_texts_stand_whole_in_one_row() -> None:
    left, right = document("Un.\nDeux."), document("واحد.", "ar")
    found = finding("DOC001", Severity.CRITICAL, message="not the same event")
    beads = (Bead((0,), (), 0.0), Bead((1,), (), 0.0), Bead((), (0,), 0.0))
    html = render(report(left, right, (found,), beads=beads, relation="unrelated"))
    page = _Page(html)
    assert html.count('class="row loose begins"') == 1 and '<p class="empty">' not in html
    assert page.cells["left"].split() == ["Un.", "Deux."] and page.cells["right"].split() == ["واحد."]
    assert "<svg" not in html and "Look here first" not in html and "What was compared" not in html


def test_the_gravest_are_listed_first_and_what_was_compared_where_there_are_few() -> None:
    html = render(_pair())
    first = html[html.index('id="first-title"') : html.index("</nav>")]
    assert re.findall(r'href="#finding-(\d)"', first) == ["1", "2"]
    assert '<tr><th scope="row">sentences with a counterpart</th><td>3 of 4</td><td>3 of 3</td></tr>' in html


def test_doubts_stand_under_the_reason() -> None:
    html = render(_pair())
    card = html[html.index('id="finding-1"') : html.index('id="finding-2"')]
    assert card.index("Why it fired</span> the rule saw it") < card.index(
        "Why it may be wrong</span> The two figures may"
    )


def test_spans_outside_any_sentence_still_get_their_anchor() -> None:
    left, right = document("Un.\n\nDeux."), document("واحد.", "ar")
    found = (
        finding("NAM001", left=(Span(3, 5),), right=(Span(0, 0),)),
        finding("NAM001", left=(Span(10, 10),), right=(Span(99, 120),)),
    )
    counts = Counter(_Page(render(report(left, right, found))).ids())
    assert all(counts[f"{side}-{number}"] == 1 for side in ("left", "right") for number in (1, 2))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(_pair()) == render(_pair())
    assert render(_hostile()) == render(_hostile())
