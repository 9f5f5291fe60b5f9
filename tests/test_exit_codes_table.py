"""Every command with every kind of input that it cannot use: the exit code of the contract, one sentence, no trace.

The rows are the kinds of input, the columns the commands; what a command does with findings stands in the tests of its
own. The bad file stands on either side where a command takes two texts.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.audit_corpus import REPORTS
from tests.command_line import Muqabala

GOOD = str(REPORTS / "cyber.ar.txt")
PAIR_LINE = b'{"id": "a", "left": "Il pleut sur la ville.", "right": "Il neige sur la ville."}\n'
TEXT_LINE = b'{"id": "a", "lang": "fr", "text": "Il pleut."}\n'

# Texts: the name of the file, what it holds (None: there is none), what the message says.
TEXTS: tuple[tuple[str, bytes | None, str], ...] = (
    ("none.txt", None, "there is no such file"),
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", b" \n\t\n", "the file is empty"),
    ("binary.txt", bytes(range(256)) * 20, "it is a binary file"),
    ("half.txt", "Genève".encode()[:-2] + b"\xc3 et la suite du texte \xff\xfe\xfd", ""),
    ("page.pdf", b"%PDF-1.7", "PDF is refused"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, ""),
    ("broken.docx", b"PK\x03\x04 no archive", ""),
    ("german.txt", b"Der Minister sagte am Dienstag, dass das Abkommen bald unterzeichnet wird und gilt.", "language"),
    ("folder", None, "this is a folder"),
)
TEXT_COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": (("check", "BAD", GOOD), ("check", GOOD, "BAD")),
    "align": (("align", "BAD", GOOD), ("align", GOOD, "BAD")),
    "read": (("read", "BAD"), ("read", GOOD, "BAD")),
}
# Corpora: likewise. Each is named for the one thing that is wrong with it.
CORPORA: tuple[tuple[str, bytes | None, str], ...] = (
    ("none.jsonl", None, "there is no such file"),
    ("void.jsonl", b"\n\n", "the corpus is empty"),
    ("prose.jsonl", b"no JSON\n", "line 1: it is not JSON"),
    ("list.jsonl", b"[1, 2]\n", "line 1: a JSON object was expected, not list"),
    ("number.jsonl", b'{"id": "a", "left": 3, "right": "x"}\n', "line 1: 'left' must be a text, not int"),
    ("half.jsonl", b'{"id": "a", "left": "Il pleut."}\n', "line 1: a text is wanted in 'right'"),
    ("latin.jsonl", '{"id": "a", "left": "Genève", "right": "x"}\n'.encode("latin-1"), "line 1: it is not UTF-8"),
    ("lang.jsonl", PAIR_LINE.replace(b"}", b', "left_lang": "de"}'), "line 1: language 'de' is not supported"),
    ("none.tmx", None, "there is no such file"),
    ("prose.tmx", b"no XML at all", "it is no XML that can be read"),
    ("entity.tmx", b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body/></tmx>', "declares entities"),
    ("cut.tmx", b'<tmx><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>Il', "the XML is broken there"),
    ("prose.xliff", b"no XML at all", "it is no XML that can be read"),
    ("columns.csv", b"left,right\n1\n", "a text is wanted in column 2"),
    ("empty.tsv", b"", "the corpus is empty"),
    ("prose.parquet", b"PAR0", "it is no Parquet file"),
    ("damaged.jsonl.gz", gzip.compress(PAIR_LINE)[:25], "the file breaks off or is damaged"),
    ("none.zip", b"no archive", "it is no zip archive"),
    ("bare", None, "there is no .txt, .md, .html or .docx file in it"),
    ("text.txt", b"Il pleut.", "its ending names no corpus"),
)
CORPUS_COMMANDS: dict[str, tuple[str, ...]] = {
    "gate": ("gate", "BAD"),
    "audit": ("audit", "BAD", "--out", "out"),
    "baseline": ("baseline", "update", "BAD", "--baseline", "b.jsonl"),
    "learn": ("learn", "BAD", "--left-lang", "fr", "--right-lang", "ar", "--out", "own.tsv"),
}


def lay_out(folder: Path, name: str, content: bytes | None) -> None:
    """Puts the file where it is wanted; a name without ending is an empty folder."""
    if content is not None:
        (folder / name).write_bytes(content)
    elif "." not in name:
        (folder / name).mkdir()


@pytest.mark.parametrize(("name", "content", "says"), TEXTS, ids=[name for name, _, _ in TEXTS])
@pytest.mark.parametrize("command", TEXT_COMMANDS)
def test_a_text_that_cannot_be_read(
    muqabala: Muqabala, tmp_path: Path, command: str, name: str, content: bytes | None, says: str
) -> None:
    lay_out(tmp_path, name, content)
    for arguments in TEXT_COMMANDS[command]:
        ended = muqabala(*(name if part == "BAD" else part for part in arguments))
        assert ended.code == 2, ended
        assert ended.err.startswith(f"muqabala: {name}: ")
        assert says in ended.err
        assert ended.err.count("\n") == 1


@pytest.mark.parametrize(("name", "content", "says"), CORPORA, ids=[name for name, _, _ in CORPORA])
@pytest.mark.parametrize("command", CORPUS_COMMANDS)
def test_a_corpus_that_cannot_be_read(
    muqabala: Muqabala, tmp_path: Path, command: str, name: str, content: bytes | None, says: str
) -> None:
    lay_out(tmp_path, name, content)
    ended = muqabala(*(name if part == "BAD" else part for part in CORPUS_COMMANDS[command]))
    assert ended.code == 2, ended
    lines = ended.err.splitlines()
    assert lines and all(line.startswith("muqabala: ") for line in lines)
    assert lines[0].startswith(f"muqabala: {name}") and says in lines[0]
    if command != "learn":
        assert len(lines) == 1


@pytest.mark.parametrize("command", ["gate", "audit"])
def test_what_comes_before_a_break_and_beside_it_is_checked(muqabala: Muqabala, tmp_path: Path, command: str) -> None:
    sentence = '<tu><tuv xml:lang="fr"><seg>Il pleut.</seg></tuv><tuv xml:lang="ar"><seg>تمطر.</seg></tuv></tu>'
    head = '<tmx version="1.4"><header srclang="fr"/><body>'
    (tmp_path / "cut.tmx").write_text(f"{head}{sentence}{sentence}<tu>", encoding="utf-8")
    (tmp_path / "whole.tmx").write_text(f"{head}{sentence}</body></tmx>", encoding="utf-8")
    more = ("--out", "out") if command == "audit" else ()
    ended = muqabala(command, "cut.tmx", "whole.tmx", *more)
    assert ended.code == 2
    assert "3 checked" in ended.out and "1 skipped" in ended.out
    assert ended.err.startswith("muqabala: cut.tmx, line 1: the XML is broken there")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("pair", "none", "bare"), "none"),
        (("pair", "full", "none"), "none"),
        (("pair", "bare", "bare"), "bare"),
        (("pair", "file.txt", "bare"), "file.txt"),
    ],
)
def test_folders_that_cannot_be_paired(
    muqabala: Muqabala, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.fr.txt").write_text("Il pleut sur la ville depuis mardi.", encoding="utf-8")
    (tmp_path / "file.txt").write_text("Il pleut.", encoding="utf-8")
    ended = muqabala(*arguments)
    assert ended.code == 2
    assert ended.err.startswith(f"muqabala: {says}")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no such baseline"),
        (b"\xff\xfe", "could not be read"),
        (b"no JSON\n", "b.jsonl"),
        (b'{"schema": "muqabala/baseline/9"}\n', "b.jsonl"),
    ],
)
@pytest.mark.parametrize("command", [("gate", "c.jsonl"), ("baseline", "prune", "c.jsonl"), ("baseline", "audit")])
def test_a_baseline_that_cannot_be_used(
    muqabala: Muqabala, tmp_path: Path, command: tuple[str, ...], content: bytes | None, says: str
) -> None:
    (tmp_path / "c.jsonl").write_bytes(PAIR_LINE)
    lay_out(tmp_path, "b.jsonl", content)
    ended = muqabala(*command, "--baseline", "b.jsonl")
    assert ended.code == 2
    assert says in ended.err and ended.err.count("\n") == 1


@pytest.mark.parametrize("command", ["gate", "audit"])
@pytest.mark.parametrize(
    ("line", "options", "code"),
    [
        (PAIR_LINE.replace(b"neige", b"pleut"), (), 0),
        (
            PAIR_LINE.replace(b"sur la ville", b"13 fois", 1).replace(b"sur la ville", b"31 fois"),
            ("--fail-on", "minor"),
            1,
        ),
        (PAIR_LINE + b"no JSON\n", (), 2),
        (PAIR_LINE.replace(b"sur la ville", b"13 fois", 1) + b"no JSON\n", ("--fail-on", "minor"), 2),
        (b'{"id": "a", "left": "Oui", "right": "Non"}\n', ("--left-lang", "fr", "--right-lang", "fr"), 3),
    ],
)
def test_a_corpus_ends_by_the_gravest(
    muqabala: Muqabala, tmp_path: Path, command: str, line: bytes, options: tuple[str, ...], code: int
) -> None:
    (tmp_path / "c.jsonl").write_bytes(line)
    more = ("--out", "out") if command == "audit" else ()
    unit = () if code == 3 else ("--unit", "sentence")
    assert muqabala(command, "c.jsonl", *more, *unit, *options).code == code
