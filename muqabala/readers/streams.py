"""Opens what a corpus is stored in, plain, gzip or zip, and reads it in pieces of bounded size."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, cast

from text.errors import FileProblem, RecordProblem
from text.ingest import LIMIT_BYTES

# One record: two texts of the largest size, each character escaped at worst.
LARGEST_RECORD = LIMIT_BYTES * 8
# Text packs 3 to 20 times; what unpacks to more than this many times its size was made to fill a machine.
_MOST_TIMES = 250
_UNSUSPECTED = 100_000_000
_PIECE = 65_536
ReadBytes = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Store:
    """Is a file, or a member of a zip archive; `name` is how messages call it."""

    path: str
    member: str | None = None

    @property
    def name(self) -> str:
        """Returns the path, of a member with the archive before it."""
        return self.path if self.member is None else f"{self.path}/{self.member}"

    @property
    def inner(self) -> str:
        """Returns the name without `.gz`, which tells the format."""
        name = self.member or self.path
        return name[:-3] if name.lower().endswith(".gz") else name

    @property
    def suffix(self) -> str:
        """Returns the ending that tells the format, in lower case."""
        return PurePath(self.inner).suffix.lower()

    @property
    def is_packed(self) -> bool:
        """Tells whether the file can only be read from its beginning."""
        return self.member is not None or self.path.lower().endswith(".gz")

    def open(self) -> Stream:
        """Opens it for reading."""
        return Stream(self)


class Stream(io.RawIOBase):
    """Reads a store and turns every way in which that can fail into a FileProblem.

    `forget()` is called after each record: one that grows beyond all measure is refused before it fills the memory.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.read_in_all = 0
        self._since = 0
        self._around: list[IO[bytes] | zipfile.ZipFile] = []
        self._file, self._packed = self._open()

    def _open(self) -> tuple[IO[bytes], int]:
        name = self.store.name
        try:
            packed = Path(self.store.path).stat().st_size
            if self.store.member is None:
                file: IO[bytes] = open(self.store.path, "rb")  # noqa: SIM115
            else:
                archive = zipfile.ZipFile(self.store.path)
                self._around.append(archive)
                packed = max(1, archive.getinfo(self.store.member).compress_size)
                file = archive.open(self.store.member)
        except FileNotFoundError:
            raise FileProblem(f"{name}: there is no such file: check the path") from None
        except IsADirectoryError:
            raise FileProblem(f"{name}: this is a folder, a file was expected") from None
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, KeyError) as error:
            raise FileProblem(f"{name}: the file could not be read ({_why(error)})") from None
        if (self.store.member or self.store.path).lower().endswith(".gz"):
            self._around.append(file)
            return cast("IO[bytes]", gzip.GzipFile(fileobj=file)), packed
        return file, packed

    def readable(self) -> bool:
        """Says that this stream can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Returns the next bytes, at most one piece."""
        return self._counted(lambda: self._file.read(min(size, _PIECE) if size > 0 else _PIECE))

    def readline(self, size: int | None = -1) -> bytes:
        """Returns the next line, cut off at `size` bytes."""
        return self._counted(lambda: self._file.readline(size if size is not None else -1))

    def _counted(self, read: ReadBytes) -> bytes:
        try:
            data = read()
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
            raise FileProblem(f"{self.store.name}: the file breaks off or is damaged ({_why(error)})") from None
        self.read_in_all += len(data)
        self._since += len(data)
        if self.read_in_all > max(_UNSUSPECTED, self._packed * _MOST_TIMES):
            raise FileProblem(
                f"{self.store.name}: it unpacks to more than {_MOST_TIMES} times its size, as no text does: refused"
            )
        if self._since > LARGEST_RECORD:
            raise FileProblem(
                f"{self.store.name}: there is no end of a record within {LARGEST_RECORD // 1_000_000} MB: "
                f"split it into reports"
            )
        return data

    def forget(self) -> None:
        """Starts to measure the next record."""
        self._since = 0

    def close(self) -> None:
        """Closes the file and what is around it."""
        if not self.closed:
            self._file.close()
            for outer in reversed(self._around):
                outer.close()
        super().close()


def lines(store: Store) -> Iterator[tuple[int, bytes]]:
    """Yields the lines that are not blank, numbered from 1."""
    with store.open() as stream:
        number = 0
        while line := stream.readline(LARGEST_RECORD):
            number += 1
            stream.forget()
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield number, line


def decoded(line: bytes) -> str:
    """Returns a line as text; RecordProblem where it is not UTF-8."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordProblem(f"it is not UTF-8 (byte {error.start} of the line): save the corpus as UTF-8") from None


def members(path: str) -> tuple[str, ...]:
    """Returns the files in a zip archive, in order of their names."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(sorted(info.filename for info in archive.infolist() if not info.is_dir()))
    except FileNotFoundError:
        raise FileProblem(f"{path}: there is no such file: check the path") from None
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise FileProblem(f"{path}: it is no zip archive that can be read ({_why(error)})") from None


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error) or type(error).__name__
