"""The written forms of an alignment come back as they went: ladder, Pharaoh, TMX; and what the options refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.aligner import align
from align.bead import Alignment, Bead, Link
from align.exchange import read_pharaoh, tmx_units, word_spans, write_pharaoh, write_tmx
from align.ladder import read_ladder, write_ladder
from align.models import Models, word_linker
from muqabala import cli
from text.document import Document, Sentence, Span
from text.errors import InputError
from text.ingest import read_file
from text.reader import read_text

REPORTS = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
XML = "{http://www.w3.org/XML/1998/namespace}"
INDICES = st.lists(st.integers(0, 99), max_size=4, unique=True).map(lambda found: tuple(sorted(found)))
Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def storm() -> Alignment:
    return align(read_file(str(REPORTS / "storm.fr.txt")), read_file(str(REPORTS / "storm.ar.txt")))


@pytest.fixture
def muqabala(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ran:
    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["muqabala", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


@given(st.lists(st.builds(Bead, INDICES, INDICES, st.floats(-99, 99).map(lambda score: round(score, 4)))))
def test_a_ladder_comes_back(beads: list[Bead]) -> None:
    assert read_ladder(write_ladder(beads)) == tuple(beads)


def test_pharaoh_gives_the_links_back(storm: Alignment) -> None:
    lines = read_pharaoh(write_pharaoh(storm))
    assert len(lines) == len(storm.beads)
    found = set()
    for bead, links in zip(storm.beads, lines, strict=True):
        left, right = word_spans(storm.left, bead.left), word_spans(storm.right, bead.right)
        found |= {(left[i], right[j]) for i, j in links}
    assert found == {(link.left, link.right) for link in storm.links}


def test_a_pair_of_single_sentences_is_one_line() -> None:
    left = read_text("Le ministre a signé.", lang="fr", sentences_given=True)
    right = read_text("وقع الوزير.", lang="ar", sentences_given=True)
    apart = Alignment(left, right, (Bead((0,), (), 0.0), Bead((), (0,), 0.0)), (), "unrelated", 0.0)
    assert write_pharaoh(apart) == "\n"
    link = Link(Span(3, 11), Span(4, 10), 0.9)
    assert write_pharaoh(Alignment(left, right, (Bead((0,), (0,), 1.0),), (link,), "translation", 1.0)) == "1-1\n"


@pytest.mark.parametrize("line", ["0-0 1:1", "0-", "a-b"])
def test_what_is_no_pharaoh_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 1 is no list of links"):
        read_pharaoh(line)


def test_tmx_holds_every_bead_in_both_languages(storm: Alignment) -> None:
    root = etree.fromstring(write_tmx([tmx_units(storm, 'a "storm" & more')], "fr", "0").encode())
    units = root.findall("body/tu")
    beads = [bead for bead in storm.beads if not bead.is_null]
    assert root.find("header").get("srclang") == "fr"
    assert [unit.get("tuid") for unit in units] == [
        f'a "storm" & more:{number}' for number, bead in enumerate(storm.beads) if not bead.is_null
    ]
    for unit, bead in zip(units, beads, strict=True):
        texts = {one.get(f"{XML}lang"): one.findtext("seg") for one in unit.findall("tuv")}
        assert texts["fr"] == " ".join(storm.left.text_of(index) for index in bead.left)
        assert texts["ar"] == " ".join(storm.right.text_of(index) for index in bead.right)


@given(st.text(min_size=1))
def test_tmx_is_well_formed_whatever_the_text_holds(text: str) -> None:
    document = Document("d", "fr", text, (Sentence(0, Span(0, len(text)), 0),), (), ())
    alignment = Alignment(document, document, (Bead((0,), (0,), 1.0),), (), "translation", 1.0)
    written = write_tmx([tmx_units(alignment, text)], None, "0").encode("utf-8")
    root = etree.fromstring(written)
    kept = "".join(char for char in text if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd"
                   or char > "\uffff")  # fmt: skip
    assert (root.findtext("body/tu/tuv/seg") or "") == kept


def test_a_corpus_becomes_one_tmx(tmp_path: Path, muqabala: Ran) -> None:
    rows = [
        {
            "id": str(number),
            "left": "Le ministre a signé un accord.",
            "right": "وقع الوزير اتفاقا.",
            "langs": ["fr", "ar"],
        }
        for number in range(3)
    ]
    corpus, out = tmp_path / "corpus.jsonl", tmp_path / "out.tmx"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    code, said, _ = muqabala("align", str(corpus), "--format", "tmx", "--out", str(out), "--jobs", "1")
    assert code == 0 and said == ""
    assert len(etree.fromstring(out.read_bytes()).findall("body/tu")) == 3


@pytest.mark.parametrize("format", ["ladder", "pharaoh", "tmx", "jsonl"])
def test_every_format_is_written(format: str, muqabala: Ran) -> None:
    code, said, _ = muqabala("align", str(REPORTS / "storm.fr.txt"), str(REPORTS / "storm.ar.txt"), "--format", format)
    assert code == 0 and said


def test_a_model_without_its_option_and_an_option_without_its_model_are_refused(muqabala: Ran) -> None:
    files = (str(REPORTS / "storm.fr.txt"), str(REPORTS / "storm.ar.txt"))
    code, _, said = muqabala("align", *files, "--words", "simalign")
    assert code == 2 and "--words simalign needs a model" in said
    code, _, said = muqabala("align", *files, "--model", "bert")
    assert code == 2 and "--model is only used with" in said


def test_without_the_extra_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr("align.neural.import_module", missing)
    word_linker.cache_clear()
    with pytest.raises(
        InputError, match=r"needs simalign, and it is not installed: .*pip install 'muqabala\[neural\]'"
    ):
        word_linker(Models(words="simalign", word_model="anything"))
