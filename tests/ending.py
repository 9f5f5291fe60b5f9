"""muqabala with pairs that end their worker, started as `python -m tests.ending audit …`."""

from __future__ import annotations

from muqabala import audit_run, cli
from tests.crashing import check_batch_that_ends

if __name__ == "__main__":
    audit_run.check_batch = check_batch_that_ends
    cli.main()
