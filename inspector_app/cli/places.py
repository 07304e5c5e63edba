"""Ports and folders, checked before anything starts."""

import errno
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from sync.durable import sync_folder, write_synced
from sync.errors import (
    FileNotWritable,
    FolderInUse,
    FolderNotWritable,
    HostUnusable,
    PortForbidden,
    PortInUse,
    StorageFull,
    SuichaError,
)

_LOCK_NAME = ".in-use"
_SILENCE = {"TCP_KEEPIDLE": 10, "TCP_KEEPALIVE": 10, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 2}
"""Seconds before the other side is asked whether it is there, between two questions, and how many; macOS has its own name for the
first."""


def listen_on(host: str, port: int) -> socket.socket:
    """A socket bound to the port, ready to be handed to a server. Raises PortInUse, PortForbidden, HostUnusable."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _notice_the_dead(listening)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, UnicodeError) as error:
        listening.close()
        raise _why_not(error, host, port) from error
    return listening


def _why_not(error: OSError | UnicodeError, host: str, port: int) -> SuichaError:
    number = error.errno if isinstance(error, OSError) and not isinstance(error, socket.gaierror) else None
    if number == errno.EADDRINUSE:
        return PortInUse(port=port)
    return PortForbidden(port=port) if number in (errno.EACCES, errno.EPERM) else HostUnusable(host=host)


def _notice_the_dead(listening: socket.socket) -> None:
    """Connections of this socket end when the other side has not been there for twenty seconds.

    Who walks into a basement with an upload half-way says nothing any more. What came is kept once the line is known to be cut,
    and that is before the tablet, which waits for thirty seconds, asks again. Accepted connections inherit the options.
    """
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in _SILENCE.items():
        if hasattr(socket, option):
            listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def check_port(host: str, port: int) -> None:
    """Raises PortInUse and the like when nobody could listen there now."""
    listen_on(host, port).close()


def make_writable(folder: Path) -> None:
    """Create the folder where it is missing. Raises FolderNotWritable, StorageFull."""
    with writing_in(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass


def write_whole(file: Path, content: bytes) -> None:
    """The file has this content, or what was there before; its folder is made where it is missing. What is no plain file, as a
    pipe, is written to as it stands. Raises StorageFull, FileNotWritable."""
    try:
        if file.is_symlink() or (file.exists() and not file.is_file()):
            file.write_bytes(content)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        _put_in_place(file, content)
    except OSError as error:
        raise StorageFull() if _is_full(error) else FileNotWritable(file=str(file)) from error


def _put_in_place(file: Path, content: bytes) -> None:
    draft = file.with_name(f".suicha-{uuid4().hex}")
    try:
        write_synced(draft, content, "xb")
        draft.replace(file)
        sync_folder(file.parent)
    finally:
        with suppress(OSError):  # a failing disk must not hide what went wrong before
            draft.unlink(missing_ok=True)


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """What goes wrong with files of the folder is raised as StorageFull or FolderNotWritable."""
    try:
        yield
    except OSError as error:
        raise StorageFull() if _is_full(error) else FolderNotWritable(folder=str(folder)) from error


def _is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a writable folder for this process; a killed process lets go of it. Raises FolderNotWritable, FolderInUse."""
    make_writable(folder)
    lock = FileLock(folder / _LOCK_NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise FolderInUse(folder=str(folder)) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def unused(folder: Path) -> Iterator[None]:
    """The same for a folder that may be none of ours: nothing is written where nobody has held it yet."""
    with alone_in(folder) if (folder / _LOCK_NAME).exists() else nullcontext():
        yield


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with listen_on("127.0.0.1", 0) as listening:
        port: int = listening.getsockname()[1]
        return port
