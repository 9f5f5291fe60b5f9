"""The exceptions that muqabala raises on purpose.

    MuqabalaError
    ├── InputError          the user's input or options (exit code 2)
    │   ├── FileProblem     missing, empty, binary, too large, unreadable
    │   ├── LanguageProblem not one of the supported languages, or undecidable
    │   └── RecordProblem   one broken record of a corpus
    └── CannotCheck         the texts could be read but not compared (exit code 3)

Each message is one sentence for the user: place, what was wanted, what came, what to do.
"""


class MuqabalaError(Exception):
    """Carries a sentence for the user; `exit_code` is what the command ends with."""

    exit_code = 2


class InputError(MuqabalaError):
    """Is raised for anything the user gave that cannot be used."""


class FileProblem(InputError):
    """Is raised for a file that is missing, empty, binary, too large or unreadable."""


class LanguageProblem(InputError):
    """Is raised for a text in no supported language."""


class RecordProblem(InputError):
    """Is raised for one broken record of a corpus."""


class CannotCheck(MuqabalaError):
    """Is raised where two readable texts cannot be compared honestly."""

    exit_code = 3
