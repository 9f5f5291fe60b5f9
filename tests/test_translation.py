"""BLEU, chrF and TER against a trusted translation are those that sacrebleu gives, with its signatures."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from reports.translation import LEAST_SHARED, Quality, Rendering, qualities
from tests.audit_corpus import text
from tests.command_line import Muqabala

LINES = [line for name in ("storm.ar.txt", "cyber.fa.txt") for line in text(name).splitlines() if line.count(" ") > 8]


def worse(line: str, every: int) -> str:
    words = line.split()
    return " ".join(other if place % every == 0 else word for place, (word, other) in enumerate(pairwise(words)))


def renderings(count: int) -> list[Rendering]:
    """Returns records of two systems and two outlets; the first system is worse."""
    return [
        Rendering(outlet, system, f"original {number}", worse(line, every), line)
        for number, line in enumerate(LINES[:count])
        for outlet, system, every in (("نوريا", "alpha", 3), ("Noria", "beta", 7))
    ]


def figures(one: Quality) -> list[tuple[str, float, str]]:
    return [(score.metric, score.value, score.signature) for score in one.scores]


def expected(group: list[Rendering]) -> list[tuple[str, float, str]]:
    out = []
    for name, metric in (("BLEU", BLEU(tokenize="intl")), ("chrF", CHRF()), ("TER", TER())):
        score = metric.corpus_score([one.text for one in group], [[one.reference for one in group]])
        out.append((name, pytest.approx(score.score), str(metric.get_signature())))
    return out


def test_figures_are_those_of_sacrebleu() -> None:
    everything = renderings(12)
    found = {(one.kind, one.name): one for one in qualities(everything) if one.kind != "comparison"}
    assert list(found) == [
        ("corpus", ""), ("outlet", "Noria"), ("outlet", "نوريا"), ("system", "alpha"), ("system", "beta"),
    ]  # fmt: skip
    assert figures(found["corpus", ""]) == expected(everything)
    for kind, name in list(found)[1:]:
        group = [one for one in everything if (one.outlet if kind == "outlet" else one.system) == name]
        assert figures(found[kind, name]) == expected(group)
        assert found[kind, name].records == len(group) == 12


def test_two_systems_are_compared_by_paired_bootstrap() -> None:
    everything = renderings(12)
    (one,) = [one for one in qualities(everything) if one.kind == "comparison"]
    assert (one.name, one.against, one.records) == ("beta", "alpha", 12)
    named = [(name, [each.text for each in everything if each.system == name]) for name in ("alpha", "beta")]
    references = [[each.reference for each in everything if each.system == "alpha"]]
    metrics = {"BLEU": BLEU(tokenize="intl"), "chrF": CHRF(), "TER": TER()}
    signatures, table = PairedTest(named, metrics, references, test_type="bs", n_samples=1000)()
    columns = [name for name in table if name != "System"]
    results = [table[name][1] for name in columns]
    assert [score.value for score in one.scores] == [result.score for result in results]
    assert [score.p for score in one.scores] == [result.p_value for result in results]
    assert [score.signature for score in one.scores] == [str(signatures[name]) for name in columns]
    assert one.scores[0].p is not None and one.scores[0].p < 0.05


@pytest.mark.parametrize(("shared", "compared"), [(LEAST_SHARED, 1), (LEAST_SHARED - 1, 0)])
def test_too_few_records_are_not_compared(shared: int, compared: int) -> None:
    assert sum(one.kind == "comparison" for one in qualities(renderings(shared))) == compared


def test_without_a_reference_there_are_no_figures() -> None:
    assert qualities([]) == ()


@pytest.mark.parametrize("kind", ["jsonl", "tsv", "parquet"])
def test_an_audit_takes_references_from_its_corpus(muqabala: Muqabala, tmp_path: Path, kind: str) -> None:
    rows = [
        {"id": f"{number}", "left": line, "right": worse(line, 4), "left_lang": "ar", "right_lang": "ar",
         "outlet": "نوريا", "date": "2026-05-06", "reference": line, "system": "x"}
        for number, line in enumerate(LINES[:3])
    ]  # fmt: skip
    path = tmp_path / f"c.{kind}"
    if kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        import polars

        frame = polars.DataFrame(rows)
        if kind == "parquet":
            frame.write_parquet(path)
        else:
            frame.write_csv(path, separator="\t", quote_style="never")
    assert muqabala("audit", path.name, "--out", "out", "--unit", "sentence", "--jobs", "1").code == 0
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    (one,) = index["translation"]
    wanted = expected([Rendering("", "", "", str(row["right"]), str(row["reference"])) for row in rows])
    assert (one["kind"], one["records"]) == ("corpus", 3)
    got = [(score["metric"], score["value"], score["signature"]) for score in one["scores"]]
    assert got == [(name, pytest.approx(value.expected, abs=1e-4), signature) for name, value, signature in wanted]
    assert {(case["outlet"], case["date"]) for case in index["cases"]} == {("نوريا", "2026-05-06")}
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Against the trusted translations" in page and wanted[0][2] in page
