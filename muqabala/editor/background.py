"""Runs slow work beside the server, in threads that no end of the program waits for.

The thread pools of asyncio and anyio are joined at the end: Ctrl-C during a long check would seem to do nothing.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


async def in_background(work: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> _Result:
    """Returns what `work` returns, or raises what it raises, without holding up other requests."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_Result] = loop.create_future()

    def settle(deliver: Callable[[], None]) -> None:
        if not future.cancelled():
            deliver()

    def run() -> None:
        try:
            result = work(*given, **named)
        except Exception as error:
            deliver = partial(future.set_exception, error)
        else:
            deliver = partial(future.set_result, result)
        # The loop is closed where the program ended meanwhile: nobody waits for this any more.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, deliver)

    threading.Thread(target=run, daemon=True).start()
    return await future
