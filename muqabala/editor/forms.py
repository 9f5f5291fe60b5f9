"""Reads what the page sends: forms and files, each within its limits, nothing taken for granted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from checks.context import SideName
from muqabala.editor.background import in_background
from muqabala.editor.draft import SIDES, Draft, Version, file_name, typed
from muqabala.editor.guard import Keys, is_same_form
from text.errors import InputError
from text.ingest import LIMIT_BYTES, read_upload
from text.languages import parse_tag

# A text field; files may be larger, for they hold more than text.
TEXT_BYTES = 2_000_000
_FIELDS = 24
_FILES = 2
_TOO_MUCH = (
    f"this is too large: a text may have {TEXT_BYTES // 1_000_000} MB, a file {LIMIT_BYTES // 1_000_000} MB: "
    f"split it into reports"
)
_FOREIGN_FORM = "this form is not from this run of muqabala serve: load the page again"


@asynccontextmanager
async def reading_form(request: Request, keys: Keys) -> AsyncIterator[FormData]:
    """Hands out the form of a request and closes its files at the end.

    Raises HTTPException 403 where it is not one of ours, 413 where it is too large.
    """
    try:
        form = await request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=TEXT_BYTES)
    except HTTPException as error:
        # The parser says 400 for whatever it will not take, and that in kilobytes.
        raise HTTPException(413 if error.status_code in (400, 413) else error.status_code, _TOO_MUCH) from None
    try:
        if not is_same_form(form.get("csrf"), keys):
            raise HTTPException(403, _FOREIGN_FORM)
        yield form
    finally:
        await form.close()


def field(form: FormData, name: str) -> str:
    """Returns a field as text, '' where it is not there."""
    value = form.get(name)
    return typed(value) if isinstance(value, str) else ""


def number(form: FormData, name: str) -> int | None:
    """Returns a field as a number, None where it is none."""
    value = field(form, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def draft_in(form: FormData) -> Draft:
    """Returns the draft in the fields of a form, without its files; LanguageProblem for a language we do not have."""
    left, right = (_version(form, side) for side in SIDES)
    chosen = field(form, "original")
    original: SideName | None = next((side for side in SIDES if side == chosen), None)
    return Draft(left, right, original, field(form, "glossary"))


async def with_files(draft: Draft, form: FormData) -> Draft:
    """Returns the draft with the files of the form in the place of its texts; FileProblem where one is unreadable."""
    for side in SIDES:
        given = form.get(f"{side}_file")
        if isinstance(given, UploadFile) and given.filename:
            draft = draft.with_side(side, await read_file(given, draft.side(side)))
    return draft


async def read_file(given: UploadFile, version: Version = Version()) -> Version:  # noqa: B008
    """Returns the version in a file; its language is recognised where `version` does not name one."""
    name = file_name(given.filename or "")
    if not name:
        raise InputError("no file was sent: choose one")
    data = await given.read(LIMIT_BYTES + 1)
    # Any language will do to take the text out: which one it is in is asked again when it is checked.
    document = await in_background(read_upload, data, name, lang=version.lang or "en")
    return Version(typed(document.raw), version.lang, name)


def _version(form: FormData, side: SideName) -> Version:
    chosen = field(form, f"{side}_lang")
    lang = parse_tag(chosen) if chosen else None
    return Version(field(form, f"{side}_text"), lang, file_name(field(form, f"{side}_name")))
