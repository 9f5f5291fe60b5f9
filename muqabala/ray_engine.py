"""The same function of tables on Ray Data, for several machines; its results are the local pool's, byte for byte.

Ray repeats the work of a worker that died. Rows whose work kills their worker again and again come out as missing and
are then done here, each in a process of its own, so that one pair never ends the run. muqabala, the lexicons and the
texts that a corpus only names must be on every machine.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from muqabala.engine import done_alone, pipes_that_raise
from muqabala.spread import Function, Workers
from text.errors import CannotCheck, InputError

if TYPE_CHECKING:
    import pyarrow
    from polars import DataFrame

# Frames that are under way at once: what a cluster works on while the next ones are read. Bounds the memory here.
_WINDOW = 256


def spread_on_ray(
    function: Function, frames: Iterator[DataFrame], lost: Function, workers: Workers
) -> Iterator[DataFrame]:
    """Yields `function` of the frames in order, as `spread` says; each frame has its rows numbered in `number`."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # else each start prints a warning
    try:
        import pyarrow  # noqa: F401
        import ray
        import ray.data
    except ImportError:
        raise InputError("--engine ray needs Ray: install it with pip install 'muqabala[ray]'") from None
    for name in ("ray", "ray.data"):
        # What Ray has to say about workers and retries is no concern of the user: the outcomes tell what came of it.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    ours = not ray.is_initialized()
    with pipes_that_raise():
        if ours:
            _connect(workers)
        try:
            while window := list(islice(frames, _WINDOW)):
                yield from _done(function, window, lost, workers)
        finally:
            if ours:
                ray.shutdown()


def _connect(workers: Workers) -> None:
    import ray

    try:
        ray.init(
            address=workers.address,
            num_cpus=workers.jobs or None if workers.address is None else None,
            include_dashboard=False if workers.address is None else None,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        place = workers.address or "this machine"
        raise InputError(f"there is no Ray cluster at {place} ({' '.join(str(error).split())[:200]})") from None


def _done(function: Function, window: list[DataFrame], lost: Function, workers: Workers) -> Iterator[DataFrame]:
    """Yields the results of one window, in its order, those that Ray could not make by other means."""
    import polars

    found: dict[int, DataFrame] = {}
    # A thread of Ray prints what its workers die of, on either stream.
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere), redirect_stdout(nowhere):
        for table in _tables(function, window):
            frame = polars.from_arrow(table)
            assert isinstance(frame, polars.DataFrame)
            for row in frame.iter_slices(1):
                found[row["number"][0]] = row
    rows = [row for frame in window for row in frame.iter_slices(1)]
    missing = (row for row in rows if row["number"][0] not in found)
    again = done_alone(function, missing, lost, workers.memory_mb)
    try:
        for row in rows:
            number = row["number"][0]
            yield found[number] if number in found else next(again)
    finally:
        again.close()


def _tables(function: Function, window: list[DataFrame]) -> Iterator[pyarrow.Table]:
    import ray
    from ray.data import DataContext
    from ray.exceptions import RayError

    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1
    dataset = ray.data.from_arrow([frame.to_arrow() for frame in window])
    # Twice is enough: what then is missing is looked at row by row.
    done = dataset.map_batches(
        _Mapped(function), batch_format="pyarrow", batch_size=None, ray_remote_args_fn=_tried_twice
    )
    try:
        yield from done.iter_batches(batch_format="pyarrow", batch_size=None)
    except RayError as error:
        raise CannotCheck(f"the Ray cluster is gone ({' '.join(str(error).split())[:200]}): try again") from None


def _tried_twice() -> dict[str, int]:
    return {"max_retries": 1}


class _Mapped:
    """Is the function of frames as a function of Arrow tables."""

    def __init__(self, function: Function) -> None:
        self._function = function

    def __call__(self, table: pyarrow.Table) -> pyarrow.Table:
        """Returns the results of a table."""
        import polars

        frame = polars.from_arrow(table)
        assert isinstance(frame, polars.DataFrame)
        return self._function(frame).to_arrow()
