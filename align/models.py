"""From the names of options to the aligners behind them; a process loads each model once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from align.extra import SentenceEvidence, WordLinker
from align.simalign import Matching, SimAligner
from text.errors import InputError

WordsBy = Literal["embedded", "simalign"]
SentencesBy = Literal["embedded", "encoder", "pivot"]


@dataclass(frozen=True, slots=True)
class Models:
    """Says who aligns words and sentences; the embedded way needs no model, the others each their own."""

    words: WordsBy = "embedded"
    sentences: SentencesBy = "embedded"
    word_model: str | None = None
    sentence_model: str | None = None
    matching: Matching = "itermax"

    def __post_init__(self) -> None:
        for option, way, model in (
            ("--words", self.words, self.word_model),
            ("--sentences", self.sentences, self.sentence_model),
        ):
            if way != "embedded" and model is None:
                raise InputError(f"{option} {way} needs a model: give the folder of a downloaded one with --model")

    @property
    def is_embedded(self) -> bool:
        """Tells whether no model is asked for."""
        return self.words == "embedded" and self.sentences == "embedded"


@lru_cache(maxsize=4)
def sentence_evidence(models: Models) -> SentenceEvidence | None:
    """Returns the further evidence on sentences, None for the embedded way."""
    if models.sentences == "encoder":
        from align.encoder import Encoder

        return Encoder(models.sentence_model or "")
    if models.sentences == "pivot":
        from align.pivot import Pivot

        return Pivot(models.sentence_model or "")
    return None


@lru_cache(maxsize=4)
def word_linker(models: Models) -> WordLinker | None:
    """Returns the other maker of word links, None for the embedded way."""
    return SimAligner(models.word_model or "", models.matching) if models.words == "simalign" else None
