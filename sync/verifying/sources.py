"""Where a record's files are: a folder, or a zip of it that is read in place."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from sync.errors import UsageInvalid
from sync.protocol.records import EVIDENCE_FILE, MANIFEST_FILE, RECORD_FILE, SIGNATURE_FILE

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes of a document that are read at once; photos are read in blocks."""
_BLOCK = 1024 * 1024
_PHOTOS = EVIDENCE_FILE.partition("{")[0]


class Source(Protocol):
    """One record. ``label`` is what a person calls it."""

    label: str

    def names(self) -> set[str]:
        """Every file, by its path within the record."""
        ...

    def read(self, name: str) -> bytes:
        """Raises FileNotFoundError; ValueError when it is larger than any document."""
        ...

    def sha256(self, name: str) -> str:
        """Raises FileNotFoundError, and ValueError when the zip is spoilt there."""
        ...


class FolderSource:
    """Implements Source."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self.label = folder.name

    def names(self) -> set[str]:
        found: set[str] = set()
        for place, _, files in os.walk(self._folder):
            inside = place[len(self._folder) + 1 :].replace(os.sep, "/")
            found.update(f"{inside}/{name}" if inside else name for name in files)
        return found

    def read(self, name: str) -> bytes:
        with self._opened(name) as file:
            if os.fstat(file.fileno()).st_size > LARGEST_DOCUMENT:
                raise ValueError("larger than any document")
            return file.readall()

    def sha256(self, name: str) -> str:
        digest = sha256()
        with self._opened(name) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def _opened(self, name: str) -> FileIO:
        """Only a plain file inside the folder: names come from a record that nobody has vouched for yet."""
        if name.startswith("/") or ".." in name.split("/"):
            raise _not_found(name)
        try:
            file = FileIO(f"{self._folder}/{name}", opener=_without_waiting)
        except IsADirectoryError as error:
            raise _not_found(name) from error
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise _not_found(name)
        return file


class ZipSource:
    """Implements Source."""

    def __init__(self, archive: ZipFile, label: str) -> None:
        self._archive = archive
        self.label = label

    def names(self) -> set[str]:
        return {info.filename for info in self._archive.infolist() if not info.is_dir()}

    def read(self, name: str) -> bytes:
        with self._opened(name) as file:
            content = file.read(LARGEST_DOCUMENT + 1)
        if len(content) > LARGEST_DOCUMENT:
            raise ValueError("larger than any document")
        return content

    def sha256(self, name: str) -> str:
        digest = sha256()
        with self._opened(name) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    @contextmanager
    def _opened(self, name: str) -> Iterator["_Readable"]:
        try:
            with self._archive.open(name) as file:
                yield file
        except KeyError as error:
            raise _not_found(name) from error
        except BadZipFile as error:
            raise ValueError(name) from error


class _Readable(Protocol):
    def read(self, size: int) -> bytes: ...


class ReadOnce:
    """Implements Source over another one: documents are read once, for their hash and for what they say."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._held: dict[str, bytes] = {}
        self.label = source.label

    def names(self) -> set[str]:
        return self._source.names()

    def read(self, name: str) -> bytes:
        if name not in self._held:
            self._held[name] = self._source.read(name)
        return self._held[name]

    def sha256(self, name: str) -> str:
        if name.startswith(_PHOTOS):
            return self._source.sha256(name)
        return sha256(self.read(name)).hexdigest()


def records_in(path: Path) -> list[Path]:
    """The record at a path, or the records in a folder, by name. Raises UsageInvalid when there is none."""
    if path.is_file() or any((path / name).exists() for name in (MANIFEST_FILE, SIGNATURE_FILE, RECORD_FILE)):
        return [path]
    inside = sorted(path.iterdir()) if path.is_dir() else []
    found = [one for one in inside if not one.name.startswith(".") and (one.is_dir() or one.suffix == ".zip")]
    if not found:
        raise UsageInvalid(problem="usage.problem.no-record", path=str(path))
    return found


@contextmanager
def open_record(path: Path) -> Iterator[Source]:
    """A folder, or a zip. Raises UsageInvalid for a file that is none."""
    if path.is_dir():
        yield ReadOnce(FolderSource(path))
        return
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError) as error:
        raise UsageInvalid(problem="usage.problem.no-record", path=str(path)) from error
    with archive:
        yield ReadOnce(ZipSource(archive, path.name))


def _without_waiting(path: str, flags: int) -> int:
    """A pipe that nobody writes to would hold everything up."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _not_found(name: str) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
