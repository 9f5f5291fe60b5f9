"""The page without a script: check, read files, decide, undo, edit, export; hostile text is inert in all of it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from checks.baseline import loads
from muqabala.cli import app
from muqabala.editor.guard import Keys
from tests.editor_factory import FIXTURES, LIVE, Editor, codes, content_of, cyber, editor, text

HOSTILE = (
    'Le 3 mai, <script>alert(1)</script> "><img src=x onerror=alert(2)> \u202elive\u202c \x00 ]]> {{7777*7777}} '
    "</textarea>"
)


@pytest.fixture
def opened() -> Iterator[Editor]:
    made = editor()
    yield made
    made.desk.store.close()


def live(opened: Editor, path: str, **fields: str) -> tuple[int, str]:
    answer = opened.client.post(path, data={"csrf": opened.keys.form, **fields}, headers=LIVE)
    return answer.status_code, answer.text


def test_a_check_gets_its_own_address_and_shows_what_the_command_line_finds(opened: Editor, tmp_path: Path) -> None:
    answer = opened.client.post("/check", data={"csrf": opened.keys.form, **cyber()}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/checks/1")
    page = opened.client.get("/checks/1").text
    files = [str(FIXTURES / "cyber.fr.txt"), str(FIXTURES / "cyber.ar.txt")]
    CliRunner().invoke(app, ["check", *files, "--json", str(tmp_path / "a.json"), "--quiet"])
    wanted = [finding["code"] for finding in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["findings"]]
    assert codes(page) == wanted and "NUM001" in wanted
    assert '<mark class="critical NUM" id="left-1" data-finding="1"' in page
    assert '<option value="">French, recognised</option>' in page
    assert '<textarea name="right_text" id="right-text" rows="12" dir="rtl"' in page
    assert "/static/editor.js" in page and "<script>" not in page and "style=" not in page


def test_the_script_gets_the_result_alone_and_goes_on_with_the_same_check(opened: Editor) -> None:
    status, first = live(opened, "/check", **cyber())
    assert status == 200 and first.lstrip().startswith('<div class="outcome" data-check="1"')
    mended = cyber()["right_text"].replace("٣١ هجوما", "١٣ هجوما")
    status, second = live(opened, "/check", check="1", **{**cyber(), "right_text": mended})
    assert 'data-check="1"' in second
    before, after = codes(first), codes(second)
    before.remove("NUM001")
    assert after == before, "the finding vanishes with its cause, and nothing else"
    assert len(opened.desk.store.recaps()) == 1


def test_the_places_to_edit_are_counted_as_browsers_count(opened: Editor) -> None:
    shift = "🙂🙂 "
    page = opened.post("/check", **{**cyber(), "left_text": shift + cyber()["left_text"].lstrip()})
    found = re.search(r'class="edit" data-side="left" data-start="(\d+)" data-end="(\d+)"', page)
    assert found is not None
    units = (shift + cyber()["left_text"].lstrip()).encode("utf-16-le")
    assert units[2 * int(found[1]) : 2 * int(found[2])].decode("utf-16-le") == "13"


def test_form_line_ends_move_no_offset_and_a_first_empty_line_stays(opened: Editor) -> None:
    crlf = {name: "\n" + value.replace("\n", "\r\n") for name, value in cyber().items()}
    page = opened.post("/check", **crlf)
    assert opened.desk.draft(1).left.text == "\n" + cyber()["left_text"]
    assert 'placeholder="Paste the text, or drop a file here">\n\nCyberattaques' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"left_text": "", "right_text": "x"}, "Give both versions: paste them"),
        ({"left_text": " \n", "right_text": ""}, "Give both versions: paste them"),
        ({"left_text": "…", "right_text": "Un texte."}, "left: there is no text in it"),
        ({"left_text": "Привет, мир.", "right_text": "Un texte."}, "left: its language could not be recognised"),
        (
            {"left_text": "Un texte.", "right_text": "Un mot.", "right_lang": "de"},
            "language &#39;de&#39; is not supported",
        ),
    ],
)
def test_what_cannot_be_checked_is_said_and_what_was_typed_stays(
    opened: Editor, fields: dict[str, str], sentence: str
) -> None:
    status, fragment = live(opened, "/check", **fields)
    assert status == 422 and sentence in fragment and fragment.lstrip().startswith('<div class="outcome problem"')
    if "right_lang" not in fields:
        answer = opened.client.post("/check", data={"csrf": opened.keys.form, **fields})
        assert answer.status_code == 422 and sentence in answer.text
        assert f"\n{fields['left_text']}</textarea>" in answer.text
    assert opened.desk.store.recaps() == ()


def test_texts_of_two_events_are_refused_as_everywhere_and_nobody_decides_on_that(opened: Editor) -> None:
    page = opened.post("/check", left_text=text("cyber.fr.txt"), right_text=text("unrelated.ar.txt"))
    assert "Could not be compared" in page
    assert "DOC001" in page and "/decide" not in page


def test_dismiss_undo_accept(opened: Editor) -> None:
    first = opened.post("/check", **cyber())
    chosen = content_of(first, "NUM001")
    page = opened.post("/checks/1/decide", fingerprint=chosen, kind="dismissed", reason="  arrondi  \n voulu ")
    assert codes(page) == codes(first)[1:]
    assert '<span class="kind">dismissed</span>: <bdi>arrondi voulu</bdi>, <bdi>Amina</bdi>' in page
    assert opened.desk.store.recaps()[0].verdict == "French and Arabic: 9 discrepancies: 3 critical, 6 major"
    page = opened.post("/checks/1/undo", live=True, fingerprint=chosen)
    assert codes(page) == codes(first) and "Taken back: the finding is open again." in page
    page = opened.post("/checks/1/decide", live=True, fingerprint=chosen, kind="accepted", reason="as agreed")
    assert "Accepted: the finding is in the baseline now." in page and "<button>Undo</button>" in page


def test_a_decision_holds_while_other_sentences_change_and_ends_with_its_own(opened: Editor) -> None:
    first = opened.post("/check", **cyber())
    opened.post("/checks/1/decide", fingerprint=content_of(first, "NUM001"), kind="dismissed", reason="so")
    other = {**cyber(), "left_text": cyber()["left_text"].replace("Suivez l'agence", "Suivez donc l'agence")}
    assert "NUM001" not in codes(live(opened, "/check", check="1", **other)[1])
    own = {**cyber(), "left_text": cyber()["left_text"].replace("avaient subi 13", "avaient encore subi 13")}
    assert "NUM001" in codes(live(opened, "/check", check="1", **own)[1])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "dismissed", "reason": " \u00a0 "}, "a decision needs a reason"),
        ({"kind": "dismissed", "reason": "x" * 1001}, "the reason is too long: say it in 1,000 characters"),
        ({"kind": "maybe", "reason": "x"}, "either accepted or dismissed"),
        ({"kind": "accepted", "reason": "x", "fingerprint": "0" * 20}, "this finding is no longer there"),
        ({"kind": "accepted", "reason": "x", "fingerprint": ""}, "this finding is no longer there"),
    ],
)
def test_a_decision_needs_a_reason_and_a_finding(opened: Editor, fields: dict[str, str], sentence: str) -> None:
    chosen = content_of(opened.post("/check", **cyber()), "NUM001")
    status, page = live(opened, "/checks/1/decide", **{"fingerprint": chosen, **fields})
    assert status == 422 and sentence in page
    assert opened.desk.store.decisions() == {}


def test_the_exports_hold_back_what_was_decided_and_the_baseline_passes_the_gate(
    opened: Editor, tmp_path: Path
) -> None:
    page = opened.post("/check", **cyber())
    decided = 0
    while codes(page):
        code = codes(page)[0]
        page = opened.post("/checks/1/decide", fingerprint=content_of(page, code), kind="accepted", reason="as agreed")
        decided += 1
    assert decided >= 8
    report = opened.client.get("/checks/1/report.json")
    assert report.headers["content-disposition"] == 'attachment; filename="muqabala-1.json"'
    assert (report.json()["findings"], report.json()["summary"]["suppressed"]) == ([], decided)
    shown = opened.client.get("/checks/1/report.html")
    assert shown.headers["content-disposition"].startswith("attachment")
    assert f"{decided} known findings held back by the baseline." in shown.text
    baseline = opened.client.get("/checks/1/baseline.jsonl")
    assert baseline.text == opened.client.get("/baseline.jsonl").text
    assert len(loads(baseline.text, "baseline").entries) == decided
    (tmp_path / "known.jsonl").write_text(baseline.text, encoding="utf-8")
    for name in ("cyber.fr.txt", "cyber.ar.txt"):
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / name).write_bytes((FIXTURES / name).read_bytes())
    gate = ["gate", str(tmp_path / "reports"), "--jobs", "1"]
    assert CliRunner().invoke(app, gate).exit_code == 1
    assert CliRunner().invoke(app, [*gate, "--baseline", str(tmp_path / "known.jsonl")]).exit_code == 0


def test_a_glossary_is_read_as_on_the_command_line_with_an_equals_sign_for_the_tab(opened: Editor) -> None:
    plain = codes(opened.post("/check", **cyber()))
    for glossary in ("fr\tar\nréfugiés\tالنازحين", "fr = ar\r\nréfugiés = النازحين\r\n"):
        page = opened.post("/check", glossary=glossary, **cyber())
        assert "TRM002" in codes(page) and "TRM002" not in plain
        assert '<details class="glossary" open>' in page
    status, page = live(opened, "/check", glossary="fr = ar\nréfugiés", **cyber())
    assert status == 422
    assert "glossary, line 2: 2 columns with tabs between are wanted, 1 came (= may stand for the tab)" in page


def test_the_original_decides_whether_something_is_missing_or_added(opened: Editor) -> None:
    assert "ADD001" in codes(opened.post("/check", original="left", **cyber()))
    assert "ADD001" not in codes(opened.post("/check", original="both", **cyber()))


def word_file(raw: str) -> bytes:
    document = docx.Document()
    for line in raw.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_files_are_read_in_every_format_with_or_without_the_script(opened: Editor) -> None:
    html = (FIXTURES / "page.fr.html").read_bytes()
    old = (FIXTURES / "cp1256.ar.txt").read_bytes()
    for name, data, wanted in (
        ("a.md", text("cyber.fr.txt").encode(), "Cyberattaques"),
        ("dir\\b.docx", word_file(text("cyber.fr.txt")), "Cyberattaques"),
        ("c.html", html, "é"),
        ("d.txt", old, "ال"),
    ):
        answer = opened.client.post("/read", data={"csrf": opened.keys.form}, files={"file": (name, data)})
        assert answer.status_code == 200 and wanted in answer.json()["text"]
        assert answer.json()["name"] == name.split("\\")[-1]
    both = {
        "left_file": ("cyber.fr.txt", text("cyber.fr.txt")),
        "right_file": ("cyber.ar.docx", word_file(text("cyber.ar.txt"))),
    }
    page = opened.client.post("/check", data={"csrf": opened.keys.form}, files=both).text
    assert 'from <bdi class="from-name">cyber.ar.docx</bdi>' in page
    assert codes(page)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7", "a.pdf: PDF is refused"),
        ("a.docx", b"PK\x03\x04", "a.docx: it is no readable Word document"),
        ("a.txt", b" \n", "a.txt: the file is empty"),
        ("a.txt", b"\x00\x01\x02\xff\xfe" * 99, "a.txt: "),
        ("../../etc/a.exe", b"x", "a.exe: .exe files are not read"),
        ("<b>.xyz", b"x", "&lt;b&gt;.xyz: .xyz files are not read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    opened: Editor, name: str, data: bytes, sentence: str
) -> None:
    answer = opened.client.post("/read", data={"csrf": opened.keys.form}, files={"file": (name, data)}, headers=LIVE)
    assert answer.status_code == 422 and sentence in answer.text


def test_hostile_text_is_inert_wherever_it_is_shown(opened: Editor) -> None:
    right = HOSTILE.replace("3", "4")
    page = opened.post("/check", left_text=f"{HOSTILE}\n{text('cyber.fr.txt')}", left_name=f"{HOSTILE}.txt",
                       right_text=f"{right}\n{text('cyber.ar.txt')}", glossary=f"# {HOSTILE}\nfr = ar\nun = واحد",
                       author=HOSTILE)  # fmt: skip
    assert codes(page)
    page += opened.post(
        "/checks/1/decide", fingerprint=content_of(page, codes(page)[0]), kind="accepted", reason=HOSTILE
    )
    page += opened.client.get("/history").text
    page += live(opened, "/check", left_text=HOSTILE, right_text="x", left_name=HOSTILE, left_lang=HOSTILE)[1]
    assert "<script>alert" not in page and "<img" not in page and "onerror=alert(2)>" not in page
    assert page.count("</textarea>") == page.count("<textarea")
    assert "60481729" not in page
    shown = re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)
    assert "\u202e" not in shown and "⟦RLO⟧" in shown and "\0" not in page


def test_the_history_lists_opens_deletes_and_forgets(opened: Editor) -> None:
    page = opened.post("/check", **cyber())
    opened.post("/checks/1/decide", fingerprint=content_of(page, "NUM001"), kind="dismissed", reason="so")
    opened.post("/check", left_text=text("storm.fr.txt"), right_text=text("storm.ar.txt"))
    page = opened.client.get("/history").text
    assert re.findall(r'<a href="/checks/(\d+)">', page) == ["2", "1"]
    assert "Nothing is kept after muqabala serve ends." in page and "Save all as a baseline" in page
    page = opened.post("/checks/1/delete")
    assert re.findall(r'<a href="/checks/(\d+)">', page) == ["2"] and "NUM001" in page
    page = opened.post("/forget")
    assert "Nothing was checked yet." in page and "Nothing was decided yet." in page
    assert opened.client.get("/checks/1").status_code == 404


@pytest.mark.parametrize("number", ["7", "99999999999999999999999999"])
def test_a_check_that_never_was_is_told_in_one_sentence(opened: Editor, number: str) -> None:
    answer = opened.client.get(f"/checks/{number}")
    assert answer.status_code == 404
    assert "it was deleted, or never made" in answer.text
    assert live(opened, f"/checks/{number}/decide", kind="accepted", reason="x")[0] == 422
    assert opened.client.post(f"/checks/{number}/delete", data={"csrf": opened.keys.form}).status_code == 200
    assert live(opened, "/check", check=number, **cyber())[0] == 200


def test_no_two_runs_have_the_same_keys() -> None:
    one, other = Keys.fresh(), Keys.fresh()
    assert len({one.token, one.cookie, one.form, other.token, other.cookie, other.form}) == 6
    assert min(map(len, (one.token, one.cookie, one.form))) >= 43
