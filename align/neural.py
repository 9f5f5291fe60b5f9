"""What the neural parts share: the optional libraries, finding and loading a model, the device, cutting to length.

Nothing here is imported before a user asks for a model; without the extra, or without the model, one sentence says so.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit
from urllib.request import getproxies

from text.errors import InputError

_INSTALL = "it is not installed: install the extra with: pip install 'muqabala[neural]'"
# No position table of a common encoder is longer, whatever its tokenizer says.
_LONGEST = 512


def require(name: str) -> ModuleType:
    """Returns the module of the extra; InputError with the way to install it where it is missing."""
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(f"the neural evidence needs {error.name or name}, and {_INSTALL}") from None


def device() -> str:
    """Returns the graphics processor if there is one, else the processor."""
    return "cuda" if require("torch").cuda.is_available() else "cpu"


@contextmanager
def loading(model: str) -> Iterator[None]:
    """Turns what the libraries raise for a model that is not there into one sentence, and keeps them quiet."""
    transformers = require("transformers")
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    logging.getLogger("simalign.simalign").setLevel(logging.WARNING)
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    folder = Path(model)
    if not folder.is_dir() and not _is_kept(model) and not _is_hub_in_reach():
        raise InputError(_absent(model))
    if folder.is_dir() and not (folder / "config.json").is_file():
        raise InputError(f"{model}: there is no config.json in this folder: give the folder of a downloaded model")
    try:
        yield
    except (OSError, ValueError, ImportError) as error:
        if folder.is_dir():
            detail = " ".join(str(error).split())[:200]
            raise InputError(f"{model}: the model in this folder cannot be loaded ({detail})") from None
        raise InputError(_absent(model)) from None


def _absent(model: str) -> str:
    return f"{model}: model not found locally, and no network: give the folder of a downloaded model with --model"


def _is_kept(model: str) -> bool:
    """Tells whether an earlier download of the model lies on this machine."""
    try:
        return isinstance(require("huggingface_hub").try_to_load_from_cache(model, "config.json"), str)
    except ValueError:
        return False


def _is_hub_in_reach() -> bool:
    """Tells whether a download may succeed; the library itself would try for half a minute."""
    if getproxies():
        return True
    host = urlsplit(require("huggingface_hub.constants").ENDPOINT)
    try:
        socket.create_connection((host.hostname or "", host.port or 443), timeout=3).close()
    except OSError:
        return False
    return True


def longest_input(tokenizer_limit: int, positions: int | None, special: int = 2) -> int:
    """Returns how many subwords of a text fit into a model beside its special tokens.

    Tokenizers without a limit say 10^30; RoBERTa's table has two positions more than may be used.
    """
    table = positions if positions is not None else _LONGEST
    if table in (514, 130):
        table -= 2
    return max(1, min(tokenizer_limit, table, _LONGEST) - special)


def chunks(sizes: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Returns (first, last + 1) runs of words that hold at most `limit` subwords each; a longer word stands alone."""
    out: list[tuple[int, int]] = []
    begin = total = 0
    for index, size in enumerate(sizes):
        if index > begin and total + size > limit:
            out.append((begin, index))
            begin, total = index, 0
        total += size
    if begin < len(sizes):
        out.append((begin, len(sizes)))
    return out
