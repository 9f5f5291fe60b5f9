"""The table of principles, where texts name them, and the messages that name them; findings on one place told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.aligner import align_with_evidence
from checks.finding import Severity
from checks.principles import lost_principles
from checks.registry import RULES
from checks.rule import Rule
from checks.runner import run
from tests.report_factory import finding
from text.document import Lang, Span
from text.languages import SUPPORTED
from text.principles import principles, table
from text.reader import read_text
from text.resources import rows

TABLE = rows("principles.tsv")


def named(text: str, lang: Lang) -> list[str]:
    return [place.principle.id for place in principles(read_text(text, lang=lang, name="text"))]


def test_the_table_is_whole() -> None:
    assert len(TABLE) >= 120
    assert len(table()) == len(TABLE)
    assert all(len(cells) == 4 + len(SUPPORTED) and all(cells[column] for column in (0, 1, 2)) for cells in TABLE)
    assert {cells[1] for cells in TABLE} == {"principle", "measure"}


@pytest.mark.parametrize("lang", SUPPORTED)
def test_every_wording_is_found_as_its_own_principle(lang: Lang) -> None:
    column = 4 + SUPPORTED.index(lang)
    wrong = []
    for cells in TABLE:
        for wording in cells[column].split("|"):
            words = [part.split("/")[0].strip("@*?") for part in wording.split() if part.strip("…")]
            if cells[0] not in named(" ".join(words), lang):
                wrong.append((cells[0], wording))
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "fr",
            "Ils ont rappelé la non-ingérence dans les affaires intérieures des États et le non-recours à la force.",
            ["non-interference", "non-use-of-force"],
        ),
        ("ar", "دعا إلى احترام سيادة الدول وعدم التدخل في شؤونها الداخلية.", ["sovereignty", "non-interference"]),
        (
            "fa",
            "او بر تمامیت ارضی و حل‌وفصل مسالمت‌آمیز اختلافات تأکید کرد.",
            ["territorial-integrity", "peaceful-settlement"],
        ),
        ("en", "They called for the peaceful settlement of disputes.", ["peaceful-settlement"]),
        ("en", "The police used force; the report noted the use of tear gas.", []),
        ("fr", "Il a plaidé la bonne cause, de bonne heure.", []),
        ("ar", "استخدم الجيش الطائرات.", []),
        ("fa", "او به زور در را باز کرد.", []),
    ],
)
def test_principles_are_read_where_they_are_named(lang: Lang, text: str, expected: list[str]) -> None:
    assert named(text, lang) == expected


FRENCH = (
    "Le ministre a cité deux principes : le respect de la souveraineté des États et la liberté de navigation. "
    "Il part lundi."
)
ARABIC = (
    "ذكر الوزير ثلاثة مبادئ: احترام سيادة الدول، عدم التدخل في الشؤون الداخلية، وحرية الملاحة في البحار. "
    "وسيغادر يوم الاثنين."
)


def test_only_what_the_other_version_names_nowhere_is_lost() -> None:
    left, right = read_text(FRENCH, lang="fr", name="l"), read_text(ARABIC, lang="ar", name="r")
    assert [found.id for found in lost_principles(right, Span(0, len(ARABIC)), left)] == ["non-interference"]
    assert lost_principles(left, Span(0, len(FRENCH)), right) == ()


def rule(code: str, *found: Severity) -> Rule:
    """Returns a rule that reports the first word of each text once for each severity."""
    span = (Span(0, 2),)
    made = [replace(finding(code, severity), left=span, right=span) for severity in found]
    return Rule(code, "made-up", "accuracy", "0.1.0", "", lambda _rule, _context: iter(made))


def told(*rules: Rule) -> list[str]:
    pair = align_with_evidence(read_text(FRENCH, lang="fr", name="l"), read_text(ARABIC, lang="ar", name="r"))
    return [f"{one.code} {one.severity}" for one in run(*pair, rules)]


def test_of_several_findings_on_the_same_words_the_most_telling_is_kept() -> None:
    assert told(rule("NAM002", Severity.CRITICAL), rule("ATT001", Severity.CRITICAL)) == ["ATT001 critical"]
    assert told(rule("NAM002", Severity.CRITICAL), rule("ATT001", Severity.INFO)) == ["NAM002 critical"]
    assert told(rule("NUM001", Severity.CRITICAL), rule("DAT001", Severity.CRITICAL)) == ["NUM001 critical"]


def test_findings_on_the_wording_stand_beside_those_on_the_fact() -> None:
    assert told(rule("NAM002", Severity.CRITICAL), rule("TRM002", Severity.MAJOR)) == [
        "NAM002 critical",
        "TRM002 major",
    ]


def test_a_missing_principle_is_named_with_its_source() -> None:
    pair = align_with_evidence(read_text(FRENCH, lang="fr", name="l"), read_text(ARABIC, lang="ar", name="r"))
    (span,) = [place.span for place in principles(pair[0].right) if place.principle.id == "non-interference"]
    made = replace(finding("OMI002"), right=(span,))
    lost = Rule("OMI002", "item-omitted", "", "0.1.0", "", lambda _rule, _context: iter([made]))
    assert [one.message for one in run(*pair, (lost,))] == [
        "something differs, with it the principle of non-interference in internal affairs (UN Charter, art. 2(7))"
    ]
    assert {"OMI002", "ADD002"} <= {one.code for one in RULES}
