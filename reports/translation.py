"""How near translations come to a trusted one in the same language: BLEU, chrF and TER of sacrebleu.

The figures stand beside the findings and say something else: they count shared words and letters, not facts. Each
carries sacrebleu's signature, without which two figures cannot be compared (Post 2018, https://aclanthology.org/W18-6319).
Two systems are compared by paired bootstrap resampling (Koehn 2004, https://aclanthology.org/W04-3250) over the
records that both translated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

    from reports.jsonl import Json

# The international tokeniser parts Arabic punctuation from words, the default one does not.
_BLEU_TOKENS = "intl"
# Fewer records than these say nothing under resampling.
LEAST_SHARED = 10
SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Rendering:
    """Is one record with a trusted translation: its outlet and system, the original, the text, the reference."""

    outlet: str
    system: str
    original: str
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Score:
    """Is a figure with sacrebleu's signature; of a comparison `p` is the chance that the difference is none."""

    metric: str
    value: float
    signature: str
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Holds the figures of one group of records: all of them, those of an outlet or system, or two systems compared.

    In a comparison the figures are those of `name` over what both translated, and `against` names the other system.
    """

    kind: str
    name: str
    records: int
    scores: tuple[Score, ...]
    against: str = ""

    def data(self) -> Json:
        """Returns it as data for index.json."""
        scores: list[Json] = []
        for one in self.scores:
            score: dict[str, Json] = {"metric": one.metric, "value": round(one.value, 4), "signature": one.signature}
            scores.append(score | ({"p": round(one.p, 4)} if one.p is not None else {}))
        out: dict[str, Json] = {"kind": self.kind, "name": self.name, "records": self.records, "scores": scores}
        return out | ({"against": self.against} if self.against else {})


def qualities(renderings: Sequence[Rendering]) -> tuple[Quality, ...]:
    """Returns the figures of the whole corpus, of each outlet and system where there are several, and comparisons."""
    if not renderings:
        return ()
    out = [_quality("corpus", "", renderings)]
    for kind in ("outlet", "system"):
        groups: dict[str, list[Rendering]] = defaultdict(list)
        for one in renderings:
            groups[one.outlet if kind == "outlet" else one.system].append(one)
        if len(groups) > 1:
            out += [_quality(kind, name, group) for name, group in sorted(groups.items())]
        if kind == "system":
            out += _comparisons({name: group for name, group in groups.items() if name})
    return tuple(out)


def _metrics() -> dict[str, Metric]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    return {"BLEU": BLEU(tokenize=_BLEU_TOKENS), "chrF": CHRF(), "TER": TER()}


def _quality(kind: str, name: str, group: Sequence[Rendering]) -> Quality:
    texts, references = _lines(one.text for one in group), _lines(one.reference for one in group)
    scores: list[Score] = []
    for label, metric in _metrics().items():
        if label == "TER":
            # A report takes as long as fifty by the others: its edits are counted once for all groups and summed.
            counts = [_edits(*both) for both in zip(texts, references, strict=True)]
            words = sum(length for _, length in counts)
            value = 100 * sum(edits for edits, _ in counts) / words if words else 0.0
            metric.sentence_score(texts[0], references[:1])  # without a score it has no signature
        else:
            value = float(metric.corpus_score(texts, [references]).score)
        scores.append(Score(label, value, str(metric.get_signature())))
    return Quality(kind, name, len(group), tuple(scores))


@lru_cache(maxsize=100_000)
def _edits(text: str, reference: str) -> tuple[float, float]:
    """Returns how many edits turn the text into the reference, and the words of the reference."""
    from sacrebleu.metrics.ter import TER

    score = TER().sentence_score(text, [reference])
    return score.num_edits, score.ref_length


def _lines(texts: Iterable[str]) -> list[str]:
    # One segment a record: sacrebleu counts no n-gram over a line break, and a report has its breaks anywhere.
    return [" ".join(text.split()) for text in texts]


def _comparisons(systems: Mapping[str, Sequence[Rendering]]) -> list[Quality]:
    """Returns each two systems that translated enough of the same records, the first by name as the baseline."""
    known = {
        name: {(one.original, one.reference): one.text for one in group} for name, group in sorted(systems.items())
    }
    names = list(known)
    out: list[Quality] = []
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            shared = [key for key in known[first] if key in known[second]]
            if len(shared) >= LEAST_SHARED:
                out.append(_compared(second, known[second], first, known[first], shared))
    return out


def _compared(
    name: str,
    texts: Mapping[tuple[str, str], str],
    against: str,
    others: Mapping[tuple[str, str], str],
    shared: Sequence[tuple[str, str]],
) -> Quality:
    from sacrebleu.significance import PairedTest, Result

    named: list[tuple[str, Sequence[str]]] = [
        (against, _lines(others[key] for key in shared)),
        (name, _lines(texts[key] for key in shared)),
    ]
    references = [_lines(reference for _, reference in shared)]
    test = PairedTest(named, _metrics(), references, test_type="bs", n_samples=SAMPLES)
    signatures, table = test()
    # sacrebleu calls a metric by its settings too (chrF2); the columns come in the order of the metrics.
    columns = [name for name in table if name != "System"]
    scores: list[Score] = []
    for label, column in zip(_metrics(), columns, strict=True):
        result = table[column][1]
        assert isinstance(result, Result) and result.p_value is not None
        scores.append(Score(label, float(result.score), str(signatures[column]), float(result.p_value)))
    return Quality("comparison", name, len(shared), tuple(scores), against)
