"""The door: who may ask for anything at all, under which name, how much may be sent, and what every answer forbids.

Any web page in the same browser can send requests to 127.0.0.1, and a host name can be made to point there (DNS
rebinding). So a request needs a host name of ours, and the token of this run: once in the address, then as a cookie
that no script reads and no other site sends. A POST needs besides an origin of ours, and the handlers ask for
`Keys.form`.
"""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
import socket
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from muqabala.output import complain

LIMIT_BYTES = 16_000_000
TOO_LARGE = f"This is too large: what is sent at once may have {LIMIT_BYTES // 1_000_000} MB. Send less text."
_STRANGER = "This page belongs to somebody: open the address that muqabala serve printed, with its token."
_WRONG_HOST = "This name is not the one that muqabala serve listens to: open the address that it printed."
_WRONG_ORIGIN = "This request comes from another site and was refused."
# A redirect would still count as sent by the page whose link was followed (a terminal in the browser, a chat), and
# browsers would keep the cookie back; what this page asks for is asked by us.
_OPENING = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>muqabala</title><link rel="icon" href="/static/icon.svg">
<meta http-equiv="refresh" content="0; url=/"></head>
<body><p><a href="/">Open muqabala</a></p></body></html>
"""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it browsers send `Origin: null` with a form of our own.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """Holds the secrets of one run: the token in the address, the cookie that follows, and what forms carry."""

    token: str
    cookie: str
    form: str

    @classmethod
    def fresh(cls) -> Keys:
        """Returns keys that nobody can guess."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True, slots=True)
class Place:
    """Is where the page is served: the host as given, and the port."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Tells whether only this machine reaches it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def cookie_name(self) -> str:
        """Returns the name of the cookie; browsers keep one jar for all ports of a host."""
        return f"muqabala-{self.port}"

    def is_named(self, header: str) -> bool:
        """Tells whether a Host header means this place; a name that was made to point here does not."""
        name, port = _split(header)
        if (port or "80") != str(self.port):
            return False
        if name in (self.host, "localhost"):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return not self.is_loopback and name == socket.gethostname().lower()
        # Nobody can rebind an address. On loopback the address must be loopback too.
        return address.is_loopback or not self.is_loopback


def _split(header: str) -> tuple[str, str]:
    """Returns name and port of a Host header, the brackets of an IPv6 address taken off."""
    header = header.strip().lower()
    if header.startswith("["):
        name, _, rest = header[1:].partition("]")
        return name, rest.removeprefix(":")
    name, _, port = header.partition(":")
    return name, port


class Guard:
    """Stands before the application (ASGI) and lets nobody through without host name, token and origin."""

    def __init__(self, inner: ASGIApp, keys: Keys, place: Place) -> None:
        self._inner = inner
        self._keys = keys
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or refuses one request; nothing but HTTP is spoken."""
        if scope["type"] != "http":
            raise RuntimeError(f"{scope['type']} is not spoken here")
        sending = _with_headers(send)
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, sending)
            return
        try:
            await self._inner(scope, _limited(receive), sending)
        except ClientDisconnect:
            return
        except Exception as error:
            # The user has had an answer by now; a traceback on the terminal would tell nobody anything.
            if os.environ.get("MUQABALA_DEBUG") == "1":
                raise
            complain(f"something went wrong inside muqabala ({type(error).__name__}): please report it")

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._place.is_named(headers.get("host", "")):
            return PlainTextResponse(_WRONG_HOST, 400)
        if not self._has_cookie(headers):
            return self._welcome(scope) or PlainTextResponse(_STRANGER, 403)
        if scope["method"] not in ("GET", "HEAD") and not _is_own_origin(headers):
            return PlainTextResponse(_WRONG_ORIGIN, 403)
        length = headers.get("content-length", "0")
        if not re.fullmatch("[0-9]{1,12}", length) or int(length) > LIMIT_BYTES:
            return PlainTextResponse(TOO_LARGE, 413, {"Connection": "close"})
        if scope["path"] == "/" and "token=" in scope["query_string"].decode("latin-1"):
            # Whoever opens the printed address again is to lose the token from the address bar too.
            return RedirectResponse("/", 303)
        return None

    def _welcome(self, scope: Scope) -> Response | None:
        """Returns what turns the token in the address into a cookie, None where it is not there."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["path"] != "/" or scope["method"] != "GET" or not _is_same(given, self._keys.token):
            return None
        answer = HTMLResponse(_OPENING)
        answer.set_cookie(self._place.cookie_name, self._keys.cookie, path="/", httponly=True, samesite="strict")
        return answer

    def _has_cookie(self, headers: Headers) -> bool:
        # The standard library's parser gives up at a cookie of another program that it cannot read.
        held = cookie_parser(headers.get("cookie", "")).get(self._place.cookie_name, "")
        return _is_same(held, self._keys.cookie)


def is_same_form(given: object, keys: Keys) -> bool:
    """Tells whether a form carries what our own forms carry."""
    return isinstance(given, str) and _is_same(given, keys.form)


def _is_same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _is_own_origin(headers: Headers) -> bool:
    """Tells whether a request was sent from one of our pages; a browser that says nothing is believed."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or origin == f"http://{headers['host']}"


def _limited(receive: Receive) -> Receive:
    """Counts what arrives, for a sender that states no length or a wrong one."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LIMIT_BYTES:
            raise HTTPException(413, TOO_LARGE)
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
