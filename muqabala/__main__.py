"""Starts the command line: `python -m muqabala` and the script `muqabala`."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line; never shows a traceback unless MUQABALA_DEBUG=1."""
    from muqabala._guard import hidden_package

    try:
        problem = hidden_package()
        if problem is not None:
            print(f"muqabala: {problem}", file=sys.stderr)
            sys.exit(3)
        from muqabala.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
