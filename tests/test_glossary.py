"""The user's glossary: how it is read, where its terms stand, what it does to links, and the rule TRM002."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.aligner import align_with_evidence
from muqabala.api import check, check_texts
from reports.report import Report
from text.document import Lang
from text.errors import InputError
from text.glossary import Glossary
from text.glossary_file import read_glossary
from text.own_words import OwnWords
from text.reader import read_text
from text.tokens import tokenize

TERMS = "fr\tar\nConseil de sécurité|CSNU\tمجلس الأمن\nsécurité\tأمن\ncessez-le-feu\tوقف إطلاق النار\nministre\tوزير\n"
FRENCH = (
    "Le Conseil de sécurité a adopté mardi une résolution sur la situation en Libye, présentée par la France. "
    "Les membres du Conseil de sécurité ont demandé une réunion dans la capitale Tripoli. "
    "Le secrétaire général se rendra vendredi à New York pour présenter son rapport."
)
ARABIC = (
    "اعتمد مجلس الأمن الثلاثاء قرارا بشأن الوضع في ليبيا قدمته فرنسا. "
    "وطالب أعضاء {} بعقد اجتماع في العاصمة طرابلس. "
    "ويتوجه الأمين العام يوم الجمعة إلى نيويورك لتقديم تقريره."
)


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text(TERMS, encoding="utf-8")
    return path


def glossary(tmp_path: Path, content: str) -> Glossary:
    path = tmp_path / "g.tsv"
    path.write_text(content, encoding="utf-8")
    return read_glossary(str(path))


def not_followed(report: Report) -> list[tuple[str, str]]:
    """Returns what stands on both sides of each TRM002 finding."""
    documents = report.alignment.left, report.alignment.right
    return [
        tuple(  # type: ignore[misc]
            " ".join(span.of(document.raw) for span in spans)
            for document, spans in zip(documents, (finding.left, finding.right), strict=True)
        )
        for finding in report.findings
        if finding.code == "TRM002"
    ]


def checked(terms: Path, arabic: str, **more: str) -> list[tuple[str, str]]:
    options = {"original": None, **more}
    return not_followed(check_texts(FRENCH, arabic, glossary=terms, select=["TRM"], **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "g.tsv: the glossary is empty"),
        ("# nothing\n\n", "g.tsv: the glossary is empty"),
        ("fr\tar\n", "g.tsv: the glossary has a header but no terms"),
        ("Conseil de sécurité\tمجلس الأمن\n", "g.tsv, line 1: a header of language tags"),
        ("# terms\nfr ar\nA\tب\n", "g.tsv, line 2: a header of language tags"),
        ("fr\tde\nA\tB\n", "language 'de' is not supported"),
        ("fr\tfr\nA\tB\n", "g.tsv, line 1: the same language heads two columns"),
        ("fr\tar\nministre\n", "g.tsv, line 2: 2 columns with tabs between are wanted, 1 came"),
        ("fr\tar\nministre\tوزير\tx\n", "g.tsv, line 2: 2 columns with tabs between are wanted, 3 came"),
        ("fr\tar\n\nministre\t | \n", "g.tsv, line 3: a term needs a rendering: fill the empty cell (ar)"),
        ("fr\tar\n--\tوزير\n", "g.tsv, line 2: '--' holds no word"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        glossary(tmp_path, content)
    assert says in str(raised.value)


def test_a_file_that_is_not_there_or_not_utf_8_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_glossary(str(tmp_path / "none.tsv"))
    (tmp_path / "old.tsv").write_bytes("fr\ten\nmarché\tmarket\n".encode("latin-1"))
    with pytest.raises(InputError, match="line 2: it is not UTF-8"):
        read_glossary(str(tmp_path / "old.tsv"))


def test_variants_byte_order_mark_comments_and_regions_are_read(tmp_path: Path) -> None:
    read = glossary(tmp_path, "\ufefffr-FR\tar_EG\ten\n# note\nONU | Nations  unies\tالأمم المتحدة\tUN\r\nA B\t\tC D\n")
    assert read.langs == ("fr", "ar", "en")
    assert read.rows[0].of("fr") == ("ONU", "Nations unies")
    assert (read.rows[1].line, read.rows[1].of("ar"), read.rows[1].of("en")) == (4, (), ("C D",))
    assert read.covers("en", "ar") and not read.covers("fr", "fa") and not read.covers("fr", "fr")


def test_the_hash_follows_the_terms_not_the_comments(tmp_path: Path) -> None:
    first = glossary(tmp_path, TERMS).signature
    assert glossary(tmp_path, "# ours\n" + TERMS).signature == first
    assert glossary(tmp_path, TERMS.replace("وزير", "الوزير")).signature != first


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "Les ministres du Conseil de sécurité", ["ministres", "Conseil sécurité"]),
        ("fr", "la sécurité du conseil", ["sécurité"]),
        ("fr", "un CSNU divisé", ["CSNU"]),
        ("ar", "وبمجلس الأمن والوزير", ["وبمجلس الأمن", "والوزير"]),
        ("ar", "لأمن المجلس", ["لأمن"]),
        ("fr", "un ministère", []),
    ],
)
def test_terms_are_found_inflected_and_the_longest_counts(
    tmp_path: Path, lang: Lang, text: str, found: list[str]
) -> None:
    tokens = tokenize(text, lang)
    other: Lang = "ar" if lang == "fr" else "fr"
    terms = glossary(tmp_path, TERMS).occurrences(tokens, lang, other)
    assert [" ".join(tokens[at].span.of(text) for at in term.where) for term in terms] == found


def test_another_rendering_is_reported_with_both_spans(terms: Path) -> None:
    assert checked(terms, ARABIC.format("المنظمة الدولية"))[0][0] == "Conseil de sécurité"
    assert len(checked(terms, ARABIC.format("المنظمة الدولية"))) == 1


@pytest.mark.parametrize("used", ["مجلس الأمن", "المجلس الدولي للأمن", "مجلسي الأمن"])
def test_near_miss_the_rendering_in_another_form_is_silent(terms: Path, used: str) -> None:
    assert checked(terms, ARABIC.format(used)) == []


def test_near_miss_a_broken_plural_is_a_rendering(tmp_path: Path) -> None:
    terms = glossary(tmp_path, TERMS)
    assert terms.is_rendered([3], tokenize("وقال الوزراء اليوم", "ar"), "ar")
    assert not terms.is_rendered([3], tokenize("وقالت الوزارة اليوم", "ar"), "ar")


def test_the_rule_is_silent_without_a_glossary_and_for_other_languages(terms: Path) -> None:
    arabic = ARABIC.format("المنظمة الدولية")
    assert not_followed(check_texts(FRENCH, arabic, select=["TRM"])) == []
    with pytest.raises(InputError, match=r"it has fr and ar, but the texts are fr and en: leave it out"):
        check_texts(FRENCH, "The Security Council adopted a resolution.", glossary=terms)


def test_both_sides_are_asked_and_the_original_alone_where_it_is_named(terms: Path) -> None:
    arabic = ARABIC.format("مجلس الأمن والوزير")
    assert [pair[1] for pair in checked(terms, arabic)] == ["والوزير"]
    assert checked(terms, arabic, original="left") == []


def test_swapping_the_sides_swaps_the_findings(terms: Path) -> None:
    arabic = ARABIC.format("المنظمة الدولية")
    there = checked(terms, arabic)
    back = not_followed(check_texts(arabic, FRENCH, glossary=terms, select=["TRM"]))
    assert [pair[::-1] for pair in back] == there


def test_the_glossary_outranks_what_the_lexicon_says(tmp_path: Path) -> None:
    left = read_text("Le président a reçu le ministre à Paris vendredi.", lang="fr")
    right = read_text("استقبل الرئيس الوزير في باريس يوم الجمعة.", lang="ar")
    odd = glossary(tmp_path, "fr\tar\nprésident\tالوزير\nministre\tالرئيس\n")

    def links(own: OwnWords) -> dict[str, str]:
        alignment, _ = align_with_evidence(left, right, own=own)
        return {link.left.of(left.raw): link.right.of(right.raw) for link in alignment.links}

    assert links(OwnWords())["président"] == "الرئيس"
    assert links(OwnWords(glossary=odd))["président"] == "الوزير"
    assert links(OwnWords(glossary=odd))["ministre"] == "الرئيس"


def test_the_signature_names_the_glossary(terms: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "a.fr.txt", tmp_path / "b.ar.txt"]
    for path, text in zip(paths, (FRENCH, ARABIC.format("مجلس الأمن")), strict=True):
        path.write_text(text, encoding="utf-8")
    plain, with_terms = check(*paths).signature, check(*paths, glossary=terms).signature
    assert plain != with_terms
    assert f"+{read_glossary(str(terms)).signature}|" in with_terms
