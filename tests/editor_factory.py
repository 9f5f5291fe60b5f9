"""Opens the editor's page for tests: the application without a network, its keys, and the two fixture reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from muqabala.editor.app import create_app
from muqabala.editor.desk import Desk
from muqabala.editor.guard import Keys, Place
from muqabala.editor.store import Store

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
PLACE = Place("127.0.0.1", 8628)
LIVE = {"X-Muqabala-Live": "1"}


@dataclass(frozen=True, slots=True)
class Editor:
    """Is an opened page: what sends requests, with the cookie already, and what lies behind it."""

    client: TestClient
    keys: Keys
    desk: Desk

    def post(self, path: str, *, live: bool = False, **fields: str) -> str:
        """Posts one of our own forms and returns the page that it leads to."""
        answer = self.client.post(path, data={"csrf": self.keys.form, **fields}, headers=LIVE if live else None)
        assert answer.status_code == 200, answer.text
        return answer.text


def client(keys: Keys, desk: Desk, place: Place = PLACE) -> TestClient:
    """Returns a client that has shown nothing yet."""
    return TestClient(create_app(desk, keys, place), base_url=f"http://{place.host}:{place.port}")


def editor(history: Path | None = None) -> Editor:
    """Returns a page that was opened with its token."""
    keys = Keys.fresh()
    desk = Desk(Store(history), "Amina")
    opened = client(keys, desk)
    assert opened.get("/", params={"token": keys.token}).status_code == 200
    return Editor(opened, keys, desk)


def text(name: str) -> str:
    """Returns the text of a fixture report."""
    return (FIXTURES / name).read_text(encoding="utf-8")


def cyber() -> dict[str, str]:
    """Returns the fields of a form with the seeded pair."""
    return {"left_text": text("cyber.fr.txt"), "right_text": text("cyber.ar.txt")}


def content_of(page: str, code: str) -> str:
    """Returns the fingerprint of the first open finding with a code, as the page's own form carries it."""
    card = re.search(rf'<li class="card [^>]*>(?:(?!</li>).)*?{code}.*?</li>', page, re.DOTALL)
    assert card is not None
    found = re.search(r'name="fingerprint" value="(\w+)"', card[0])
    assert found is not None
    return found[1]


def codes(page: str) -> list[str]:
    """Returns the codes of the open findings, in order."""
    return re.findall(r'<span class="number".*?<span class="code">(\w+)</span>', page)
