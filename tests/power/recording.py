"""A recorded day, played again call by call onto a disk that can lose what was not synced."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.power.disk import Disk, File, Folder, Write
from tests.power.hosting import Host
from tests.power.journal import Fact
from tests.power.strace import CHANGING, Call, plain, reading

_LONGEST = 4 * 1024 * 1024
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def record(host: Host, folder: Path) -> Path:
    """Let a whole day happen under strace; returns the folder that holds its trace."""
    folder.mkdir()
    disk = folder / "disk"
    disk.mkdir()
    trace = ("-y", "-xx", "-s", str(_LONGEST), "-o", str(folder / "trace"), "-e", f"trace={CHANGING}")
    day = host.start(
        "whole_day",
        strace=trace,
        centre=disk / "centre",
        tablet=disk / "tablet",
        journal=folder / "journal",
        told=folder / "told",
    )
    if code := host.wait(day, 120):
        raise ChildProcessError(f"the day ended with {code}\n{host.last_words()}")
    return folder


@dataclass(slots=True)
class Replay:
    """The disk after the calls so far, and what had been acknowledged by then."""

    folder: Path
    disk: Disk = field(default_factory=Disk)
    facts: list[Fact] = field(default_factory=list)
    _open: dict[int, tuple[File, int]] = field(default_factory=dict)

    def steps(self) -> Iterator[str]:
        """Play the day; yields after each call that changed something, saying what it was."""
        root, journal = f"{self.folder / 'disk'}/", str(self.folder / "journal")
        for call in reading(self.folder / "trace"):
            if call.result < 0:
                continue
            if call.path == journal and call.name == "write":
                self.facts.append(json.loads(plain(_text(call, 0))))
                yield "acknowledged"
            elif f"{call.path}/".startswith(root):
                if self._apply(call, call.path[len(root) :], root):
                    yield f"{call.name} {call.path[len(root) :]}"
            elif call.name == "openat":
                self._open.pop(call.result, None)

    def _apply(self, call: Call, path: str, root: str) -> bool:
        match call.name:
            case "openat":
                return self._opened(call, path)
            case "write" | "pwrite64":
                self._written(call)
            case "ftruncate":
                self._open[_descriptor(call)][0].said.append(Write(int(_arguments(call)[-1]), None))
            case "fsync" | "fdatasync":
                self._synced(path)
            case "rename" | "link":
                self.disk.rename(path, plain(_text(call, 1)).decode().removeprefix(root), keep=call.name == "link")
            case "unlink":
                self.disk.remove(path)
            case "mkdir":
                self.disk.create(path, Folder)
            case _:
                raise NotPlayable(call.name)
        return True

    def _opened(self, call: Call, path: str) -> bool:
        if not path:
            return False
        made = self.disk.find(path) is None
        if made:
            self.disk.create(path, File)
        found = self.disk.find(path)
        if isinstance(found, File):
            if "O_TRUNC" in call.arguments:
                found.said.append(Write(0, None))
            self._open[call.result] = (found, -1 if "O_APPEND" in call.arguments else 0)
        return made or "O_TRUNC" in call.arguments

    def _written(self, call: Call) -> None:
        descriptor, content = _descriptor(call), plain(_text(call, 0))[: call.result]
        file, position = self._open[descriptor]
        if call.name == "pwrite64":
            file.said.append(Write(int(_arguments(call)[-1]), content))
            return
        offset = len(file.after(file.said)) if position < 0 else position
        file.said.append(Write(offset, content))
        self._open[descriptor] = (file, position if position < 0 else position + len(content))

    def _synced(self, path: str) -> None:
        found = self.disk.find(path) if path else self.disk.root
        if found is not None:
            found.sync()


class NotPlayable(Exception):
    """A call that the model of the disk does not know."""


def _descriptor(call: Call) -> int:
    return int(call.arguments.split("<", 1)[0])


def _arguments(call: Call) -> list[str]:
    return call.arguments.rsplit(", ", 1)


def _text(call: Call, number: int) -> str:
    return _TEXT.findall(call.arguments)[number]
