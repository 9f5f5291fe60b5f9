"""`muqabala serve`: the editor's page, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def serve(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes any free one.")
    ] = 8628,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; any but a loopback address lets other machines in.")
    ] = ("127.0.0.1"),
    opens: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    history: Annotated[
        Path | None, typer.Option("--history", help="Keep checks and decisions in this file instead of the usual one.")
    ] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help="Keep nothing after the end.")] = False,
    author: Annotated[str | None, typer.Option("--author", help="Who decides; the login name if not given.")] = None,
) -> None:
    """Open a page on this machine to compare two versions while editing them, and to decide on what is found."""
    from importlib import import_module

    from text.errors import InputError

    if history is not None and no_history:
        raise InputError("--history and --no-history contradict each other: give one of them")
    for name in ("platformdirs", "python_multipart", "starlette", "uvicorn"):
        try:
            import_module(name)
        except ImportError:
            raise InputError(
                f"the page needs {name}, and it is not installed: install the extra with: pip install 'muqabala[serve]'"
            ) from None
    from muqabala.editor.desk import Desk
    from muqabala.editor.server import run
    from muqabala.editor.store import Store

    path = None if no_history else history or _usual_place()
    store = Store(path)
    try:
        run(Desk(store, _name(author)), host, port, kept_in=str(path or ""), opens_browser=opens)
    finally:
        store.close()


def _usual_place() -> Path:
    """Returns the file in the user's data folder (XDG_DATA_HOME on Linux)."""
    from platformdirs import user_data_path

    return user_data_path("muqabala", appauthor=False) / "history.sqlite3"


def _name(given: str | None) -> str:
    """Returns who decides; a login without a name (containers) is told as such."""
    import getpass

    if given is not None and given.strip():
        return " ".join(given.split())
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
