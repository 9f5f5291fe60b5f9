"""Settings of the gate: which file and path they hold for, and what is wrong with a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Muqabala
from tests.gate_corpus import CLEAN, CRITICAL, tsv


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('fail-on = "never"', 0),
        ('fail-on = "never"\n[[paths]]\npath = "deep/*.tsv"\nfail-on = "critical"', 1),
        ('[[paths]]\npath = "*.tsv"\nselect = ["DAT"]', 0),
        ('[[paths]]\npath = "other/*"\nselect = ["DAT"]', 1),
        ('ignore = ["NUM"]\n[[paths]]\npath = "deep/*"\nignore = []', 1),
        ('budget = "100/100p"', 0),
    ],
)
@pytest.mark.parametrize("file", ["muqabala.toml", "pyproject.toml"])
def test_settings_hold_for_their_paths(muqabala: Muqabala, tmp_path: Path, settings: str, code: int, file: str) -> None:
    if file == "pyproject.toml":
        settings = "[tool.muqabala]\n" + settings.replace("[[paths]]", "[[tool.muqabala.paths]]")
    (tmp_path / file).write_text(f"{settings}\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    tsv(tmp_path / "deep" / "a.tsv", CRITICAL)
    assert muqabala("gate", "deep/a.tsv", "--unit", "sentence").code == code
    assert muqabala("gate", "deep/a.tsv", "--unit", "sentence", "--fail-on", "never").code == 0


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('fail_on = "major"', "there is no setting 'fail_on': did you mean 'fail-on'?"),
        ('ignroe = ["NUM"]', "there is no setting 'ignroe': did you mean 'ignore'?"),
        ("colour = 1", "there is no setting 'colour': known are"),
        ('fail-on = "often"', "'fail-on' must be one of critical, major, minor, never, not 'often'"),
        ('select = "NUM"', "'select' must be a list of codes"),
        ('select = ["XYZ"]', "there is no rule 'XYZ'"),
        ('left-lang = "de"', "language 'de' is not supported"),
        ("baseline = 1", "'baseline' must be a text, not int"),
        ('[[paths]]\nfail-on = "major"', "a pattern is wanted in 'path'"),
        ('[[paths]]\npath = "x"\nbudget = "1/100p"', "paths number 1: there is no setting 'budget'"),
        ("paths = 1", "'paths' must be tables"),
        ("x = = 1", "the settings are no TOML"),
    ],
)
def test_wrong_settings_are_errors(muqabala: Muqabala, tmp_path: Path, settings: str, says: str) -> None:
    (tmp_path / "muqabala.toml").write_text(f"{settings}\n", encoding="utf-8")
    ended = muqabala("gate", tsv(tmp_path / "a.tsv", CLEAN), "--unit", "sentence")
    assert ended.code == 2
    assert says in ended.err
    assert ended.err.count("\n") == 1
