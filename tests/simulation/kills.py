"""Where a process can be killed: at every statement that writes, around every commit, in the middle of writing a file, around
every sync of a file or folder, and around every rename.

A kill freezes the actor's files as they are at that moment; whatever the dying process still does to them is undone before it
starts again. A power cut also takes back what was never synced: bytes of files, and names of files.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, Self


class Killed(BaseException):
    """An actor's process is gone."""

    def __init__(self, actor: "Actor") -> None:
        super().__init__(actor.name)
        self.actor = actor


@dataclass(eq=False)
class Actor:
    """A tablet or the centre as a process with files. ``fuse``: so many steps until it is killed."""

    name: str
    folder: Path
    database: str
    fuse: int | None = None
    power_cut: bool = False
    frozen: dict[Path, bytes] | None = None
    files: set[Path] = field(default_factory=set)
    unsynced: dict[Path, int] = field(default_factory=dict)
    unnamed: dict[Path, Path | None] = field(default_factory=dict)

    def freeze(self) -> dict[Path, bytes]:
        """Every file of the actor with its content now."""
        base = self.folder / self.database
        return {
            path: path.read_bytes() for path in (base, base.with_name(base.name + "-wal"), *sorted(self.files)) if path.exists()
        }

    def thaw(self, frozen: dict[Path, bytes]) -> None:
        """Make the files what they were."""
        base = self.folder / self.database
        for path in (*self.files, *(base.with_name(base.name + end) for end in ("", "-wal", "-shm"))):
            if path not in frozen:
                path.unlink(missing_ok=True)
        for path, content in frozen.items():
            path.write_bytes(content)
        self.files = {path for path in frozen if not path.name.startswith(self.database)}
        self.unsynced.clear()
        self.unnamed.clear()
        self.frozen, self.fuse, self.power_cut = None, None, False


class Steps:
    """Counts the steps of whoever acts, and ends the one whose fuse has burnt down."""

    def __init__(self) -> None:
        self.stack: list[Actor | None] = []
        self.random = Random(0)
        self.kills: Counter[str] = Counter()

    @contextmanager
    def acting(self, actor: Actor | None) -> Iterator[None]:
        """What happens inside is done by this actor; None: by the simulator itself."""
        self.stack.append(actor)
        try:
            yield
        finally:
            self.stack.pop()

    @property
    def actor(self) -> Actor | None:
        return self.stack[-1] if self.stack else None

    def step(self, kind: str, tear: Callable[[], None] | None = None) -> None:
        """One step of whoever acts. Raises Killed. ``tear`` does half of the step."""
        actor = self.actor
        if actor is None or actor.fuse is None:
            return
        actor.fuse -= 1
        if actor.fuse > 0:
            return
        actor.fuse = None
        if tear is not None:
            tear()
        cut = actor.power_cut
        actor.frozen = _after_power_cut(actor, self.random) if cut else actor.freeze()
        self.kills[f"{actor.name.partition(' ')[0]}, {kind}{' (power cut)' if cut else ''}"] += 1
        raise Killed(actor)


STEPS = Steps()


def _after_power_cut(actor: Actor, random: Random) -> dict[Path, bytes]:
    """Bytes and names that nobody synced may be there, in part, or not at all."""
    frozen = actor.freeze()
    for path, synced in actor.unsynced.items():
        if path in frozen:
            content = frozen[path]
            kept = random.choice((synced, len(content), random.randint(synced, len(content))))
            frozen[path] = content[:kept] + (bytes(len(content) - kept) if random.random() < 0.3 else b"")
    for path, before in actor.unnamed.items():
        if path in frozen and random.random() < 0.5:
            content = frozen.pop(path)
            if before is not None:
                frozen[before] = content
                actor.files.add(before)
    return frozen


class WatchedConnection(sqlite3.Connection):
    """SQLite as it is; every statement that writes is a step, and a commit is two."""

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:  # type: ignore[override]
        if not STEPS.stack:
            return super().execute(sql, *parameters)
        return watched_statement(sql, lambda: super(WatchedConnection, self).execute(sql, *parameters))

    def executemany(self, sql: str, *parameters: Any) -> sqlite3.Cursor:  # type: ignore[override]
        STEPS.step("inside a transaction")
        return super().executemany(sql, *parameters)


def watched_statement(sql: str, run: Callable[[], Any]) -> Any:
    """Run a statement with the steps it has."""
    word = sql.lstrip()[:6].upper()
    if word == "COMMIT":
        STEPS.step("before a commit")
        done = run()
        STEPS.step("after a commit")
        return done
    if word in ("INSERT", "UPDATE", "DELETE"):
        STEPS.step("inside a transaction")
    return run()


class WatchedFile:
    """A file opened for writing: a kill may leave a part of what was being written."""

    def __init__(self, file: Any, path: Path, actor: Actor, is_new: bool) -> None:
        self._file = file
        actor.files.add(path)
        actor.unsynced.setdefault(path, os.fstat(file.fileno()).st_size)
        if is_new:
            actor.unnamed[path] = None

    def write(self, content: bytes) -> int:
        STEPS.step("in the middle of writing a file", lambda: self._tear(content))
        written: int = self._file.write(content)
        return written

    def _tear(self, content: bytes) -> None:
        self._file.write(content[: STEPS.random.randint(0, len(content))])
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


_open, _fsync, _replace = Path.open, os.fsync, os.replace


def _watched_open(self: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
    actor = STEPS.actor
    if actor is None or mode not in ("wb", "xb", "ab"):
        return _open(self, mode, *arguments, **named)
    is_new = not self.exists()
    return WatchedFile(_open(self, mode, *arguments, **named), self, actor, is_new)


def _watched_fsync(descriptor: int) -> None:
    actor = STEPS.actor
    if actor is None:
        return _fsync(descriptor)
    STEPS.step("before a sync to disk")
    path = Path(f"/proc/self/fd/{descriptor}").readlink()
    actor.unsynced.pop(path, None)
    for named in [named for named in actor.unnamed if named.parent == path]:
        del actor.unnamed[named]
    STEPS.step("after a sync to disk")
    return None


def _watched_replace(source: Any, target: Any, **named: Any) -> None:
    actor = STEPS.actor
    if actor is None:
        return _replace(source, target, **named)
    STEPS.step("before a rename")
    _replace(source, target, **named)
    source, target = Path(source), Path(target)
    actor.files.add(target)
    actor.unnamed.pop(source, None)
    actor.unnamed[target] = source
    if source in actor.unsynced:
        actor.unsynced[target] = actor.unsynced.pop(source)
    STEPS.step("after a rename")
    return None


@contextmanager
def watched_disk() -> Iterator[None]:
    """Files that an acting actor writes are watched while this is open."""
    Path.open, os.fsync, os.replace = _watched_open, _watched_fsync, _watched_replace  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Path.open, os.fsync, os.replace = _open, _fsync, _replace  # type: ignore[method-assign]
