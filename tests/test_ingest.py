"""Files of every format and encoding come in as the text that was written; what cannot is refused in one sentence."""

from __future__ import annotations

import codecs
import io
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from docx.oxml import parse_xml

from text.errors import FileProblem, LanguageProblem
from text.ingest import read_file

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
FRENCH = "Le ministre a déclaré mardi à Genève que l'accord serait signé « sans délai ».\r\nIl coûtera 3 € à l'État.\n"
ARABIC = "قال الوزير يوم الثلاثاء في جنيف إن الاتفاق سيوقع دون تأخير.\nوأضاف أن الكلفة لن تتجاوز مليون دولار.\n"
PERSIAN = "وزیر روز سه‌شنبه در ژنو گفت که توافق‌نامه بی‌درنگ امضا خواهد شد.\nاو افزود هزینه‌ها کم است.\n"
ENGLISH = "The minister said on Tuesday in Geneva that the accord would be signed “without delay”.\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def written(folder: Path, data: bytes, name: str = "report.txt") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def refusal(path: str, **options: int) -> str:
    with pytest.raises(FileProblem) as caught:
        read_file(path, limit_bytes=options.get("limit_bytes", 5_000_000))
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert Path(path).name in sentence
    return sentence


@pytest.mark.parametrize(
    ("text", "encoding", "mark"),
    [
        (FRENCH, "utf-8", b""),
        (FRENCH, "utf-8", codecs.BOM_UTF8),
        (FRENCH, "cp1252", b""),
        (FRENCH, "utf-16-le", b""),
        (FRENCH, "utf-16-be", codecs.BOM_UTF16_BE),
        (ENGLISH, "cp1252", b""),
        (ENGLISH, "utf-32-le", codecs.BOM_UTF32_LE),
        (ARABIC, "utf-8", b""),
        (ARABIC, "cp1256", b""),
        (ARABIC, "iso8859_6", b""),
        (ARABIC, "utf-16-le", codecs.BOM_UTF16_LE),
        (ARABIC, "utf-16-le", b""),
        (ARABIC, "utf-16-be", b""),
        (ARABIC, "utf-32-be", codecs.BOM_UTF32_BE),
        (PERSIAN, "utf-8", codecs.BOM_UTF8),
        (PERSIAN, "utf-16-le", b""),
    ],
)
def test_every_encoding_gives_back_the_text_as_written(tmp_path: Path, text: str, encoding: str, mark: bytes) -> None:
    assert read_file(written(tmp_path, mark + text.encode(encoding))).raw == text


@pytest.mark.parametrize("name", ["cp1256.ar.txt", "latin1.fr.txt", "utf16.ar.txt", "report.en.md", "storm.fa.txt"])
def test_the_language_of_the_fixtures_is_recognised_in_any_encoding(name: str) -> None:
    document = read_file(str(FIXTURES / name))
    assert document.lang == name.split(".")[1]
    assert "\ufffd" not in document.raw
    assert len(document.sentences) >= 5


def test_newlines_are_kept_as_read(tmp_path: Path) -> None:
    raw = "La première phrase est là.\r\nLa deuxième aussi.\rLa troisième ferme le texte.\n"
    assert read_file(written(tmp_path, raw.encode())).raw == raw


