"""Pieces of several versions become statements: items one by one, no chain through weak links, repetitions found."""

from __future__ import annotations

from itertools import combinations

from align.aligner import align_with_evidence
from align.pieces import Piece, pieces_of
from align.version_edges import compare
from align.versions import Statement, ordered, statements
from text.document import Document, Span
from text.languages import parse_tag
from text.reader import read_text

FRENCH = (
    "Le ministre de la Santé a visité mardi l’hôpital de Genève. Il a rappelé trois principes : le respect de la "
    "souveraineté des États, la non-ingérence dans les affaires intérieures, le règlement pacifique des différends. "
    "La conférence réunira 40 pays en décembre 2024."
)
ENGLISH = (
    "The health minister visited the Geneva hospital on Tuesday. He recalled two principles: the peaceful settlement "
    "of disputes; respect for the sovereignty of states; protection of children. The conference will bring together 40 "
    "countries in December 2024. The airport in Lyon was closed by snow."
)
ARABIC = (
    "زار وزير الصحة يوم الثلاثاء مستشفى جنيف. وذكّر بثلاثة مبادئ: احترام سيادة الدول، عدم التدخل في الشؤون الداخلية، "
    "التسوية السلمية للنزاعات. سيجمع المؤتمر 40 بلدا في ديسمبر 2024."
)


def read(*versions: tuple[str, str]) -> list[Document]:
    return [read_text(text, lang=parse_tag(lang), name=lang) for lang, text in versions]


def group(documents: list[Document]) -> list[dict[int, list[str]]]:
    """Returns for each statement the texts by version."""
    pairs = [
        compare(first, second, *align_with_evidence(documents[first], documents[second]))
        for first, second in combinations(range(len(documents)), 2)
    ]
    return [
        {
            version: [piece.span.of(documents[version].raw) for piece in row.of(version)]
            for version in range(len(documents))
            if row.of(version)
        }
        for row in statements(documents, pairs)
    ]


def test_items_are_matched_across_versions_whatever_their_order() -> None:
    rows = group(read(("fr", FRENCH), ("en", ENGLISH), ("ar", ARABIC)))
    assert {
        0: ["le règlement pacifique des différends"],
        1: ["the peaceful settlement of disputes"],
        2: ["التسوية السلمية للنزاعات"],
    } in rows
    assert {
        0: ["la non-ingérence dans les affaires intérieures"],
        2: ["عدم التدخل في الشؤون الداخلية"],
    } in rows
    assert {1: ["protection of children"]} in rows
    assert {1: ["The airport in Lyon was closed by snow."]} in rows


def test_every_piece_is_in_one_statement() -> None:
    documents = read(("fr", FRENCH), ("en", ENGLISH), ("ar", ARABIC))
    placed = sorted(text for row in group(documents) for texts in row.values() for text in texts)
    pieces = sorted(
        piece.span.of(document.raw)
        for version, document in enumerate(documents)
        for piece in pieces_of(document, version)
    )
    assert placed == pieces


def test_the_order_is_that_of_the_fullest_version() -> None:
    rows = group(read(("ar", ARABIC), ("en", ENGLISH)))
    first = [row[1][0] for row in rows if 1 in row]
    assert first == sorted(first, key=ENGLISH.index)


def test_a_related_version_never_leads() -> None:
    def piece(version: int, start: int) -> Piece:
        return Piece(version, Span(start, start + 1), start, False)

    rows = [
        Statement((piece(0, 5), piece(1, 1))),
        Statement((piece(0, 3),)),
        Statement((piece(1, 0),)),
        Statement((piece(1, 2),)),
    ]
    assert ordered(rows, 2, ()) == (rows[1], rows[2], rows[0], rows[3])
    assert ordered(rows, 2, {1}) == (rows[2], rows[1], rows[0], rows[3])
