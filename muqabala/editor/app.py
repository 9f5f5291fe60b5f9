"""The application: which addresses there are, and what each does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import get_args

from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from muqabala.editor import pages
from muqabala.editor.background import in_background
from muqabala.editor.desk import Desk, Outcome
from muqabala.editor.draft import Draft
from muqabala.editor.forms import draft_in, field, number, reading_form, with_files
from muqabala.editor.forms import read_file as read_sent
from muqabala.editor.guard import Guard, Keys, Place
from muqabala.editor.store import DecisionKind, as_baseline
from reports.jsonl import dumps
from reports.page import render
from text.errors import InputError, MuqabalaError

# The script of the page asks with this header, and gets the result alone.
_LIVE = "x-muqabala-live"
_DONE: dict[DecisionKind, str] = {
    "accepted": "Accepted: the finding is in the baseline now.",
    "dismissed": "Dismissed: the finding is in the baseline now, as a false alarm.",
}
_UNDONE = "Taken back: the finding is open again."
_UNFINISHED = "Give both versions: paste them, drop a file on each field, or choose files."
Handler = Callable[[Request], Awaitable[Response]]
FormHandler = Callable[[Request, FormData], Awaitable[Response]]


def create_app(desk: Desk, keys: Keys, place: Place, kept_in: str = "") -> ASGIApp:
    """Returns the application behind its guard; `kept_in` says where the history lies, '' for nowhere."""
    editor = _Editor(desk, keys, kept_in)
    routes = [
        Route("/", editor.empty),
        Route("/static/{name}", editor.asset),
        Route("/history", editor.history),
        Route("/baseline.jsonl", editor.baseline),
        Route("/checks/{number:int}", editor.shown),
        Route("/checks/{number:int}/report.html", editor.report_page),
        Route("/checks/{number:int}/report.json", editor.report_data),
        Route("/checks/{number:int}/baseline.jsonl", editor.baseline_of_check),
        *(
            Route(path, _posted(handler, keys), methods=["POST"])
            for path, handler in (
                ("/check", editor.check),
                ("/read", editor.read),
                ("/checks/{number:int}/decide", editor.decide),
                ("/checks/{number:int}/undo", editor.undo),
                ("/checks/{number:int}/delete", editor.delete),
                ("/forget", editor.forget),
            )
        ),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={MuqabalaError: _told, HTTPException: _refused, Exception: _failed},
    )
    return Guard(app, keys, place)


def _posted(handler: FormHandler, keys: Keys) -> Handler:
    """Returns the handler of a POST, which is asked only after the form has shown that it is ours."""

    async def reading(request: Request) -> Response:
        async with reading_form(request, keys) as form:
            return await handler(request, form)

    return reading


class _Editor:
    """Answers requests."""

    def __init__(self, desk: Desk, keys: Keys, kept_in: str) -> None:
        self._desk = desk
        self._csrf = keys.form
        self._kept_in = kept_in

    async def empty(self, _request: Request) -> Response:
        return HTMLResponse(pages.draw_desk(Draft(), self._csrf, self._desk.author))

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = pages.asset(name)
        if content is None:
            raise HTTPException(404, "There is no such page.")
        return Response(content, media_type=pages.ASSETS[name][2])

    async def check(self, request: Request, form: FormData) -> Response:
        """Checks what the form holds: the script gets the result alone, others the check's own page."""
        draft = draft_in(form)
        try:
            draft = await with_files(draft, form)
            if not draft.is_whole:
                raise InputError(_UNFINISHED)
            made, outcome = await in_background(self._desk.check, draft, number(form, "check"))
        except MuqabalaError as error:
            if _is_live(request):
                raise
            page = pages.draw_desk(draft, self._csrf, self._desk.author, problem=str(error))
            return HTMLResponse(page, 422)
        if _is_live(request):
            return self._result(made, outcome)
        return RedirectResponse(f"/checks/{made}", 303)

    async def read(self, _request: Request, form: FormData) -> Response:
        """Takes the text out of one file, for the script to put into its field."""
        given = form.get("file")
        if not isinstance(given, UploadFile):
            raise InputError("no file was sent: choose one")
        version = await read_sent(given)
        return JSONResponse({"text": version.text, "name": version.name})

    async def shown(self, request: Request) -> Response:
        made = _number(request)
        draft = self._desk.draft(made)
        try:
            outcome = await in_background(self._desk.outcome, draft)
        except MuqabalaError as error:
            return HTMLResponse(pages.draw_desk(draft, self._csrf, self._desk.author, problem=str(error)), 422)
        return HTMLResponse(pages.draw_desk(draft, self._csrf, self._desk.author, pages.result(made, outcome)))

    async def decide(self, request: Request, form: FormData) -> Response:
        made = _number(request)
        wanted = field(form, "kind")
        kind: DecisionKind | None = next((known for known in get_args(DecisionKind) if known == wanted), None)
        if kind is None:
            raise InputError("a finding is either accepted or dismissed: use one of the two buttons")
        given = (field(form, "fingerprint"), kind, field(form, "reason"))
        outcome = await in_background(self._desk.decide, made, *given)
        return self._after(request, made, outcome, _DONE[kind], undoable=given[0])

    async def undo(self, request: Request, form: FormData) -> Response:
        made = _number(request)
        outcome = await in_background(self._desk.undo, made, field(form, "fingerprint"))
        return self._after(request, made, outcome, _UNDONE)

    async def delete(self, request: Request, _form: FormData) -> Response:
        self._desk.store.delete(_number(request))
        return RedirectResponse("/history", 303)

    async def forget(self, _request: Request, _form: FormData) -> Response:
        await in_background(self._desk.forget)
        return RedirectResponse("/history", 303)

    async def history(self, _request: Request) -> Response:
        store = self._desk.store
        decided = sorted(store.decisions().values(), key=lambda one: (one.day, one.code, one.fingerprint), reverse=True)
        return HTMLResponse(pages.draw_history(store.recaps(), tuple(decided), self._csrf, self._kept_in))

    async def report_page(self, request: Request) -> Response:
        return await self._export(request, "html", "text/html", lambda outcome: render(outcome.report))

    async def report_data(self, request: Request) -> Response:
        return await self._export(request, "json", "application/json", lambda outcome: dumps(outcome.report) + "\n")

    async def baseline_of_check(self, request: Request) -> Response:
        return await self._export(
            request, "baseline.jsonl", "application/jsonl", lambda outcome: as_baseline(outcome.decided).dumps()
        )

    async def baseline(self, _request: Request) -> Response:
        content = as_baseline(self._desk.store.decisions().values()).dumps()
        return _download(content, "muqabala.baseline.jsonl", "application/jsonl")

    async def _export(self, request: Request, ending: str, kind: str, write: Callable[[Outcome], str]) -> Response:
        made = _number(request)
        outcome = await in_background(self._desk.outcome, self._desk.draft(made))
        return _download(write(outcome), f"muqabala-{made}.{ending}", kind)

    def _result(self, made: int, outcome: Outcome, notice: str = "", undoable: str = "") -> Response:
        shown = pages.result(made, outcome)
        page = pages.draw_result(shown, self._csrf, self._desk.author, notice=notice, undoable=undoable)
        return HTMLResponse(page)

    def _after(self, request: Request, made: int, outcome: Outcome, notice: str, *, undoable: str = "") -> Response:
        if _is_live(request):
            return self._result(made, outcome, notice, undoable)
        return RedirectResponse(f"/checks/{made}#result", 303)


def _download(content: str, name: str, kind: str) -> Response:
    """Returns a file to be saved, never shown: what it holds is not to run under our address."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content.encode("utf-8", "replace"), media_type=kind, headers=headers)


def _number(request: Request) -> int:
    """Returns the number of a check in the address, 0 (which none has) for one that no database could hold."""
    given: int = request.path_params["number"]
    return given if given < 2**63 else 0


def _is_live(request: Request) -> bool:
    return request.headers.get(_LIVE) == "1"


async def _told(request: Request, error: Exception) -> Response:
    return _answer(request, 404 if request.method == "GET" else 422, str(error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: "There is no such page.", 405: "This address is not asked that way."}
    return _answer(request, error.status_code, known.get(error.status_code, error.detail))


async def _failed(request: Request, error: Exception) -> Response:
    sentence = f"Something went wrong inside muqabala ({type(error).__name__}): please report it."
    return _answer(request, 500, sentence)


def _answer(request: Request, status: int, sentence: str) -> Response:
    if _is_live(request):
        return HTMLResponse(pages.draw_problem(sentence), status)
    return HTMLResponse(pages.draw_refusal(status, sentence), status)