def test_the_language_may_be_given(tmp_path: Path) -> None:
    path = written(tmp_path, b"Paris 2024")
    assert read_file(path, lang="fr").lang == "fr"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t ", "empty"),
        ("signs.txt", b"--- *** ---", "no text"),
        ("nul.txt", b"abc\0def" * 50, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
        ("controls.txt", b"\x01\x02\x03abc" * 90, "binary"),
        ("archive.txt", b"PK\x03\x04\x14\x00\x08\x08" + bytes(range(256)), "binary"),
        ("damaged.txt", ARABIC.encode()[:120] + b"\xff" + ARABIC.encode()[120:], "broken bytes, the first at byte"),
        ("halved.txt", codecs.BOM_UTF16_LE + "abc".encode("utf-16-le") + b"\x00", "UTF-16-LE but broken"),
        ("report.pdf", b"%PDF-1.7", "reversed"),
        ("report.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("report.xlsx", b"PK", ".xlsx files are not read: give .txt, .md, .html or .docx"),
        ("corpus.jsonl", b"{}", "muqabala audit"),
        ("broken.docx", b"this is no archive", "no readable Word document"),
        ("nothing.html", b"<html><body><script>start()</script></body></html>", "no article"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    assert says in refusal(written(tmp_path, data, name))


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(str(tmp_path / "none.txt"))
    assert "there is no such file" in refusal(str(tmp_path / "none.pdf"))
    assert "this is a folder" in refusal(str(tmp_path))
    assert "too long" in refusal(str(tmp_path / ("a" * 300)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, FRENCH.encode())
    os.chmod(path, 0)
    assert "permissions" in refusal(path)


def test_the_limit_can_be_set_and_holds_for_pipes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FRENCH.encode()
    path = written(tmp_path, data)
    assert read_file(path, limit_bytes=len(data)).raw == FRENCH
    assert "more than 60 bytes" in refusal(path, limit_bytes=60)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data * 10)))
    with pytest.raises(FileProblem, match="standard input: it holds more than"):
        read_file("-", limit_bytes=len(data))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(ARABIC.encode("cp1256"))))
    document = read_file("-")
    assert (document.raw, document.lang, document.meta.path) == (ARABIC, "ar", "standard input")


def test_a_text_in_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageProblem, match="French, Arabic, Persian, English"):
        read_file(written(tmp_path, "Министр заявил, что соглашение будет подписано.".encode()))


def test_html_gives_the_article_without_its_site() -> None:
    document = read_file(str(FIXTURES / "page.fr.html"))
    assert "la Jordanie" in document.raw
    for chrome in ("Abonnez-vous", "Économie\n", "compteur", "<p>"):
        assert chrome not in document.raw
    assert document.meta.title.startswith("Cyberattaques")
    assert document.meta.dateline == "2023-12-05"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6"])
def test_html_is_read_in_the_encoding_it_declares(tmp_path: Path, encoding: str) -> None:
    body = f"<article><h1>اتفاق جنيف</h1><p>{ARABIC * 3}</p></article>"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head>{body}</html>'
    document = read_file(written(tmp_path, page.encode(encoding), "page.htm"))
    assert "قال الوزير يوم الثلاثاء" in document.raw


def test_word_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Accord de Genève"
    document.add_paragraph("Le ministre a parlé mardi à Genève.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "La première case est pleine."
    table.cell(0, 1).text = "La seconde case aussi."
    document.add_paragraph("La séance est levée.")
    path = tmp_path / "report.docx"
    document.save(str(path))
    found = read_file(str(path))
    assert found.raw.split("\n") == [
        "Le ministre a parlé mardi à Genève.",
        "La première case est pleine.",
        "La seconde case aussi.",
        "La séance est levée.",
    ]
    assert (found.lang, found.meta.title) == ("fr", "Accord de Genève")


def test_word_counts_tracked_insertions_and_leaves_out_deletions(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Le ministre a parlé ")
    for tag, text_tag, text in (("del", "delText", "lundi"), ("ins", "t", "mardi"), ("moveFrom", "t", "hier")):
        change = (
            f'<w:{tag} xmlns:w="{WORD}" w:id="1" w:author="a"><w:r><w:{text_tag}>{text}</w:{text_tag}></w:r></w:{tag}>'
        )
        paragraph._p.append(parse_xml(change))
    paragraph.add_run("\tà Genève\navec les autres.")
    path = tmp_path / "tracked.docx"
    document.save(str(path))
    assert read_file(str(path)).raw == "Le ministre a parlé mardi\tà Genève\navec les autres."


def test_a_word_document_that_unfolds_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 3_000_000)
    assert "unfolds to 3,000,000 bytes" in refusal(str(path), limit_bytes=100_000)
