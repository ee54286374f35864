"""Everything a person would miss, written down at once: a file of JSON lines that is read back at the next start.

One line holds the records of one change, so that a line which a crash has torn is a change that did not happen.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from playground.api import Json

Record = tuple[str, Json]

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


class JournalInUseError(Exception):
    """Another playground writes to this journal."""


class Journal:
    """Append-only lines in `folder/journal.jsonl`, and the bytes of files in `folder/files`.

    Without a folder it keeps nothing. Lines survive the process being killed; they are not synced to the disk, so
    the last of them may be lost when the machine loses power.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._pending: list[Record] = []
        self._depth = 0
        self._bytes: dict[str, bytes] = {}
        self._out: FileIO | None = None
        self._lock: FileIO | None = None
        if folder is not None:
            (folder / "files").mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            folder.chmod(PRIVATE_FOLDER)
            (folder / "files").chmod(PRIVATE_FOLDER)
            self._lock = _locked(folder / "lock")

    def read(self) -> Iterator[Record]:
        """All records, oldest first. A torn last line is passed over; a broken one elsewhere raises ValueError."""
        path = self._path()
        if path is None or not path.exists():
            return
        lines = path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, start=1):
            if not line:
                continue
            try:
                records = json.loads(line)
            except ValueError:
                if number == len(lines):
                    return
                raise ValueError(f"{path.name} is damaged in line {number}") from None
            yield from records

    def start(self, state: Iterable[Record]) -> None:
        """Replace what was written so far by the state it led to, and append from here on."""
        path = self._path()
        if path is None:
            return
        fresh = path.with_suffix(".new")
        with _private(fresh, truncate=True) as out:
            for record in state:
                out.write(_line([record]))
            os.fsync(out.fileno())
        fresh.replace(path)
        self._out = _private(path)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Records kept inside become one line: all of them are there after a crash, or none."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._flush()

    def keep(self, kind: str, record: Json) -> None:
        """Write one record down."""
        if self._out is not None:
            self._pending.append((kind, record))
            self._flush()

    def _flush(self) -> None:
        if self._depth or not self._pending or self._out is None:
            return
        pending, self._pending = self._pending, []
        self._out.write(_line(pending))

    def save_bytes(self, key: str, data: bytes) -> None:
        """Keep the bytes of a file; on disk if there is a folder, else in memory."""
        if self._folder is None:
            self._bytes[key] = data
            return
        with _private(self._folder / "files" / key, truncate=True) as out:
            rest = memoryview(data)
            while rest:
                rest = rest[out.write(rest) :]

    def load_bytes(self, key: str) -> bytes:
        """The bytes of a file; none if somebody removed it from the folder."""
        if self._folder is None:
            return self._bytes[key]
        path = self._folder / "files" / key
        return path.read_bytes() if path.exists() else b""

    def close(self) -> None:
        """Let another playground have the folder."""
        for stream in (self._out, self._lock):
            if stream is not None:
                stream.close()
        self._out = self._lock = None

    def _path(self) -> Path | None:
        return None if self._folder is None else self._folder / "journal.jsonl"


def _line(records: list[Record]) -> bytes:
    return json.dumps(records, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass") + b"\n"


def _private(path: Path, *, truncate: bool = False) -> FileIO:
    """Open for appending, unbuffered, readable by nobody else: one write is one system call."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, PRIVATE_FILE)

    path.touch(PRIVATE_FILE)
    path.chmod(PRIVATE_FILE)
    return FileIO(path, "w" if truncate else "a", opener=opener)


def _locked(path: Path) -> FileIO:
    stream = _private(path)
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            with suppress(OSError):
                stream.close()
            raise JournalInUseError(f"{path.parent} is in use by another playground") from None
    return stream
