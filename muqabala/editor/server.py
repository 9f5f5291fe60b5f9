"""Listens: a socket of our own, so that a port in use is one sentence, and a server that says nothing by itself."""

from __future__ import annotations

import os
import signal
import socket
import threading
import webbrowser

import uvicorn

from muqabala.editor.app import create_app
from muqabala.editor.desk import Desk
from muqabala.editor.guard import Keys, Place
from muqabala.output import complain
from text.errors import InputError


def listen(host: str, port: int) -> socket.socket:
    """Returns a socket that listens on the host and port, 0 for any free one; InputError where that cannot be."""
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(kind, socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"--host {host}: there is no such address: leave it out, for this machine alone") from None
    try:
        # Else a port stays taken for a minute after the last run (Windows would let two programs share it).
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(64)
    except OSError as error:
        listening.close()
        raise InputError(
            f"--port {port}: {host} cannot be listened to ({error.strerror}): name another port, or 0 for any free one"
        ) from None
    return listening


def run(desk: Desk, host: str, port: int, *, kept_in: str, opens_browser: bool) -> None:
    """Serves the page until it is interrupted; raises KeyboardInterrupt then."""
    listening = listen(host, port)
    place = Place(host.lower(), listening.getsockname()[1])
    keys = Keys.fresh()
    # Whoever listens to all addresses opens the page under the one that never leaves the machine.
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    shown = f"[{near}]" if ":" in near else near
    address = f"http://{shown}:{place.port}/?token={keys.token}"
    if not place.is_loopback:
        complain(
            f"--host {host}: whoever reaches this machine and knows the token can open the page, and the texts "
            f"travel unencrypted: do this only in a network that you trust"
        )
    print(f"Open {address}", flush=True)
    print(f"{f'History: {kept_in}' if kept_in else 'No history is kept'}. Ctrl-C ends.", flush=True)
    if hasattr(signal, "SIGPIPE"):
        # The command line lets this signal end the program, for output that nobody reads; a browser that closes a
        # connection must not.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    threading.Thread(target=desk.warm_up, daemon=True).start()
    if opens_browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        create_app(desk, keys, place, kept_in),
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
