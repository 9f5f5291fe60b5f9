"""Every corpus format: good, packed, and broken in each way that a reader has to survive."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars
import pytest

from muqabala.corpus import Corpus, LeftOut, Pair, corpora
from muqabala.readers.record import Languages
from text.document import Lang
from text.errors import FileProblem, RecordProblem

ROOT = Path(__file__).resolve().parent.parent
FRENCH = ("Le ministre a parlé de 13 soldats.", "Il pleut à Genève.")
ARABIC = ("تحدث الوزير عن 13 جنديا.", "تمطر في جنيف.")
BOTH = tuple(zip(FRENCH, ARABIC, strict=True))
Read = tuple[list[Pair], list[str], list[str]]


def read(*paths: Path | str, left: Lang | None = None, right: Lang | None = None) -> Read:
    """Returns the pairs, the problems and the reasons for what was left out."""
    pairs: list[Pair] = []
    problems: list[str] = []
    left_out: list[str] = []
    languages = Languages(left, right)
    for corpus in corpora([str(path) for path in paths], languages):
        if isinstance(corpus, FileProblem):
            problems.append(str(corpus))
            continue
        try:
            for record in corpus.records(languages):
                if isinstance(record, Pair):
                    pairs.append(record)
                elif isinstance(record, LeftOut):
                    left_out.append(record.reason)
                else:
                    problems.append(str(record))
        except (FileProblem, RecordProblem) as problem:
            problems.append(str(problem))
    return pairs, problems, left_out


def texts(pairs: list[Pair]) -> list[tuple[str | None, str | None]]:
    return [(pair.left.raw, pair.right.raw) for pair in pairs]


def langs(pairs: list[Pair]) -> set[tuple[str | None, str | None]]:
    return {(pair.left.lang, pair.right.lang) for pair in pairs}


def tmx(*units: str, head: str = "", lang: str = "fr") -> str:
    body = "".join(units)
    return f'<?xml version="1.0"?>\n{head}<tmx version="1.4"><header srclang="{lang}"/><body>\n{body}</body></tmx>\n'


def tu(left: str, right: str, *, name: str = "1") -> str:
    sides = f'<tuv xml:lang="fr-FR"><seg>{left}</seg></tuv><tuv xml:lang="ar"><seg>{right}</seg></tuv>'
    return f'<tu tuid="{name}">{sides}</tu>\n'


GOOD_TMX = tmx(*(tu(*pair, name=str(number)) for number, pair in enumerate(BOTH)))
XLIFF_1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file source-language="fr" target-language="ar-EG"><body><group>{}</group></body></file></xliff>'
)
XLIFF_2 = (
    '<xliff version="2.0" srcLang="fr" trgLang="ar" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    "<file>{}</file></xliff>"
)
PO_HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"X-Source-Language: fr\\n"\n\n'
GOOD: dict[str, str] = {
    "good.tmx": GOOD_TMX,
    "dtd.tmx": tmx(*(tu(*pair) for pair in BOTH), head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'),
    "one.xlf": XLIFF_1.format(
        "".join(f'<trans-unit id="{a}"><source>{a}</source><target>{b}</target></trans-unit>' for a, b in BOTH)
    ),
    "two.xliff": XLIFF_2.format(
        '<unit id="u">'
        + "".join(f"<segment><source>{a}</source><target>{b}</target></segment>" for a, b in BOTH)
        + "</unit>"
    ),
    "good.po": PO_HEAD + "".join(f'#: a.c:1\nmsgid "{a}"\nmsgstr ""\n"{b}"\n\n' for a, b in BOTH),
    "plain.tsv": "".join(f"{a}\t{b}\n" for a, b in BOTH),
    "named.tsv": "id\tar\tfr\n" + "".join(f"x\t{b}\t{a}\n" for a, b in BOTH),
    "source.csv": "source,target,source_lang,target_lang\n" + "".join(f'"{a}","{b}",fr,ar\n' for a, b in BOTH),
    "semicolon.csv": "left;right\r\n" + "".join(f"{a};{b}\r\n" for a, b in BOTH),
    "good.jsonl": "".join(
        json.dumps({"id": a, "left": a, "right": b, "left_lang": "fr", "right_lang": "ar"}) + "\n" for a, b in BOTH
    ),
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("packing", ["plain", "gzip", "zip"])
def test_every_format_is_read_plain_and_packed(tmp_path: Path, name: str, packing: str) -> None:
    path = tmp_path / name
    data = GOOD[name].encode()
    if packing == "gzip":
        path = tmp_path / f"{name}.gz"
        data = gzip.compress(data)
    if packing == "zip":
        path = tmp_path / "packed.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("README", "no corpus")
            archive.writestr(f"inside/{name}", data)
    else:
        path.write_bytes(data)
    pairs, problems, left_out = read(path, left="fr", right="ar")
    assert (problems, left_out) == ([], [])
    assert texts(pairs) == [*BOTH]
    assert langs(pairs) == {("fr", "ar")}
    assert all(str(tmp_path) in pair.place for pair in pairs)


@pytest.mark.parametrize("name", ["good.tmx", "one.xlf", "two.xliff", "good.po", "named.tsv", "source.csv"])
def test_languages_come_from_the_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD[name], encoding="utf-8")
    pairs, _, _ = read(tmp_path / name)
    expected = ("ar", "fr") if name == "named.tsv" else ("fr", "ar")
    assert langs(pairs) == {expected}


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_moses_pairs_are_found_by_either_file(tmp_path: Path, ending: str) -> None:
    for lang, lines in (("fr", FRENCH), ("ar", ARABIC)):
        data = "".join(f"{line}\n" for line in lines).encode()
        (tmp_path / f"a.fr-ar.{lang}{ending}").write_bytes(gzip.compress(data) if ending else data)
    left, right = tmp_path / f"a.fr-ar.fr{ending}", tmp_path / f"a.fr-ar.ar{ending}"
    for given in ((left,), (left, right)):
        pairs, problems, _ = read(*given)
        assert (texts(pairs), problems, langs(pairs)) == ([*BOTH], [], {("fr", "ar")})
        assert [(pair.left.file, pair.right.file, pair.right.line) for pair in pairs][1] == (str(left), str(right), 2)
    assert texts(read(right)[0]) == [(b, a) for a, b in BOTH]
    (tmp_path / f"a.fr-ar.en{ending}").write_bytes(b"")
    assert "two files of one name" in read(left)[1][0]
    assert texts(read(left, left="fr", right="ar")[0]) == [*BOTH]


@pytest.mark.parametrize("columns", [("left", "right"), ("source", "target"), ("fr", "ar")])
def test_parquet_is_read_by_its_columns(tmp_path: Path, columns: tuple[str, str]) -> None:
    table = {columns[0]: [*FRENCH, None], columns[1]: [*ARABIC, "نص"], "id": ["a", "b", "c"], "score": [1, 2, 3]}
    polars.DataFrame(table).write_parquet(tmp_path / "a.parquet")
    pairs, problems, _ = read(tmp_path / "a.parquet", left="fr", right="ar")
    assert (texts(pairs), langs(pairs), [pair.id for pair in pairs]) == ([*BOTH], {("fr", "ar")}, ["a", "b"])
    assert problems == [f"{tmp_path}/a.parquet, row 3: the left text is missing"]


def test_folders_are_paired_by_name(tmp_path: Path) -> None:
    for name in ("storm.fr.txt", "storm.ar.txt", "storm.en.txt", "deep/fr/a.txt", "deep/ar/a.txt", "lonely.fr.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Texte", encoding="utf-8")
    (tmp_path / "note.txt").write_text("no language", encoding="utf-8")
    pairs, problems, left_out = read(tmp_path)
    assert [pair.id for pair in pairs] == ["deep/a", "storm:fr-ar", "storm:fr-en"]
    assert problems == []
    assert len(left_out) == 2
    assert [pair.id for pair in read(tmp_path, left="en", right="ar")[0]] == ["storm"]


def test_a_manifest_names_files_from_its_own_folder(tmp_path: Path) -> None:
    line = {"id": "x", "left_path": "a.txt", "right_path": "b.txt", "score": 0.5, "relation": "translation"}
    (tmp_path / "m.jsonl").write_text(json.dumps(line), encoding="utf-8")
    pairs, _, _ = read(tmp_path / "m.jsonl")
    assert (pairs[0].left.path, pairs[0].right.path) == (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))


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


def test_po_knows_plurals_escapes_contexts_and_obsolete_entries(tmp_path: Path) -> None:
    entries = (
        'msgctxt "menu"\nmsgid "one file"\nmsgid_plural "%d files\\t\\"x\\""\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
        '#~ msgid "old"\n#~ msgstr "gone"\n\nmsgid "new"\nmsgstr "last"\n'
    )
    (tmp_path / "a.po").write_text(PO_HEAD + entries, encoding="utf-8")
    pairs, problems, _ = read(tmp_path / "a.po")
    assert problems == []
    assert texts(pairs) == [('%d files\t"x"', "b"), ("new", "last")]


def test_a_tmx_of_three_languages_gives_a_pair_for_each_or_the_one_asked_for(tmp_path: Path) -> None:
    unit = tu(*BOTH[0]).replace("</tu>", '<tuv xml:lang="EN"><seg>The minister</seg></tuv></tu>')
    (tmp_path / "a.tmx").write_text(tmx(unit), encoding="utf-8")
    assert langs(read(tmp_path / "a.tmx")[0]) == {("fr", "ar"), ("fr", "en")}
    assert langs(read(tmp_path / "a.tmx", left="en", right="ar")[0]) == {("en", "ar")}


def test_what_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muqabala.readers.streams._UNSUSPECTED", 100_000)
    (tmp_path / "a.tsv.gz").write_bytes(gzip.compress(b"a\tb\n" * 2_000_000))
    assert "it unpacks to more than 250 times its size" in read(tmp_path / "a.tsv.gz")[1][0]


def test_a_record_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muqabala.readers.streams.LARGEST_RECORD", 100_000)
    (tmp_path / "a.tmx").write_text(tmx("<x/>" * 100_000), encoding="utf-8")
    assert "there is no end of a record" in read(tmp_path / "a.tmx")[1][0]


@pytest.mark.parametrize(
    ("name", "unit"), [("a.tmx", "sentence"), ("a.po", "sentence"), ("a.jsonl", "document"), ("a.tsv", "document")]
)
def test_the_usual_unit_follows_the_format(tmp_path: Path, name: str, unit: str) -> None:
    (tmp_path / name).touch()
    (found,) = corpora([str(tmp_path / name)])
    assert isinstance(found, Corpus)
    assert found.unit == unit


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
@pytest.mark.parametrize("name", ["big.tmx", "big.jsonl", "big.tsv"])
def test_memory_stays_flat(tmp_path: Path, name: str) -> None:
    write: dict[str, Callable[[int], str]] = {
        "big.tmx": lambda count: tmx(*(tu(*BOTH[0], name=str(number)) for number in range(count))),
        "big.jsonl": lambda count: json.dumps({"left": "a" * 100, "right": "b" * 100}).join([""] + ["\n"] * count),
        "big.tsv": lambda count: f"{FRENCH[0]}\t{ARABIC[0]}\n" * count,
    }
    code = (
        "import sys; from muqabala.corpus import corpora\n"
        "print(sum(1 for c in corpora(sys.argv[1:]) for _ in c.records()))\n"
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    used = []
    for count in (1_000, 200_000):
        (tmp_path / name).write_text(write[name](count), encoding="utf-8")
        shown = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        used.append(int(shown.stdout.split()[1]))
    assert used[1] < used[0] * 1.2 + 8_000
