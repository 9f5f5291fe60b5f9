"""Where a function of tables runs: in this process, in a pool of processes, on Ray; the results are the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from muqabala.engine import work_through

if TYPE_CHECKING:
    from polars import DataFrame

EngineName = Literal["local", "ray"]
Function = Callable[["DataFrame"], "DataFrame"]


@dataclass(frozen=True, slots=True)
class Workers:
    """Says which workers there are: `jobs` and `memory_mb` as in `work_through`, `address` of a Ray cluster."""

    jobs: int = 0
    memory_mb: int = 0
    engine: EngineName = "local"
    address: str | None = None


def spread(function: Function, frames: Iterator[DataFrame], lost: Function, workers: Workers) -> Iterator[DataFrame]:
    """Yields `function` of each row of the frames, in order, in frames of any height.

    `function` and `lost` give a row for each row; `lost` makes the result of a row that killed its worker twice.
    """
    if workers.engine == "ray":
        from muqabala.ray_engine import spread_on_ray

        yield from spread_on_ray(function, frames, lost, workers)
        return
    rows = (row for frame in frames for row in frame.iter_slices(1))
    yield from work_through(function, rows, workers.jobs, crashed=lost, memory_mb=workers.memory_mb)
