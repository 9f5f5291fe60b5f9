"""`muqabala learn` and `--lexicon`: from sentence pairs in any format to a table that check, align and gate use."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from muqabala import cli
from text.errors import InputError
from text.own_words import NONE, OwnFiles, load_own, read_table, rendered_table
from text.pairs import load_pairs

# Invented words, which no table can know, in sentences whose other words it does.
FRENCH = ("blorvet", "grimpouf", "zantaque")
ARABIC = ("بلرفط", "غرمبوف", "زنتاق")
FRAMES = (
    ("Le {} est arrivé hier.", "وصل {} أمس."),
    ("Nous avons vu le {} dans la ville.", "رأينا {} في المدينة."),
    ("Le gouvernement a acheté un {}.", "اشترت الحكومة {}."),
    ("Un {} coûte trop cher.", "{} غال جدا."),
)
PAIRS = [
    (french.format(own), arabic.format(other))
    for own, other in zip(FRENCH, ARABIC, strict=True)
    for french, arabic in FRAMES * 2
]


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Muqabala = Callable[..., Ended]


@pytest.fixture
def muqabala(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Muqabala:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["muqabala", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfdbinary.readouterr()
        return Ended(int(ended.value.code or 0), out.decode(), err.decode())

    return run


@pytest.fixture
def moses(tmp_path: Path) -> tuple[str, str]:
    for side, name in enumerate(("c.fr", "c.ar")):
        (tmp_path / name).write_text("".join(f"{pair[side]}\n" for pair in PAIRS), encoding="utf-8")
    return "c.fr", "c.ar"


def test_new_words_are_learned_and_the_head_says_of_what(
    muqabala: Muqabala, moses: tuple[str, str], tmp_path: Path
) -> None:
    ended = muqabala("learn", *moses, "--out", "own.tsv")
    assert (ended.code, ended.err) == (0, "")
    table = read_table(str(tmp_path / "own.tsv"))
    assert table.langs == ("fr", "ar")
    assert not table.stale
    assert f"fr-ar word pairs from {len(PAIRS)} sentence pairs ({table.signature})" in ended.out
    for own, other in zip(FRENCH, ARABIC, strict=True):
        assert max(table.there[own], key=table.there[own].__getitem__) == other
        assert own in table.back[other]


def test_two_runs_give_the_same_bytes_from_every_format(
    muqabala: Muqabala, moses: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "c.tsv").write_text("fr\tar\n" + "".join(f"{a}\t{b}\n" for a, b in PAIRS), encoding="utf-8")
    lines = [json.dumps({"left": b, "right": a, "left_lang": "ar", "right_lang": "fr"}) for a, b in PAIRS]
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    units = "".join(
        f'<tu><tuv xml:lang="fr"><seg>{a}</seg></tuv><tuv xml:lang="ar"><seg>{b}</seg></tuv></tu>' for a, b in PAIRS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header/><body>'
    (tmp_path / "c.tmx").write_text(f"{head}{units}</body></tmx>", encoding="utf-8")
    written = set()
    for corpus in (moses, moses, ("c.tsv",), ("c.jsonl",), ("c.tmx",)):
        ended = muqabala("learn", *corpus, "--left-lang", "fr", "--right-lang", "ar", "--out", "own.tsv")
        assert ended.code == 0, ended.err
        written.add((tmp_path / "own.tsv").read_bytes())
    assert len(written) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("none.tmx",), "none.tmx: there is no such file"),
        (("note.txt",), "its ending names no corpus"),
        (("bare.tsv",), "bare.tsv, line 1: it does not say in which languages it is: add --left-lang and --right-lang"),
        (("bare.tsv", "--left-lang", "fr", "--right-lang", "fr"), "two languages are wanted"),
        (("bare.tsv", "--left-lang", "fr", "--right-lang", "de"), "language 'de' is not supported"),
        (("bare.tsv", "--left-lang", "fr", "--right-lang", "ar"), "sentence pairs teach nothing beyond what is known"),
        (("broken.jsonl",), "broken.jsonl: there is no sentence pair in it that can be read"),
    ],
)
def test_the_users_mistakes_end_in_2_with_a_sentence(
    muqabala: Muqabala, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "note.txt").write_text("Un texte.", encoding="utf-8")
    (tmp_path / "bare.tsv").write_text("Oui.\tنعم.\n", encoding="utf-8")
    (tmp_path / "broken.jsonl").write_text("no JSON\n", encoding="utf-8")
    ended = muqabala("learn", *arguments, "--out", "own.tsv")
    assert ended.code == 2
    assert says in ended.err
    assert not (tmp_path / "own.tsv").exists()


def test_what_is_left_out_is_told_and_broken_records_end_in_2(muqabala: Muqabala, tmp_path: Path) -> None:
    records = [{"left": a, "right": b, "left_lang": "fr", "right_lang": "ar"} for a, b in PAIRS]
    records.append({"left": "One cat.", "right": "Un chat.", "left_lang": "en", "right_lang": "fr"})
    records.append({"left": "mot " * 200, "right": "كلمة", "left_lang": "fr", "right_lang": "ar"})
    lines = [json.dumps(record) for record in records]
    (tmp_path / "c.jsonl").write_text("\n".join([*lines, "no JSON"]), encoding="utf-8")
    ended = muqabala("learn", "c.jsonl", "--out", "own.tsv")
    assert ended.code == 2
    assert "1 pairs in other languages than fr and ar were left out" in ended.err
    assert "1 pairs with a text of more than 120 words were left out" in ended.err
    assert "line 27: it is not JSON" in ended.err
    assert f"from {len(PAIRS)} sentence pairs" in ended.out


def test_the_table_joins_words_in_check_and_align_and_signs_the_report(
    muqabala: Muqabala, moses: tuple[str, str], tmp_path: Path
) -> None:
    muqabala("learn", *moses, "--out", "own.tsv")
    (tmp_path / "a.fr.txt").write_text(" ".join(pair[0] for pair in PAIRS[:4]), encoding="utf-8")
    (tmp_path / "b.ar.txt").write_text(" ".join(pair[1] for pair in PAIRS[:4]), encoding="utf-8")
    signatures = []
    for more in ((), ("--lexicon", "own.tsv")):
        ended = muqabala("check", "a.fr.txt", "b.ar.txt", "--json", "-", "--fail-on", "never", *more)
        signatures.append(json.loads(ended.out)["signature"])
    assert signatures[0] != signatures[1]
    assert f"+{read_table('own.tsv').signature}|" in signatures[1]
    assert muqabala("align", "a.fr.txt", "b.ar.txt", "--lexicon", "own.tsv").code == 0
    own = load_own(OwnFiles(("own.tsv",)))
    assert own.pairs("fr", "ar")["blorvet"][ARABIC[0]] > 0.3
    assert own.pairs("ar", "fr")[ARABIC[0]]["blorvet"] > 0.3


@pytest.mark.parametrize("command", ["audit", "gate"])
def test_corpora_are_checked_with_the_table_and_the_glossary(
    muqabala: Muqabala, moses: tuple[str, str], tmp_path: Path, command: str
) -> None:
    muqabala("learn", *moses, "--out", "own.tsv")
    (tmp_path / "terms.tsv").write_text("fr\tar\nblorvet\tشيء آخر\n", encoding="utf-8")
    texts = [" ".join(pair[side] for pair in PAIRS[:4]) for side in (0, 1)]
    record = {"id": "one", "left": texts[0], "right": texts[1], "left_lang": "fr", "right_lang": "ar"}
    (tmp_path / "c.jsonl").write_text(json.dumps(record), encoding="utf-8")
    where = ("--out", "folder") if command == "audit" else ()
    arguments = (command, "c.jsonl", *where, "--fail-on", "minor", "--select", "TRM", "--lexicon", "own.tsv")
    assert muqabala(*arguments).code == 0
    assert muqabala(*arguments, "--glossary", "terms.tsv").code == 1


def test_a_table_adds_and_never_takes_away() -> None:
    assert NONE.pairs("fr", "ar") is load_pairs("fr", "ar")
    assert NONE.signatures("fr", "ar") == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("fr\tar\nministre\tوزير\n", "own.tsv, line 1: a table written by muqabala learn is wanted"),
        ("signature\t0\tfr\tde\tx\n", "own.tsv, line 1: language 'de' is not supported"),
        ("signature\t0\tfr\tar\tx\na\tb\t50\n", "its rows are not those that its first line signs"),
    ],
)
def test_a_file_that_is_no_table_is_told(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_table(str(path))
    assert says in str(raised.value)


def test_a_table_of_other_word_forms_is_used_with_a_warning(muqabala: Muqabala, tmp_path: Path) -> None:
    content = rendered_table({("a", "b"): 50}, "fr", "ar")
    head, _, body = content.partition("\n")
    (tmp_path / "own.tsv").write_text("\t".join([*head.split("\t")[:4], "0"]) + "\n" + body, encoding="utf-8")
    (tmp_path / "a.fr.txt").write_text("Le ministre est arrivé vendredi.", encoding="utf-8")
    ended = muqabala("check", "a.fr.txt", "a.fr.txt", "--lexicon", "own.tsv")
    assert "own.tsv: it was learned with other word forms than today's" in ended.err
    assert "it joins fr and ar, but the texts are fr and fr" in ended.err
