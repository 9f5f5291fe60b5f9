"""Nobody reads or changes anything without token, host name, origin and form key, and nothing too large is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from muqabala.editor import app as app_module
from muqabala.editor.desk import Desk
from muqabala.editor.guard import LIMIT_BYTES, Guard, Keys, Place
from muqabala.editor.store import Store
from tests.editor_factory import PLACE, Editor, client, cyber, editor

GETS = ("/", "/history", "/baseline.jsonl", "/checks/1", "/checks/1/report.html", "/static/editor.js", "/nowhere")
POSTS = ("/check", "/read", "/checks/1/decide", "/checks/1/undo", "/checks/1/delete", "/forget")


@pytest.fixture
def opened() -> Iterator[Editor]:
    made = editor()
    yield made
    made.desk.store.close()


@pytest.fixture
def keys() -> Keys:
    return Keys.fresh()


@pytest.fixture
def stranger(keys: Keys) -> Iterator[TestClient]:
    store = Store(None)
    yield client(keys, Desk(store, "Amina"))
    store.close()


@pytest.mark.parametrize("path", GETS)
def test_nothing_is_shown_without_the_token(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert answer.text == "This page belongs to somebody: open the address that muqabala serve printed, with its token."


@pytest.mark.parametrize("path", POSTS)
def test_nothing_is_done_without_the_token(stranger: TestClient, path: str) -> None:
    assert stranger.post(path, data={"csrf": "x"}).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é", "%00", "a" * 5000])
def test_a_wrong_token_opens_nothing(stranger: TestClient, token: str) -> None:
    answer = stranger.get("/", params={"token": token})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_a_wrong_cookie_opens_nothing(stranger: TestClient) -> None:
    for value in ("", "x", '"', "a=b; c"):
        assert stranger.get("/", headers={"Cookie": f"{PLACE.cookie_name}={value}"}).status_code == 403


def test_cookies_of_other_programs_on_this_machine_do_no_harm(stranger: TestClient, keys: Keys) -> None:
    others = 'theme={"a": "b, c"}; bad name=[1]; =x; ;'
    own = f"{PLACE.cookie_name}={keys.cookie}"
    for cookies in (f"{others} {own}", f"{own}; {others}"):
        assert stranger.get("/", headers={"Cookie": cookies}).status_code == 200
    assert stranger.get("/", headers={"Cookie": f"{others} muqabala-9999={keys.cookie}"}).status_code == 403


def test_the_token_becomes_a_cookie_that_no_script_reads_and_leaves_the_address(
    stranger: TestClient, keys: Keys
) -> None:
    answer = stranger.get("/", params={"token": keys.token}, follow_redirects=False)
    assert answer.status_code == 200 and 'http-equiv="refresh" content="0; url=/"' in answer.text
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("muqabala-8628=") and "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert keys.token not in cookie
    assert stranger.get("/").status_code == 200
    again = stranger.get("/", params={"token": "old"}, follow_redirects=False)
    assert (again.status_code, again.headers["location"]) == (303, "/")


def test_the_token_opens_no_other_page_than_the_first(stranger: TestClient, keys: Keys) -> None:
    assert stranger.get("/history", params={"token": keys.token}).status_code == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8628", "127.0.0.1", "127.0.0.1:80", "localhost:1", "", "127.0.0.1.evil.example:8628",
     "192.0.2.7:8628", "localhost:8628@evil.example", "[::1"],
)  # fmt: skip
def test_a_host_name_that_was_made_to_point_here_is_refused(opened: Editor, host: str) -> None:
    answer = opened.client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "open the address that it printed" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8628", "LOCALHOST:8628", "[::1]:8628"])
def test_the_names_of_this_machine_are_taken(opened: Editor, host: str) -> None:
    assert opened.client.get("/", headers={"Host": host}).status_code == 200


def test_outside_loopback_addresses_are_taken_and_foreign_names_are_not() -> None:
    place = Place("0.0.0.0", 9000)
    assert not place.is_loopback and not Place("example.org", 1).is_loopback
    assert place.is_named("192.0.2.7:9000") and place.is_named("[2001:db8::1]:9000")
    assert not place.is_named("evil.example:9000") and not place.is_named("192.0.2.7:9001")
    assert Place("desk.example", 80).is_named("desk.example")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("given", [{}, {"csrf": ""}, {"csrf": "x"}, {"csrf": "é"}])
def test_every_post_needs_the_key_of_our_own_forms(opened: Editor, path: str, given: dict[str, str]) -> None:
    answer = opened.client.post(path, data=given)
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_the_posts_tested_here_are_all_there_are(opened: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Starlette] = []
    monkeypatch.setattr(app_module, "Guard", lambda app, keys, place: seen.append(app))
    app_module.create_app(opened.desk, opened.keys, PLACE)
    routes = [route for route in seen[0].routes if isinstance(route, Route)]
    posts = {route.path.replace("{number:int}", "1") for route in routes if "POST" in (route.methods or ())}
    assert posts == set(POSTS)
    assert all((route.methods or set()) in ({"POST"}, {"GET", "HEAD"}) for route in routes)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8628"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8628"},
    ],
)
def test_a_post_from_another_site_is_refused_even_with_the_key(opened: Editor, headers: dict[str, str]) -> None:
    answer = opened.client.post("/forget", data={"csrf": opened.keys.form}, headers=headers)
    assert (answer.status_code, answer.text) == (403, "This request comes from another site and was refused.")


def test_a_post_from_our_own_page_is_taken(opened: Editor) -> None:
    own = {"Origin": "http://127.0.0.1:8628", "Sec-Fetch-Site": "same-origin"}
    assert opened.client.post("/forget", data={"csrf": opened.keys.form}, headers=own).status_code == 200


def test_a_request_that_says_it_is_too_large_is_refused_unread(opened: Editor) -> None:
    answer = opened.client.post("/check", content=b"x", headers={"Content-Length": str(LIMIT_BYTES + 1)})
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")
    assert answer.text == "This is too large: what is sent at once may have 16 MB. Send less text."
    for length in ("-1", "²", "9" * 5000, "1e3", ""):
        answer = opened.client.post("/check", content=b"x", headers={b"Content-Length": length.encode("latin-1")})
        assert answer.status_code == 413


def test_a_request_that_hides_how_large_it_is_is_cut_off(opened: Editor) -> None:
    def endless() -> Iterator[bytes]:
        yield b"csrf="
        for _ in range(LIMIT_BYTES // 1_000_000 + 1):
            yield b"x" * 1_000_000

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = opened.client.post("/check", content=endless(), headers=form)
    assert answer.status_code == 413 and "too large" in answer.text


def test_a_text_or_file_above_its_own_limit_is_told_in_one_sentence(opened: Editor) -> None:
    long = {**cyber(), "left_text": "mot " * 600_000}
    answer = opened.client.post("/check", data={"csrf": opened.keys.form, **long}, files={"x": b""})
    assert answer.status_code == 413
    assert "a text may have 2 MB, a file 5 MB: split it into reports" in answer.text
    file = {"file": ("a.txt", b"mot " * 1_500_000)}
    answer = opened.client.post("/read", data={"csrf": opened.keys.form}, files=file, headers={"X-Muqabala-Live": "1"})
    assert answer.status_code == 422
    assert "a.txt: it holds more than 5 MB, the limit for one report: split it into reports" in answer.text


@pytest.mark.parametrize("path", [*GETS, "/?token=x"])
def test_every_answer_forbids_scripts_of_others_frames_and_caches(opened: Editor, path: str) -> None:
    for answer in (opened.client.get(path), opened.client.get(path, headers={"Cookie": ""})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy and "form-action 'self'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    ["/static/../guard.py", "/static/..%2fguard.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/desk.py",
     "/static/", "/checks/../../etc/passwd", "/etc/passwd", "/checks/1/report.pdf"],
)  # fmt: skip
def test_no_address_reaches_a_file(opened: Editor, path: str) -> None:
    assert opened.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        (ClientDisconnect, ""),
        (KeyError, "muqabala: something went wrong inside muqabala (KeyError): please report it\n"),
    ],
)
def test_who_goes_away_in_the_middle_is_no_fault(
    keys: Keys, capsys: pytest.CaptureFixture[str], fault: type[Exception], complaint: str
) -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        raise fault

    asking = TestClient(Guard(inner, keys, PLACE), base_url="http://127.0.0.1:8628", raise_server_exceptions=False)
    asking.get("/", headers={"Cookie": f"{PLACE.cookie_name}={keys.cookie}"})
    assert capsys.readouterr().err == complaint


def test_a_fault_of_ours_is_one_sentence_and_no_traceback(keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_request: object) -> PlainTextResponse:
        raise ZeroDivisionError("secret detail")

    inner = Starlette(routes=[Route("/broken", broken)], exception_handlers={Exception: app_module._failed})
    asking = TestClient(Guard(inner, keys, PLACE), base_url="http://127.0.0.1:8628")
    answer = asking.get("/broken", headers={"Cookie": f"{PLACE.cookie_name}={keys.cookie}"})
    assert answer.status_code == 500
    assert "Something went wrong inside muqabala (ZeroDivisionError): please report it." in answer.text
    assert "secret detail" not in answer.text
    shown = capsys.readouterr().err
    assert shown == "muqabala: something went wrong inside muqabala (ZeroDivisionError): please report it\n"
