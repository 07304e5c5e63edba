"""Where a record's files are: a folder, or a zip of it that is read in place."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol
from zipfile import BadZipFile, ZipFile

from sync.errors import UsageInvalid
from sync.protocol.records import MANIFEST_FILE, RECORD_FILE, SIGNATURE_FILE

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes of a document that are read at once; photos are read in blocks."""
_BLOCK = 1024 * 1024


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
        self._folder = folder
        self.label = folder.name

    def names(self) -> set[str]:
        found: set[str] = set()
        for place, _, files in os.walk(self._folder):
            inside = Path(place).relative_to(self._folder).as_posix()
            found.update(name if inside == "." else f"{inside}/{name}" for name in files)
        return found

    def read(self, name: str) -> bytes:
        with self._opened(name) as file:
            return _bounded(file.read(LARGEST_DOCUMENT + 1))

    def sha256(self, name: str) -> str:
        digest = sha256()
        with self._opened(name) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def _opened(self, name: str) -> BinaryIO:
        """Only a plain file inside the folder: names come from a record that nobody has vouched for yet."""
        path = self._folder / name
        if ".." in path.parts or name.startswith("/") or not path.is_file():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return path.open("rb")


class ZipSource:
    """Implements Source."""

    def __init__(self, archive: ZipFile, label: str) -> None:
        self._archive = archive
        self.label = label

    def names(self) -> set[str]:
        return {info.filename for info in self._archive.infolist() if not info.is_dir()}

    def read(self, name: str) -> bytes:
        with self._opened(name) as file:
            return _bounded(file.read(LARGEST_DOCUMENT + 1))

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
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name) from error
        except BadZipFile as error:
            raise ValueError(name) from error


class _Readable(Protocol):
    def read(self, size: int) -> bytes: ...


def sources_in(path: Path) -> list[Source]:
    """The record at a path, or the records in a folder, by name. Raises UsageInvalid when there is none."""
    if path.is_file():
        return [_zip(path)]
    if any((path / name).exists() for name in (MANIFEST_FILE, SIGNATURE_FILE, RECORD_FILE)):
        return [FolderSource(path)]
    inside = sorted(path.iterdir()) if path.is_dir() else []
    found = [
        _zip(one) if one.is_file() else FolderSource(one)
        for one in inside
        if not one.name.startswith(".") and (one.is_dir() or one.suffix == ".zip")
    ]
    if not found:
        raise UsageInvalid(problem="usage.problem.no-record", path=str(path))
    return found


def _zip(path: Path) -> Source:
    try:
        return ZipSource(ZipFile(path), path.name)
    except (BadZipFile, OSError) as error:
        raise UsageInvalid(problem="usage.problem.no-record", path=str(path)) from error


def _bounded(content: bytes) -> bytes:
    if len(content) > LARGEST_DOCUMENT:
        raise ValueError("larger than any document")
    return content
