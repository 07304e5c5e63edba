"""The tests' end of the process that forks a child for every run."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 120.0


class Host:
    """Starts children by orders to ``tests.power.host``. ``source``: another tree whose packages are loaded instead."""

    def __init__(self, folder: Path, source: Path = ROOT) -> None:
        self.log = folder / "host.log"
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (source, ROOT))), "PYTHONDONTWRITEBYTECODE": "1"}
        self._errors = self.log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.power.host"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=source,
            env=environment,
        )

    def start(self, story: str, strace: Sequence[str] = (), **arguments: object) -> int:
        """The pid of a child that tells a story."""
        plain = {name: str(value) for name, value in arguments.items()}
        told = self._ask(order="start", story=story, arguments=plain, strace=list(strace) or None, log=str(self.log))
        return int(told["pid"])

    def wait(self, pid: int, seconds: float = _PATIENCE) -> int:
        """How the child ended: its exit code, or minus the signal that killed it. Raises TimeoutError."""
        code = self._ask(order="wait", pid=pid, seconds=seconds)["code"]
        if code is None:
            self.kill(pid)
            raise TimeoutError(f"a child did not end within {seconds} s\n{self.last_words()}")
        return int(code)

    def has_ended(self, pid: int) -> bool:
        """Whether it is over; ``wait`` still tells how."""
        return bool(self._ask(order="has_ended", pid=pid)["ended"])

    def tell(self, story: str, **arguments: object) -> None:
        """Tell a story to its end. Raises ChildProcessError when it fails."""
        code = self.wait(self.start(story, **arguments))
        if code:
            raise ChildProcessError(f"{story} ended with {code}\n{self.last_words()}")

    def kill(self, pid: int) -> int:
        """SIGKILL; returns how it ended."""
        self._ask(order="kill", pid=pid)
        return self.wait(pid)

    def last_words(self) -> str:
        """The end of what the children wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:]

    def close(self) -> None:
        """No more orders."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._errors.close()

    def _ask(self, **order: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise ChildProcessError(f"the host is gone\n{self.last_words()}")
        return dict(json.loads(answer))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
