"""Word links from contextual embeddings, by simalign (Jalili Sabet et al. 2020,
https://aclanthology.org/2020.findings-emnlp.147).

simalign's own loader gives the subword vectors, its own functions the word vectors, the similarities and the matching.
Around it stand what it lacks: sentences longer than the model takes are cut (simalign drops or refuses what is above
512 subwords), words without any subword are left out (their mean would be no number), sentences go through the model in
batches of like length and are kept, and every link has a score. A document's beads share its sentences' vectors.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from align.anchors import Evidence, Word
from align.bead import Bead, Link
from align.neural import chunks, device, loading, longest_input, require
from text.document import Document

Vectors = NDArray[np.float32]
Matching = Literal["inter", "itermax", "mwmf"]

# The layer whose words translate best in the paper; a smaller model gives its last.
_LAYER = 8
_BATCH = 32
_UNIT = "word"
_KEPT_SENTENCES = 2000
# simalign's itermax adds links a second time; its authors' default.
_LETTER = {"inter": "a", "itermax": "i", "mwmf": "m"}


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """Holds one sentence: for each word its subwords (perhaps none), and the subwords' vectors in order."""

    pieces: tuple[tuple[str, ...], ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Is a run of a sentence's words that fits into the model, and its number of subwords."""

    words: tuple[str, ...]
    text: tuple[str, ...]
    size: int


class SimAligner:
    """Links words by the likeness of their vectors; keeps a model and the sentences it has seen."""

    def __init__(self, model: str, matching: Matching = "itermax", batch: int = _BATCH) -> None:
        simalign, transformers = require("simalign"), require("transformers")
        with loading(model):
            name = {"bert": "bert-base-multilingual-cased", "xlmr": "xlm-roberta-base"}.get(model, model)
            config = transformers.AutoConfig.from_pretrained(name)
            layer = min(_LAYER, int(config.num_hidden_layers))
            self._aligner: Any = simalign.SentenceAligner(
                model=name, token_type=_UNIT, matching_methods=_LETTER[matching], device=device(), layer=layer
            )
        self._matching = matching
        self._batch = batch
        self._tokenizer: Any = self._aligner.embed_loader.tokenizer
        self._limit = longest_input(self._tokenizer.model_max_length, getattr(config, "max_position_embeddings", None))
        self._cache: OrderedDict[tuple[str, ...], Embedded] = OrderedDict()
        self._pieces = lru_cache(maxsize=65536)(self._cut)

    def link(self, evidence: Evidence, beads: Iterable[Bead], left: Document, right: Document) -> tuple[Link, ...]:
        """Returns the links inside all beads, in text order of the left side."""
        sides = [_by_sentence(words) for words in (evidence.left, evidence.right)]
        wanted = [bead for bead in beads if not bead.is_null]
        texts = [
            [_written(document, side.get(index, [])) for bead in wanted for index in (bead.left, bead.right)[number]]
            for number, (document, side) in enumerate(zip((left, right), sides, strict=True))
        ]
        known = self.embed([*texts[0], *texts[1]])
        links: list[Link] = []
        for bead in wanted:
            places: list[list[Word]] = []
            joined: list[Embedded] = []
            for document, side, group in zip((left, right), sides, (bead.left, bead.right), strict=True):
                places.append([word for index in group for word in side.get(index, [])])
                joined.append(_joined([known[_written(document, side.get(index, []))] for index in group]))
            for i, j, score in self.match(joined[0], joined[1]):
                links.append(Link(places[0][i].token.span, places[1][j].token.span, round(score, 3)))
        return tuple(sorted(links, key=lambda link: (link.left, link.right)))

    def embed(self, sentences: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Embedded]:
        """Returns the sentences with their vectors; those not seen lately go through the model in batches."""
        wanted = dict.fromkeys(sentences)
        out: dict[tuple[str, ...], Embedded] = {}
        for words in wanted:
            if words in self._cache:
                self._cache.move_to_end(words)
                out[words] = self._cache[words]
        fresh = self._run([words for words in wanted if words not in out])
        out.update(fresh)
        self._cache.update(fresh)
        while len(self._cache) > _KEPT_SENTENCES:
            self._cache.popitem(last=False)
        return out

    def _cut(self, word: str) -> tuple[str, ...]:
        # A word of more subwords than the model takes (a stray address) is known by its beginning.
        return tuple(self._tokenizer.tokenize(word)[: self._limit])

    def _run(self, sentences: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], Embedded]:
        """Sends sentences through the model in chunks that fit, chunks of like length together."""
        pieces = {words: tuple(self._pieces(word) for word in words) for words in sentences}
        jobs = [job for words in sentences for job in self._jobs(words, pieces[words])]
        vectors: list[Vectors] = [np.zeros((0, 0), dtype=np.float32)] * len(jobs)
        order = sorted(range(len(jobs)), key=lambda index: jobs[index].size)
        for begin in range(0, len(order), self._batch):
            batch = order[begin : begin + self._batch]
            output = self._aligner.embed_loader.get_embed_list([list(jobs[index].text) for index in batch])
            for row, index in zip(output.float().cpu().numpy(), batch, strict=True):
                vectors[index] = row[: jobs[index].size]
        width = int(self._aligner.embed_loader.emb_model.config.hidden_size)
        found: dict[tuple[str, ...], list[Vectors]] = {
            words: [np.zeros((0, width), dtype=np.float32)] for words in sentences
        }
        for job, part in zip(jobs, vectors, strict=True):
            found[job.words].append(part)
        return {words: Embedded(pieces[words], np.concatenate(found[words])) for words in sentences}

    def _jobs(self, words: tuple[str, ...], pieces: tuple[tuple[str, ...], ...]) -> list[_Chunk]:
        """Returns the chunks of one sentence, without the words that have no subword."""
        full = [place for place, one in enumerate(pieces) if one]
        out = []
        for first, last in chunks([len(pieces[place]) for place in full], self._limit):
            # What was cut short must reach the model cut short too.
            text = [
                words[place]
                if len(pieces[place]) < self._limit
                else str(self._tokenizer.convert_tokens_to_string(list(pieces[place])))
                for place in full[first:last]
            ]
            out.append(_Chunk(words, tuple(text), sum(len(pieces[place]) for place in full[first:last])))
        return out

    def match(self, left: Embedded, right: Embedded) -> list[tuple[int, int, float]]:
        """Returns (left word, right word, cosine) for the words that match."""
        full = [[place for place, one in enumerate(side.pieces) if one] for side in (left, right)]
        if not full[0] or not full[1]:
            return []
        pieces = [
            [list(side.pieces[place]) for place in places] for side, places in zip((left, right), full, strict=True)
        ]
        words = self._aligner.average_embeds_over_words([left.vectors, right.vectors], pieces)
        likeness = self._aligner.get_similarity(words[0], words[1])
        if self._matching == "itermax":
            chosen = self._aligner.iter_max(likeness)
        elif self._matching == "mwmf":
            chosen = self._aligner.get_max_weight_match(likeness)
        else:
            forward, backward = self._aligner.get_alignment_matrix(likeness)
            chosen = forward * backward
        # simalign's similarity is (cosine + 1) / 2; the score is the cosine, never below 0.
        return [
            (full[0][i], full[1][j], float(min(1.0, max(0.0, 2 * likeness[i, j] - 1))))
            for i, j in zip(*np.nonzero(chosen), strict=True)
        ]


def _by_sentence(words: Sequence[Word]) -> dict[int, list[Word]]:
    out: dict[int, list[Word]] = {}
    for word in words:
        out.setdefault(word.sentence, []).append(word)
    return out


def _written(document: Document, words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.token.span.of(document.raw) for word in words)


def _joined(parts: Sequence[Embedded]) -> Embedded:
    return Embedded(
        tuple(one for part in parts for one in part.pieces), np.concatenate([part.vectors for part in parts])
    )
