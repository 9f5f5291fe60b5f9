"""Every corpus format, plain and packed."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars
import pytest

from muqabala.corpus import Corpus, corpora
from tests.corpus_samples import (
    ARABIC,
    BOTH,
    FRENCH,
    GOOD_TMX,
    PO_HEAD,
    ROOT,
    XLIFF_1,
    XLIFF_2,
    langs,
    read,
    texts,
    tmx,
    tu,
)

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
