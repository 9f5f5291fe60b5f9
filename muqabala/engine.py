"""Spreads work over the processors of one machine; results come in the order of the input, whatever finished first.

A worker that dies, for lack of memory or by a fault in a library, costs the one item that killed it: what was under way
is done again, one item at a time, and only what kills its worker a second time is given up.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread, current_thread, main_thread
from typing import Generic, TypeVar

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


def work_through(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    jobs: int = 0,
    *,
    batch: int = 1,
    crashed: Callable[[_Item], _Result] | None = None,
    memory_mb: int = 0,
) -> Iterator[_Result]:
    """Yields `function(item)` for every item in order; `function` must be a module's own, items and results picklable.

    `jobs` 0 takes one process for each processor, 1 none but this one. Input is drawn as it is needed, so a corpus need
    not fit into memory. `batch` items travel together, which pays where each takes little time. `crashed` makes the
    result of an item that killed its worker twice; without it such an item ends the work with CannotCheck. `memory_mb`
    caps the memory of each worker where the system can (Linux); 0 does not.
    """
    wanted = jobs or available_jobs()
    queue = iter(items)
    enough = _WORTH_A_POOL * batch
    first = list(islice(queue, enough))
    if wanted == 1 or len(first) < enough:
        yield from map(function, chain(first, queue))
        return
    with pipes_that_raise():
        yield from _Pool(function, crashed, wanted, memory_mb).results(_batches(chain(first, queue), batch))


@contextmanager
def pipes_that_raise() -> Iterator[None]:
    """Makes a write to a closed pipe an exception meanwhile: the pipe of a dead worker must not end this process."""
    if not hasattr(signal, "SIGPIPE") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        # A generator that was dropped may be closed by another thread, which may not touch signals.
        if current_thread() is main_thread():
            signal.signal(signal.SIGPIPE, before)


def _batches(items: Iterator[_Item], size: int) -> Iterator[tuple[_Item, ...]]:
    while batch := tuple(islice(items, size)):
        yield batch


def work_batch(function: Callable[[_Item], _Result], batch: tuple[_Item, ...]) -> list[_Result]:
    """Works through one batch; runs in a worker."""
    return [function(item) for item in batch]


@dataclass(slots=True)
class _Batch(Generic[_Item, _Result]):
    """Is one batch under way, or with its results."""

    items: tuple[_Item, ...]
    future: Future[list[_Result]] | None = None
    results: list[_Result] | None = None

    def wait(self) -> bool:
        """Waits for the results; tells whether there are any, which is not so where a worker died."""
        if self.results is None and self.future is not None:
            try:
                self.results = self.future.result()
            except (BrokenProcessPool, CancelledError):
                self.future = None
        return self.results is not None


class _Pool(Generic[_Item, _Result]):
    """Keeps a window of batches in work, and starts afresh when a worker dies."""

    def __init__(
        self,
        function: Callable[[_Item], _Result],
        crashed: Callable[[_Item], _Result] | None,
        jobs: int,
        memory_mb: int,
    ) -> None:
        self._function = function
        self._crashed = crashed
        self._jobs = jobs
        self._memory_mb = memory_mb

    def results(self, batches: Iterator[tuple[_Item, ...]]) -> Iterator[_Result]:
        """Yields the results of all items in order."""
        pool = _started(self._jobs, self._memory_mb)
        waiting: deque[_Batch[_Item, _Result]] = deque()
        try:
            while True:
                for items in islice(batches, self._jobs * _WAITING_PER_JOB - len(waiting)):
                    waiting.append(self._submitted(pool, _Batch(items)))
                if not waiting:
                    return
                if not waiting[0].wait():
                    pool.shutdown(wait=True, cancel_futures=True)
                    lost = [batch for batch in waiting if not batch.wait()]
                    # The pool hands out in order and at most this many at once: the fault is among these.
                    suspects = 2 * self._jobs + 1
                    for batch in lost[:suspects]:
                        batch.results = list(done_alone(self._function, batch.items, self._crashed, self._memory_mb))
                    pool = _started(self._jobs, self._memory_mb)
                    for batch in lost[suspects:]:
                        self._submitted(pool, batch)
                yield from waiting.popleft().results or ()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _submitted(self, pool: ProcessPoolExecutor, batch: _Batch[_Item, _Result]) -> _Batch[_Item, _Result]:
        try:
            batch.future = pool.submit(work_batch, self._function, batch.items)
        except BrokenProcessPool:
            batch.future = None
        return batch


def done_alone(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    crashed: Callable[[_Item], _Result] | None,
    memory_mb: int = 0,
) -> Generator[_Result, None, None]:
    """Yields the results of items of which one killed its worker, each worked on alone in another process.

    An item may have waited behind the one that killed the worker, so each has two tries here.
    """
    pool = _started(1, memory_mb)
    try:
        for item in items:
            for is_last in (False, True):
                try:
                    yield pool.submit(function, item).result()
                    break
                except BrokenProcessPool:
                    pool.shutdown(wait=True)
                    pool = _started(1, memory_mb)
                    if is_last:
                        yield _given_up(item, crashed)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _given_up(item: _Item, crashed: Callable[[_Item], _Result] | None) -> _Result:
    if crashed is None:
        raise CannotCheck(
            "a worker process died twice over one item, perhaps for lack of memory: try again with --jobs 1"
        )
    return crashed(item)


def _started(jobs: int, memory_mb: int) -> ProcessPoolExecutor:
    # Fresh processes: a copy of this one would carry over its threads' locks.
    context = get_context("spawn")
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=settle, initargs=(memory_mb,))


def settle(memory_mb: int = 0) -> None:
    """Caps a worker's memory and makes it end when its parent does, however that ended.

    What asks for more memory gets a MemoryError, or its process dies: either costs the pair, not the machine.
    """
    if memory_mb and sys.platform == "linux":
        import resource

        # The data limit, since libraries reserve address space by the gigabyte that they never touch.
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = memory_mb * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
