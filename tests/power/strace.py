"""What strace writes and what it is told: the calls that change a disk, recorded or made to fail."""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CHANGING = (
    "openat,write,pwrite64,writev,pwritev,ftruncate,fallocate,fsync,fdatasync,sync_file_range,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat"
)
"""Every call by which these processes change a disk or make a change durable. SQLite's shared memory is mapped, and made anew
by whoever opens the database first."""
_CALL = re.compile(r"^(?P<tid>\d+) +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+|\?)(?P<rest>.*)$")
_UNFINISHED = re.compile(r"^(?P<tid>\d+) +(?P<start>\w+\(.*?),? <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(?P<tid>\d+) +<\.\.\. \w+ resumed>,?(?P<end>.*)$")
_FILE = re.compile(r'^\d+<(?P<held>[^>]*)>|"(?P<named>(?:[^"\\]|\\.)*)"')
_OLD_FOLDER = re.compile(r"^AT_FDCWD(?:<[^>]*>)?, ")


@dataclass(frozen=True, slots=True)
class Call:
    """One call as strace saw it end. ``arguments`` is its text, ``held`` the path behind its file descriptor."""

    tid: int
    name: str
    arguments: str
    result: int
    injected: bool

    @property
    def path(self) -> str:
        """The file or folder it is about; of two names the first."""
        found = _FILE.match(_OLD_FOLDER.sub("", self.arguments))
        if found is None:
            return ""
        return plain(found["held"] if found["held"] is not None else found["named"]).decode().removesuffix("(deleted)")


def strace_path() -> str | None:
    """Where strace is, or None."""
    return shutil.which("strace")


def reading(trace: Path) -> Iterator[Call]:
    """The calls of a trace in the order in which they ended; what a kill cut off did not happen and is left out."""
    begun: dict[str, str] = {}
    with trace.open(encoding="latin-1") as lines:
        for line in lines:
            whole = _whole(line.rstrip("\n"), begun)
            found = _CALL.match(whole) if whole else None
            if found is not None and found["result"] != "?":
                yield Call(
                    int(found["tid"]),
                    found["name"],
                    found["arguments"],
                    int(found["result"]),
                    "(INJECTED)" in found["rest"],
                )


def _whole(line: str, begun: dict[str, str]) -> str | None:
    """A line, with its beginning when another thread had come in between; None for a beginning."""
    if start := _UNFINISHED.match(line):
        begun[start["tid"]] = start["start"]
        return None
    if end := _RESUMED.match(line):
        return f"{end['tid']} {begun.pop(end['tid'], '')}{end['end']}"
    return line


def plain(text: str) -> bytes:
    """The bytes behind a string as strace writes it with ``-xx`` or without."""
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")


def fault(call: str, path: Path, number: int, kind: str, from_then_on: bool = False) -> Sequence[str]:
    """Arguments that make the ``number``-th such call of a thread on ``path`` fail: kind is KILL, EIO or ENOSPC."""
    what = "signal=SIGKILL" if kind == "KILL" else f"error={kind}"
    when = f"{number}{'+' if from_then_on else ''}"
    return ("-P", str(path), "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={when}")
