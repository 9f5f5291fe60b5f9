"""The official JSON schema of SARIF 2.1.0, which the source package of sarif-om (MIT) carries; it is not kept here.

It is downloaded once with pip into pytest's cache. `MUQABALA_SARIF_SCHEMA` names a copy for a machine without network.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
import venv
from pathlib import Path

PACKAGE = "sarif-om==1.0.4"
MEMBER = "sarif_om-1.0.4/sarif-2.1.0-rtm.4.json"
SHA256 = "49729d5909e2b1b976621a29dcebef22e57c78c20d469dfe6c7f15f759904f61"


def official_schema(cache: Path) -> dict[str, object]:
    """Returns the schema, from `cache` where it lies there already."""
    path = Path(os.environ.get("MUQABALA_SARIF_SCHEMA", cache / "sarif-2.1.0.json"))
    if not path.is_file():
        path.write_bytes(_download())
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256, f"{path} is not the schema of {PACKAGE}"
    loaded: dict[str, object] = json.loads(data)
    return loaded


def _download() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        # The environment of the tests may have no pip of its own.
        venv.create(place / "venv", with_pip=True)
        python = place / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        done = subprocess.run(
            [python, *f"-m pip --quiet download --no-deps --no-binary :all: -d {place} {PACKAGE}".split()],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{PACKAGE} could not be downloaded: {done.stderr}"
        (archive,) = place.glob("sarif_om-*.tar.gz")
        with tarfile.open(archive) as opened:
            member = opened.extractfile(MEMBER)
            assert member is not None
            return member.read()
