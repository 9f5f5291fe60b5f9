"""With a named original, what only the other version has is an addition; without one it is an omission."""

from __future__ import annotations

import pytest

from align.aligner import align_with_evidence
from checks.context import SideName
from checks.runner import run
from text.reader import read_text

LEFT = (
    "Le ministre de l'Énergie a inauguré lundi une centrale solaire dans le sud du pays. "
    "La centrale fournira de l'électricité à plusieurs villages isolés. "
    "Le gouvernement promet de créer des emplois pour les jeunes ingénieurs."
)
RIGHT = (
    "افتتح وزير الطاقة يوم الاثنين محطة للطاقة الشمسية في جنوب البلاد. "
    "وستوفر المحطة الكهرباء لعدد من القرى المعزولة. "
    "ويطالب السكان منذ وقت طويل بإصلاح الطريق المؤدي إلى المستشفى. "
    "وتعد الحكومة بخلق فرص عمل للمهندسين الشباب."
)


@pytest.mark.parametrize(
    ("original", "code"),
    [
        (None, "OMI001"),
        ("right", "OMI001"),
        ("left", "ADD001"),
    ],
)
def test_the_original_decides_what_a_surplus_sentence_is(original: SideName | None, code: str) -> None:
    alignment, evidence = align_with_evidence(read_text(LEFT, name="left"), read_text(RIGHT, name="right"))
    found = run(alignment, evidence, original=original)
    assert [finding.code for finding in found] == [code]
    assert found[0].right[0].of(RIGHT).startswith("ويطالب السكان")
    assert found[0].expected_near is not None
    assert found[0].expected_near.of(LEFT).startswith("La centrale")
