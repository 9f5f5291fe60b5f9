"""The neural evidence, run for real on tiny random models that the tests write: loading, length guard, batching,
links."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from align.aligner import align_with_evidence
from align.extra import bead_part, standardised_margin
from align.models import Models
from text.errors import InputError
from text.reader import read_text

torch = pytest.importorskip("torch", reason="the extra [neural] is not installed")
transformers = pytest.importorskip("transformers", reason="the extra [neural] is not installed")
simalign = pytest.importorskip("simalign", reason="the extra [neural] is not installed")

pytestmark = pytest.mark.filterwarnings("ignore")

FRENCH = "Le ministre a signé un accord.\nLa réunion aura lieu à Genève.\nTrois personnes sont mortes.\n"
ARABIC = "وقع الوزير اتفاقا.\nسيعقد الاجتماع في جنيف.\nقتل ثلاثة أشخاص.\n"
LETTERS = "abcdefghijklmnopqrstuvwxyzéèêàâçîïôûù0123456789.,'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A BERT of two layers over single letters, with room for 62 of them."""
    folder = tmp_path_factory.mktemp("bert")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=64,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder)
    settings = {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "strip_accents": False}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    transformers.BertTokenizer(
        vocab=str(folder / "vocab.txt"), do_lower_case=True, strip_accents=False
    ).save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Marian of one layer each way, with sentence pieces learned from a few lines."""
    sentencepiece = pytest.importorskip("sentencepiece", reason="the extra [neural] is not installed")
    folder = tmp_path_factory.mktemp("marian")
    lines = folder / "lines.txt"
    lines.write_text((FRENCH + ARABIC) * 20, encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(lines), model_prefix=str(folder / "source"), vocab_size=90, character_coverage=1.0,
        minloglevel=2, hard_vocab_limit=False,
    )  # fmt: skip
    (folder / "target.spm").write_bytes((folder / "source.model").read_bytes())
    (folder / "source.spm").write_bytes((folder / "source.model").read_bytes())
    pieces = [line.split("\t")[0] for line in (folder / "source.vocab").read_text(encoding="utf-8").splitlines()]
    names = ["</s>", "<unk>", *(piece for piece in pieces if not piece.startswith("<")), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: number for number, name in enumerate(names)}))
    transformers.MarianTokenizer.from_pretrained(str(folder)).save_pretrained(folder)
    torch.manual_seed(1)
    config = transformers.MarianConfig(
        vocab_size=len(names), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=64,
        pad_token_id=len(names) - 1, eos_token_id=0, decoder_start_token_id=len(names) - 1, forced_eos_token_id=0,
    )  # fmt: skip
    transformers.MarianMTModel(config).save_pretrained(folder)
    return str(folder)


def _documents() -> list:
    texts = ((FRENCH, "fr"), (ARABIC, "ar"))
    return [read_text(raw, lang=lang, sentences_given=True) for raw, lang in texts]


def test_links_lie_on_words_and_have_scores(bert: str) -> None:
    from align.simalign import SimAligner

    left, right = _documents()
    alignment, _ = align_with_evidence(left, right, linker=SimAligner(bert))
    assert alignment.links
    assert all(0.0 <= link.score <= 1.0 for link in alignment.links)
    assert all(link.left.of(left.raw).isalnum() and link.right.of(right.raw).isalnum() for link in alignment.links)


def test_links_are_those_of_simalign_itself(bert: str) -> None:
    from align.simalign import SimAligner

    words = (tuple("le ministre a signé un accord".split()), tuple("وقع الوزير اتفاقا".split()))
    ours = SimAligner(bert, "inter")
    known = ours.embed(words)
    found = [(i, j) for i, j, _ in ours.match(known[words[0]], known[words[1]])]
    theirs = simalign.SentenceAligner(model=bert, token_type="word", matching_methods="a", layer=2)
    assert found == theirs.get_word_aligns(list(words[0]), list(words[1]))["inter"]


@pytest.mark.parametrize("matching", ["inter", "itermax", "mwmf"])
def test_long_sentences_lose_no_word(bert: str, matching: str) -> None:
    from align.simalign import SimAligner

    words = tuple(f"mot{number}" for number in range(150))
    ours = SimAligner(bert, matching)
    embedded = ours.embed([words])[words]
    assert len(embedded.vectors) == sum(len(one) for one in embedded.pieces) > 500
    assert [(i, j) for i, j, _ in ours.match(embedded, embedded)] == [(i, i) for i in range(len(words))]


def test_a_word_longer_than_the_model_is_known_by_its_beginning(bert: str) -> None:
    from align.simalign import SimAligner

    words = ("le", "a" * 300, "ministre")
    embedded = SimAligner(bert).embed([words])[words]
    assert len(embedded.vectors) == sum(len(one) for one in embedded.pieces)
    assert np.isfinite(embedded.vectors).all()


def test_words_without_subwords_and_empty_sentences_are_no_trouble(bert: str) -> None:
    from align.simalign import SimAligner

    ours = SimAligner(bert)
    odd, empty = ("\u200c", "accord", "\u200d"), ()
    known = ours.embed([odd, empty])
    assert ours.match(known[odd], known[empty]) == []
    assert [(i, j) for i, j, _ in ours.match(known[odd], known[odd])] == [(1, 1)]


def test_sentences_are_kept_and_batches_change_nothing(bert: str) -> None:
    from align.simalign import SimAligner

    sentences = [tuple(line.rstrip(".").split()) for line in (FRENCH + ARABIC).splitlines()]
    one, many = SimAligner(bert, batch=1), SimAligner(bert, batch=4)
    first, second = one.embed(sentences), many.embed(sentences)
    assert all(np.allclose(first[words].vectors, second[words].vectors, atol=1e-5) for words in sentences)
    assert many.embed(sentences)[sentences[0]] is second[sentences[0]]


def test_encoder_finds_the_same_sentence_among_others(bert: str) -> None:
    from align.encoder import Encoder

    encoder = Encoder(bert)
    lines = FRENCH.splitlines()
    vectors = encoder.vectors([*lines, lines[1], " ".join(lines * 5), ""])
    assert (vectors[:3] @ vectors[3]).argmax() == 1
    assert np.allclose(np.linalg.norm(vectors[:5], axis=1), 1.0)
    assert np.isfinite(vectors).all()


def test_encoder_joins_the_programme(bert: str) -> None:
    from align.encoder import Encoder

    left, right = _documents()
    alignment, _ = align_with_evidence(left, right, extra=Encoder(bert))
    assert sorted(i for bead in alignment.beads for i in bead.left) == [0, 1, 2]
    assert sorted(j for bead in alignment.beads for j in bead.right) == [0, 1, 2]


def test_pivot_translates_and_joins_the_programme(marian: str) -> None:
    from align.pivot import Pivot

    pivot = Pivot(marian)
    translated = pivot.translate(["Le ministre a signé un accord.", "", "Le ministre " * 60])
    assert len(translated) == 3 and translated[1] == ""
    left, right = _documents()
    alignment, _ = align_with_evidence(left, right, extra=pivot)
    assert sorted(i for bead in alignment.beads for i in bead.left) == [0, 1, 2]


@pytest.mark.parametrize("options", [("--words", "simalign"), ("--words", "simalign", "--sentences", "encoder")])
def test_the_command_takes_a_model(
    options: tuple[str, ...], bert: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muqabala import cli

    row = {"id": "1", "left": FRENCH, "right": ARABIC, "left_lang": "fr", "right_lang": "ar"}
    corpus, out = tmp_path / "corpus.jsonl", tmp_path / "out.jsonl"
    corpus.write_text(json.dumps(row) + "\n")
    arguments = ["align", str(corpus), "--format", "jsonl", "--sentences-given", "--out", str(out)]
    monkeypatch.setattr("sys.argv", ["muqabala", *arguments, *options, "--model", bert])
    with pytest.raises(SystemExit, match="0"):
        cli.main()
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["links"] and len(data["left"]["sentences"]) == 3


def test_chrf_is_that_of_sacrebleu() -> None:
    from sacrebleu.metrics.chrf import CHRF

    from align.pivot import chrf

    lines = ["le ministre a signe", "la reunion aura lieu", "trois morts"]
    found = chrf(lines, lines)
    assert found.argmax(axis=1).tolist() == [0, 1, 2]
    assert math.isclose(found[0, 0], CHRF().sentence_score(lines[0], [lines[0]]).score / 100)


def test_missing_model_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.encoder import Encoder
    from align.simalign import SimAligner

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    for load in (SimAligner, Encoder):
        with pytest.raises(InputError, match="not found locally, and no network: give the folder"):
            load("nobody/no-such-model")
        with pytest.raises(InputError, match="there is no config"):
            load(str(tmp_path))


def test_options_without_model_are_refused() -> None:
    with pytest.raises(InputError, match="--words simalign needs a model"):
        Models(words="simalign")


def test_margin_and_beads_favour_what_stands_out() -> None:
    likeness = np.full((4, 5), 0.8) + np.eye(4, 5) * 0.1
    margin = standardised_margin(likeness)
    assert (margin.argmax(axis=1) == np.arange(4)).all()
    assert bead_part(margin, 1, 1).shape == (4, 5) and bead_part(margin, 2, 3).shape == (3, 3)
    assert not standardised_margin(np.ones((3, 3))).any()
