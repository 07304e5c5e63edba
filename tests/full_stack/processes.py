"""Processes that a schedule starts and kills."""

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self


@dataclass
class Life:
    """One process from its start to its end, however it ends."""

    pid: int
    handle: int

    @property
    def over(self) -> bool:
        return bool(select.select([self.handle], [], [], 0)[0])

    def kill(self) -> None:
        """``kill -9``; harmless when it is over."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def wait(self, seconds: float) -> bool:
        """Whether it ended in time."""
        return bool(select.select([self.handle], [], [], seconds)[0])

    def forget(self) -> None:
        os.close(self.handle)


class Nursery:
    """The runner's end of ``tests.full_stack.nursery``."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.full_stack.nursery"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )

    def start(self, job: dict[str, Any]) -> Life:
        """A process that does this job."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job).encode() + b"\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        return Life(pid, os.pidfd_open(pid))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
