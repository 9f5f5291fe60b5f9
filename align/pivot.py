"""Sentence likeness through machine translation: the left sentences, translated, against the right ones.

The Bleualign way (Sennrich & Volk 2010, 2011, https://aclanthology.org/2010.amta-papers.14), with chrF (Popović 2015)
from sacrebleu in place of BLEU, because single sentences seldom share a word group and Arabic words seldom their
endings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from align.extra import Matrix, standardised_margin
from align.neural import device, loading, longest_input, require
from text.document import Document
from text.fold import fold

_BATCH = 16
# chrF is worked out for so many right sentences to a left one, those that share most groups of four letters.
_NEAREST = 24
_GROUP = 4


class Pivot:
    """Keeps a translation model from the left into the right language."""

    def __init__(self, model: str, batch: int = _BATCH) -> None:
        transformers = require("transformers")
        self._torch: Any = require("torch")
        self._device = device()
        self._batch = batch
        with loading(model):
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(model)
            self._model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(model)
        self._model.eval().to(self._device)
        positions = getattr(self._model.config, "max_position_embeddings", None)
        self._limit = longest_input(self._tokenizer.model_max_length, positions)

    def matrix(self, left: Document, right: Document) -> Matrix:
        """Returns the standardised margin of every translated left with every right sentence."""
        translated = self.translate([left.text_of(one.index) for one in left.sentences])
        return standardised_margin(chrf([*translated], [right.text_of(one.index) for one in right.sentences]))

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Returns the sentences in the model's target language, greedily decoded; what is too long is cut."""
        out = [""] * len(sentences)
        order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
        order = [index for index in order if sentences[index].strip()]
        for begin in range(0, len(order), self._batch):
            batch = order[begin : begin + self._batch]
            inputs = self._tokenizer(
                [sentences[index] for index in batch],
                return_tensors="pt", padding=True, truncation=True, max_length=self._limit + 1,
            ).to(self._device)  # fmt: skip
            with self._torch.no_grad():
                found = self._model.generate(
                    input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"],
                    num_beams=1, do_sample=False, max_new_tokens=min(self._limit, 2 * inputs["input_ids"].shape[1] + 8),
                )  # fmt: skip
            texts = self._tokenizer.batch_decode(found, skip_special_tokens=True)
            for index, text in zip(batch, texts, strict=True):
                out[index] = text
        return out


def chrf(left: Sequence[str], right: Sequence[str]) -> Matrix:
    """Returns sentence chrF, 0 to 1, between texts of one language; 0 where hardly a group of letters is shared."""
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    folded = [fold(text) for text in right]
    groups = [_groups(text) for text in folded]
    out = np.zeros((len(left), len(right)))
    for row, text in enumerate(left):
        own = _groups(fold(text))
        shared = np.array([sum((own & other).values()) for other in groups]) / np.sqrt(
            [max(1, other.total()) for other in groups]
        )
        for column in np.argsort(-shared, kind="stable")[:_NEAREST].tolist():
            if shared[column] > 0:
                out[row, column] = metric.sentence_score(fold(text), [folded[column]]).score / 100
    return out


def _groups(text: str) -> Counter[str]:
    return Counter(text[begin : begin + _GROUP] for begin in range(max(0, len(text) - _GROUP + 1)))
