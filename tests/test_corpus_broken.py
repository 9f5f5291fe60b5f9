"""Corpora that are broken, each in its way: what is said, and that the rest is read."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.corpus_samples import (
    BOTH,
    GOOD_TMX,
    XLIFF_1,
    read,
    tmx,
    tu,
)

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    '<tmx><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>&c;</seg></tuv></tu></body></tmx>'
)
BROKEN: dict[str, tuple[str, str | bytes, str, int]] = {
    # name of the case → file, content, part of the problem, how many pairs are read all the same
    "laughs": ("a.tmx", LAUGHS, "declares entities or elements of its own", 0),
    "file entity": ("a.xlf", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xliff/>', "declares entities", 0),
    "parameter entity": ("a.tmx", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://x/y"> %p;]><tmx/>', "declares entities", 0),
    "laughs in UTF-16": ("a.tmx", LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"), "declares", 0),
    "unknown entity": (
        "a.tmx",
        tmx(tu("a&nbsp;b", "نص"), tu(*BOTH[1]), head='<!DOCTYPE tmx SYSTEM "t.dtd">\n'),
        "line 4: the entity &nbsp; is not known",
        1,
    ),
    "one version": ("a.tmx", tmx('<tu><tuv xml:lang="fr"><seg>a</seg></tuv></tu>', tu(*BOTH[0])), "two versions", 1),
    "no language": (
        "a.tmx",
        tmx("<tu><tuv><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>", tu(*BOTH[0])),
        "does not say its language",
        1,
    ),
    "no seg": ("a.tmx", tmx(tu("a", "b").replace("<seg>a</seg>", ""), tu(*BOTH[0])), "has no <seg>", 1),
    "german": ("a.tmx", tmx(tu("Text", "b").replace("fr-FR", "de"), tu(*BOTH[0])), "language 'de' is not supported", 1),
    "torn tmx": ("a.tmx", GOOD_TMX[:-40], "a.tmx, line 4: the XML is broken there", 1),
    "crossed tags": ("a.tmx", tmx(tu(*BOTH[0]), "<tu><b></tu>", tu(*BOTH[1])), "line 4: the XML is broken there", 1),
    "no XML": ("a.tmx", "this is no XML", "it is no XML that can be read", 0),
    "no XLIFF": ("a.xlf", "<html/>", "it is XML, but no XLIFF", 0),
    "no source": ("a.xlf", XLIFF_1.format('<trans-unit id="1"><target>x</target></trans-unit>'), "no <source>", 0),
    "deep": ("a.tmx", tmx("<tu>" + "<x>" * 5000 + "</x>" * 5000 + "</tu>"), "the XML is broken there", 0),
    "not UTF-8": ("a.tsv", b"a\tb\n" + b"\xff\xfe\tb\nc\td\n", "line 2: it is not UTF-8", 2),
    "too few columns": ("a.tsv", "a\tb\nalone\nc\td\n", "line 2: a text is wanted in column 2", 2),
    "one side empty": ("a.tsv", "a\tb\n\tright\nc\td\n", "line 2: the left text is empty", 2),
    "UTF-16 table": ("a.csv", "left,right\na,b\n".encode("utf-16"), "it is UTF-16", 0),
    "open quotation": ("a.csv", 'left,right\na,b\nc,"d\n', "line 3: the quotation marks", 1),
    "text after quotation": ("a.csv", 'left,right\n"a"x,b\nc,d\n', "line 2: the quotation marks", 1),
    "empty table": ("a.csv", "", "the corpus is empty", 0),
    "no JSON": ("a.jsonl", 'x\n{"left": "a", "right": "b"}\n', "line 1: it is not JSON", 1),
    "JSON depth": ("a.jsonl", "[" * 100_000 + '\n{"left": "a", "right": "b"}\n', "line 1: it is not JSON", 1),
    "no right": ("a.jsonl", '{"left": "a"}\n{"left": "a", "right": "b"}\n', "a text is wanted in 'right'", 1),
    "empty JSONL": ("a.jsonl", "\n\n", "the corpus is empty", 0),
    "no msgstr": ("a.po", 'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "line 1: the entry has no msgstr", 1),
    "bad literal": ("a.po", 'msgid "a"\nmsgstr open\n\n#\nmsgid "b"\nmsgstr "c"\n', "a keyword such as msgid", 1),
    "bad gzip": ("a.tsv.gz", b"no gzip", "the file breaks off or is damaged", 0),
    "torn gzip": ("a.tsv.gz", gzip.compress(os.urandom(90_000).hex().encode())[:-20_000], "breaks off", 0),
    "bad zip": ("a.zip", b"no zip", "it is no zip archive", 0),
    "bad parquet": ("a.parquet", b"PAR1 no", "it is no Parquet file", 0),
    "packed parquet": ("a.parquet.gz", b"", "Parquet is packed already", 0),
    "alone": ("a.fr", "x\n", "two files of one name", 0),
    "no corpus": ("a.pdf", "x", "its ending names no corpus", 0),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_said_and_the_rest_is_read(tmp_path: Path, case: str) -> None:
    name, content, says, count = BROKEN[case]
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    pairs, problems, _ = read(tmp_path / name)
    assert len(problems) == 1
    assert says in problems[0]
    assert name in problems[0]
    assert len(pairs) == count


def test_moses_files_of_unequal_length_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.fr").write_text("Un.\nDeux.\n", encoding="utf-8")
    (tmp_path / "a.ar").write_text("واحد\n", encoding="utf-8")
    pairs, problems, _ = read(tmp_path / "a.fr")
    assert len(pairs) == 1
    assert "a.ar: it ends after line 1, the other file of the pair goes on" in problems[0]


LEFT_OUT: dict[str, tuple[str, str, str]] = {
    "untranslated tmx": ("a.tmx", tmx(tu("Texte", "")), "it is not translated"),
    "untranslated xliff": ("a.xlf", XLIFF_1.format('<trans-unit id="1"><source>x</source></trans-unit>'), "not transl"),
    "locked": ("a.xlf", XLIFF_1.format('<trans-unit id="1" translate="no"><source>x</source></trans-unit>'), "marked"),
    "untranslated po": ("a.po", 'msgid "a"\nmsgstr ""\n', "it is not translated"),
    "fuzzy": ("a.po", '#, c-format, fuzzy\nmsgid "a"\nmsgstr "b"\n', "it is marked as fuzzy"),
    "rule": ("a.tsv", "---\t***\n", "neither text"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_has_nothing_to_compare_is_left_out_and_not_broken(tmp_path: Path, case: str) -> None:
    name, content, says = LEFT_OUT[case]
    (tmp_path / name).write_text(content, encoding="utf-8")
    pairs, problems, left_out = read(tmp_path / name)
    assert (pairs, problems) == ([], [])
    assert len(left_out) == 1
    assert says in left_out[0]


def test_codes_in_a_segment_are_no_text(tmp_path: Path) -> None:
    coded = 'A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> <hi>word</hi><ph>&lt;br/&gt;</ph>end'
    (tmp_path / "a.tmx").write_text(tmx(tu(coded, "x")), encoding="utf-8")
    unit = '<trans-unit id="1"><source>A <g id="1">bold</g><x id="2"/>end</source><target>x</target></trans-unit>'
    (tmp_path / "a.xlf").write_text(XLIFF_1.format(unit), encoding="utf-8")
    assert read(tmp_path / "a.tmx")[0][0].left.raw == "A bold word end"
    assert read(tmp_path / "a.xlf")[0][0].left.raw == "A bold end"


def test_what_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muqabala.readers.streams._UNSUSPECTED", 100_000)
    (tmp_path / "a.tsv.gz").write_bytes(gzip.compress(b"a\tb\n" * 2_000_000))
    assert "it unpacks to more than 250 times its size" in read(tmp_path / "a.tsv.gz")[1][0]


def test_a_record_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muqabala.readers.streams.LARGEST_RECORD", 100_000)
    (tmp_path / "a.tmx").write_text(tmx("<x/>" * 100_000), encoding="utf-8")
    assert "there is no end of a record" in read(tmp_path / "a.tmx")[1][0]
