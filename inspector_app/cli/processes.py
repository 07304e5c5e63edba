"""Child processes of a command: they end with it, however it ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import requests

from sync.errors import ProcessEnded

_ENDS_WITH_PARENT = "SUICHA_ENDS_WITH_PARENT"
_PATIENCE = 5.0


class Child:
    """``suicha ARGUMENTS`` as a process of its own session, so that Ctrl-C reaches only its parent.

    ``name`` is what it is called when it fails; ``url`` is where it will answer. The parent holds the child's standard input;
    when that closes, even by a kill, the child stops.
    """

    def __init__(self, name: str, arguments: Sequence[object], url: str) -> None:
        self.name = name
        self.url = url
        self._process = subprocess.Popen(
            [sys.executable, "-m", "inspector_app.cli", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=os.environ | {_ENDS_WITH_PARENT: "1"},
            start_new_session=True,
        )

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def answering(self, path: str, seconds: float = 60.0) -> Self:
        """The child itself, once the path answers without an error.

        Raises ProcessEnded, and stops the child, when it is gone or silent for so long.
        """
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            try:
                if requests.get(self.url + path, timeout=2).ok:
                    return self
            except requests.RequestException:
                time.sleep(0.1)
        self.stop()
        raise ProcessEnded(name=self.name)

    def stop(self) -> None:
        """Ask it to stop, and insist after some seconds."""
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def end_with_parent() -> None:
    """In a child: stop cleanly when the parent is gone. Does nothing in a process that was not started by ``Child``."""
    if os.environ.pop(_ENDS_WITH_PARENT, None):
        threading.Thread(target=_stop_at_end_of_input, name="parent-watch", daemon=True).start()


def _stop_at_end_of_input() -> None:
    while os.read(0, 1024):  # not through sys.stdin, whose lock would be held at exit
        pass
    os.kill(os.getpid(), signal.SIGTERM)
