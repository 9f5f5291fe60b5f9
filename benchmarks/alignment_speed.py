"""Times the aligner: words beside simalign in one run, and whole documents from 30 to 2,000 sentences.

simalign runs with a BERT of the size of bert-base and random weights, which costs what the real one costs; its
vocabulary is the words of the texts and single letters, so that its sequences are as short as a good tokenizer's.
Nothing is loaded inside the timed part. `embedded` counts everything from text to links: reading names, figures and
the lexicon too.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from align.aligner import align
from align.anchors import collect
from align.bead import Alignment
from align.sentences import align_sentences
from align.words import link_words
from text.document import Document
from text.reader import read_text

Texts = Sequence[tuple[str, str]]
_TIMED = 12
_LENGTHS = (30, 60, 120, 300, 600, 1000, 2000)


def _documents(left: str, right: str) -> tuple[Document, Document]:
    return read_text(left, lang="fr", sentences_given=True), read_text(right, lang="ar", sentences_given=True)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def speed_table(texts: Texts) -> None:
    """Prints seconds a document pair for the embedded words and, where it is installed, for simalign."""
    pairs = [_documents(*both) for both in texts[: _TIMED + 1]]
    alignments = [align(*both) for both in pairs]
    sentences = sum(len(one.left.sentences) for one in alignments[1:]) / len(alignments[1:])
    print(f"words of {len(pairs) - 1} fr-ar documents of {sentences:.0f} sentences, milliseconds a document:")

    def embedded(one: Alignment) -> None:
        link_words(collect(one.left, one.right), one.beads, one.left, one.right)

    ours = _timed(embedded, alignments)
    print(f"  embedded {1000 * ours:9.1f}")
    if any(find_spec(name) is None for name in ("torch", "transformers", "simalign")):
        print("  simalign: the extra [neural] is not installed")
        return
    from align.simalign import SimAligner

    with tempfile.TemporaryDirectory() as folder:
        _write_model(Path(folder), texts)
        for matching in ("inter", "itermax"):
            linker = SimAligner(folder, matching)  # type: ignore[arg-type]
            theirs = _timed(
                lambda one, linker=linker: linker.link(  # type: ignore[misc]
                    collect(one.left, one.right), one.beads, one.left, one.right
                ),
                alignments,
            )
            print(f"  simalign {matching:8s} {1000 * theirs:9.1f}  {theirs / ours:6.1f} times embedded", flush=True)


def _timed(work: Callable[[Alignment], object], alignments: Sequence[Alignment]) -> float:
    """Returns seconds a document; the first document warms up. Figures and dates are kept once read, for both alike."""
    work(alignments[0])
    return sum(_seconds(lambda one=one: work(one)) for one in alignments[1:]) / len(alignments[1:])  # type: ignore[misc]


def _write_model(folder: Path, texts: Texts) -> None:
    import json
    import re

    import torch
    import transformers

    words = Counter(word for both in texts for text in both for word in re.findall(r"\w+|[^\w\s]", text.lower()))
    letters = sorted({char for word in words for char in word})
    entries = dict.fromkeys(
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{one}" for one in letters), *words]
    )
    (folder / "vocab.txt").write_text("\n".join(entries), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "BertTokenizer", "do_lower_case": True, "strip_accents": False})
    )
    torch.manual_seed(0)
    transformers.BertModel(transformers.BertConfig(vocab_size=len(entries))).save_pretrained(folder)
    transformers.BertTokenizer(
        vocab=str(folder / "vocab.txt"), do_lower_case=True, strip_accents=False
    ).save_pretrained(folder)


def cost_curve(texts: Texts) -> None:
    """Prints seconds for documents of growing length, put together from the given ones."""
    sides: tuple[list[str], list[str]] = ([], [])
    while len(sides[0]) < _LENGTHS[-1]:
        for both in texts:
            for lines, text in zip(sides, both, strict=True):
                lines.extend(text.split("\n"))
    align(*_documents(*texts[0]))
    print("sentences      evidence sentences     words  (seconds)  peak memory so far (MB)")
    for length in _LENGTHS:
        share = length / len(sides[0])
        cut = [lines[: max(1, round(share * len(lines)))] for lines in sides]
        left, right = _documents("\n".join(cut[0]), "\n".join(cut[1]))
        begin = time.perf_counter()
        evidence = collect(left, right)
        read = time.perf_counter()
        beads = align_sentences(left, right, evidence)
        aligned = time.perf_counter()
        link_words(evidence, beads, left, right)
        steps = (read - begin, aligned - read, time.perf_counter() - aligned)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        cells = " ".join(f"{seconds:9.3f}" for seconds in steps)
        print(f"{len(cut[0]):5d} x {len(cut[1]):<5d} {cells} {peak:28d}", flush=True)
