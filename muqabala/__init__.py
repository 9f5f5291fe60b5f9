"""muqabala compares two versions of a news report and says what one tells and the other does not.

    import muqabala
    report = muqabala.check("report.fr.txt", "report.ar.txt")
    for finding in report.findings: print(finding.severity, finding.message)

Public are the names in `__all__`, nothing else: the packages text, align, checks and reports are private and may move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muqabala.api import check as check
    from muqabala.api import check_documents as check_documents
    from muqabala.api import check_texts as check_texts
    from muqabala.frames import check_frame as check_frame

__version__ = "0.1.0"
__distribution__ = "muqabala"
__all__ = ["__version__", "check", "check_documents", "check_frame", "check_texts"]


def __getattr__(name: str) -> object:
    # The work is loaded when it is first asked for, so that `import muqabala` costs nothing.
    if name in __all__:
        from muqabala._guard import hidden_package

        problem = hidden_package()
        if problem is not None:
            raise ImportError(f"muqabala: {problem}")
        from importlib import import_module

        # polars, which frames need, takes a tenth of a second.
        return getattr(import_module("muqabala.frames" if name == "check_frame" else "muqabala.api"), name)
    raise AttributeError(f"module 'muqabala' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
