"""The command line: which commands there are, and how a run ends.

Exit codes: 0 pass; 1 findings at or above the gate; 2 the user's input or options; 3 could not check; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from muqabala import __version__
from muqabala.commands.align import align
from muqabala.commands.audit import audit
from muqabala.commands.baseline import baseline
from muqabala.commands.check import check
from muqabala.commands.compare import compare
from muqabala.commands.explain import explain, languages, rules
from muqabala.commands.gate import gate
from muqabala.commands.learn import learn
from muqabala.commands.pair import pair
from muqabala.commands.read import read
from muqabala.commands.serve import serve
from muqabala.output import complain, end_quietly, settle_streams
from text.errors import MuqabalaError

# Help in plain text: rich would take three times as long as everything else together.
app = typer.Typer(
    name="muqabala",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 pass, 1 findings at or above the gate, 2 input or options, 3 could not check, "
    "130 interrupted.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"muqabala {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Compare versions of a news report in French, Arabic, Persian, English: what one tells and the other does not."""


for command in (check, compare, gate, align, pair, read, audit, learn, serve, rules, explain, languages):
    app.command()(command)
app.add_typer(baseline)


def main() -> None:
    """Runs the command line and ends the process with the code of the contract."""
    settle_streams()
    try:
        app(prog_name="muqabala")
    except MuqabalaError as error:
        complain(str(error))
        _leave(error.exit_code)
    except BrokenPipeError:
        end_quietly()
    except KeyboardInterrupt:
        _leave(130)
    except Exception as error:
        if os.environ.get("MUQABALA_DEBUG") == "1":
            raise
        detail = " ".join(str(error).split())[:200]
        complain(
            f"something went wrong inside muqabala ({type(error).__name__}: {detail}): "
            f"please report it with what MUQABALA_DEBUG=1 shows"
        )
        _leave(3)


def _leave(code: int) -> None:
    sys.exit(code)
