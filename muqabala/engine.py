"""Spreads work over the processors of one machine; results come in the order of the input, whatever finished first."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from text.errors import CannotCheck

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# A process needs about half a second to load its tables: fewer items than this are faster done at home.
_WORTH_A_POOL = 8
_WAITING_PER_JOB = 8


def available_jobs() -> int:
    """Returns how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work_through(function: Callable[[_Item], _Result], items: Iterable[_Item], jobs: int = 0) -> Iterator[_Result]:
    """Yields `function(item)` for every item in order; `function` must be a module's own, items and results picklable.

    `jobs` 0 takes one process for each processor, 1 none but this one. Input is drawn as it is needed, so a corpus need
    not fit into memory.
    """
    wanted = jobs or available_jobs()
    queue = iter(items)
    first = list(islice(queue, _WORTH_A_POOL))
    if wanted == 1 or len(first) < _WORTH_A_POOL:
        yield from map(function, chain(first, queue))
        return
    yield from _in_processes(function, chain(first, queue), wanted)


def _in_processes(function: Callable[[_Item], _Result], items: Iterator[_Item], jobs: int) -> Iterator[_Result]:
    # Fresh processes: a copy of this one would carry over its threads' locks.
    pool = ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))
    waiting: deque[Future[_Result]] = deque(
        pool.submit(function, item) for item in islice(items, jobs * _WAITING_PER_JOB)
    )
    try:
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(pool.submit(function, item) for item in islice(items, 1))
            yield result
    except BrokenProcessPool:
        raise CannotCheck("a worker process died, perhaps for lack of memory: try again with --jobs 1") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
