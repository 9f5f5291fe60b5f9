"""Sentence likeness from a multilingual encoder, as one more feature of the dynamic programme.

A sentence's vector is the mean of its subwords' last states (as LaBSE and E5 are used with transformers alone);
likeness is the cosine, turned into a margin because the cosines of one model crowd together and those of another do
not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.extra import Matrix, standardised_margin
from align.neural import device, loading, longest_input, require
from text.document import Document

_BATCH = 32


class Encoder:
    """Keeps a model and turns sentences into vectors of length one."""

    def __init__(self, model: str, batch: int = _BATCH) -> None:
        transformers = require("transformers")
        self._torch: Any = require("torch")
        self._device = device()
        self._batch = batch
        with loading(model):
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(model)
            self._model: Any = transformers.AutoModel.from_pretrained(model)
        # What the tokenizer puts around a text stands around nothing too: [CLS] [SEP], <s> </s>, or only an end mark.
        frame = list(self._tokenizer("")["input_ids"])
        self._before, self._after = frame[: len(frame) // 2], frame[len(frame) // 2 :]
        self._model.eval().to(self._device)
        positions = getattr(self._model.config, "max_position_embeddings", None)
        self._limit = longest_input(self._tokenizer.model_max_length, positions)

    def matrix(self, left: Document, right: Document) -> Matrix:
        """Returns the standardised margin of every left with every right sentence."""
        vectors = [self.vectors([side.text_of(one.index) for one in side.sentences]) for side in (left, right)]
        return standardised_margin(vectors[0] @ vectors[1].T)

    def vectors(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Returns one row a sentence; a sentence longer than the model takes is the mean of its parts."""
        parts: list[tuple[int, list[int]]] = []
        for number, sentence in enumerate(sentences):
            ids = self._tokenizer(sentence, add_special_tokens=False, verbose=False)["input_ids"]
            runs = [ids[begin : begin + self._limit] for begin in range(0, len(ids), self._limit)]
            parts.extend((number, run) for run in runs or [[]])
        width = int(self._model.config.hidden_size)
        total = np.zeros((len(sentences), width))
        order = sorted(range(len(parts)), key=lambda index: len(parts[index][1]))
        for begin in range(0, len(order), self._batch):
            batch = [parts[index] for index in order[begin : begin + self._batch]]
            for (number, _), row in zip(batch, self._sums([ids for _, ids in batch]), strict=True):
                total[number] += row
        norms = np.linalg.norm(total, axis=1, keepdims=True)
        return np.asarray(total / np.maximum(norms, 1e-9))

    def _sums(self, batch: list[list[int]]) -> NDArray[np.float64]:
        """Returns for each run of subwords the sum of their last states: sums of parts add up to the sentence's
        mean."""
        framed = [self._before + ids + self._after for ids in batch]
        inputs = self._tokenizer.pad({"input_ids": framed}, return_tensors="pt").to(self._device)
        with self._torch.no_grad():
            states = self._model(
                input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]
            ).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1).to(states.dtype)
        return np.asarray((states * mask).sum(dim=1).float().cpu().numpy(), dtype=np.float64)
