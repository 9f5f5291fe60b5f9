"""Stops with one clear sentence where a foreign package hides one of ours.

`text`, `align`, `checks` and `reports` are common names: a `checks.py` in the working folder under
`python -m muqabala`, or another distribution installed over ours, would otherwise be imported silently and fail far
from the cause.
"""

from __future__ import annotations

from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("text", "align", "checks", "reports")
_HOME = Path(__file__).resolve().parent.parent


def hidden_package() -> str | None:
    """Returns a sentence on the first of our packages that another one hides, None where all are ours."""
    for name in PACKAGES:
        spec = find_spec(name)
        if spec is None:
            return f"the package '{name}' of muqabala is missing: install muqabala again"
        # Looked at before it is imported: foreign code must not run.
        if not _is_at_home(spec) or getattr(import_module(name), "__distribution__", None) != "muqabala":
            return (
                f"another package named '{name}' ({_place(spec)}) hides muqabala's: start it as `muqabala` from an "
                f"environment of its own (pipx install muqabala, uv tool install muqabala)"
            )
    return None


def _is_at_home(spec: ModuleSpec) -> bool:
    return spec.origin is not None and Path(spec.origin).resolve().parent.parent == _HOME


def _place(spec: ModuleSpec) -> str:
    return spec.origin or ", ".join(spec.submodule_search_locations or ()) or "of unknown origin"
