"""A zip made while it is sent: no more of it is in memory than one block."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sync.server.services.records import RecordFile

_BLOCK = 256 * 1024


def zipped(files: Iterable[RecordFile], moment: tuple[int, int, int, int, int, int]) -> Iterator[bytes]:
    """The bytes of a zip of these files, all dated ``moment``; what is on disk is compressed already and goes as it is."""
    sent = _Outbox()
    with ZipFile(sent, "w", allowZip64=True) as archive:
        for file in files:
            info = ZipInfo(file.name, moment)
            info.external_attr = 0o644 << 16
            info.compress_type = ZIP_DEFLATED if isinstance(file.content, bytes) else ZIP_STORED
            with archive.open(info, "w", force_zip64=True) as target:
                for block in _blocks(file.content):
                    target.write(block)
                    yield sent.taken()
            yield sent.taken()
    yield sent.taken()


def _blocks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


class _Outbox(RawIOBase):
    """Takes what the zip writes and hands it on; a stream, so the zip never goes back to correct a header."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, content: Any) -> int:
        self._waiting += content
        return len(content)

    def taken(self) -> bytes:
        content = bytes(self._waiting)
        self._waiting.clear()
        return content
