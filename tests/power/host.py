"""A process that has loaded everything once and forks a child for every run, traced by strace where it is asked to.

Started with ``python -m tests.power.host``; orders and answers are JSON lines. Starting Python anew under strace would take
seconds for each of the hundreds of calls that are made to fail.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.power.stories import STORIES

_ANY_TRACER = (0x59616D61, ctypes.c_ulong(-1))
"""prctl's PR_SET_PTRACER: strace is the child's sibling, not its parent."""
_RUNNING: dict[int, subprocess.Popen[str] | None] = {}


def start(story: str, arguments: dict[str, str], strace: list[str] | None, log: str) -> dict[str, Any]:
    """Fork a child that tells the story, and let strace hold it before its first step."""
    ready, go = os.pipe()
    up, here = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(go)
        _child(STORIES[story], arguments, ready, here, log)
    for end in (ready, here):
        os.close(end)
    os.read(up, 1)
    os.close(up)
    tracer = _attach(pid, strace) if strace else None
    os.write(go, b"!")
    os.close(go)
    _RUNNING[pid] = tracer
    return {"pid": pid}


def wait(pid: int, seconds: float) -> dict[str, Any]:
    """How the child ended: its exit code, or minus the signal that killed it; None when it did not end in time."""
    deadline = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            return {"code": None}
        time.sleep(0.002)
    if tracer := _RUNNING.pop(pid):
        tracer.wait(timeout=10)
    return {"code": os.waitstatus_to_exitcode(status)}


def has_ended(pid: int) -> dict[str, Any]:
    """Whether a child is over; it is kept for ``wait``."""
    return {"ended": os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None}


def kill(pid: int) -> dict[str, Any]:
    """SIGKILL to one of its own children."""
    if pid in _RUNNING:
        os.kill(pid, signal.SIGKILL)
    return {}


def _attach(pid: int, arguments: list[str]) -> subprocess.Popen[str]:
    tracer = subprocess.Popen(["strace", "-f", "-p", str(pid), *arguments], stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    if "attached" not in said:
        raise RuntimeError(f"strace cannot attach: {said}")
    return tracer


def _child(story: Callable[..., None], arguments: dict[str, str], ready: int, here: int, log: str) -> None:
    """Says that it is here once it may be traced, and begins when it is told to."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(*_ANY_TRACER, 0, 0, 0)
        output = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        for stream in (1, 2):
            os.dup2(output, stream)
        os.write(here, b"!")
        os.read(ready, 1)
        story(**{name: Path(value) if value.startswith("/") else value for name, value in arguments.items()})
        code = 0
    except BaseException:  # noqa: BLE001 - said in the log and by the exit code
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


ORDERS: dict[str, Callable[..., dict[str, Any]]] = {"start": start, "wait": wait, "has_ended": has_ended, "kill": kill}


def main() -> None:
    """Answer orders until there are no more."""
    for line in sys.stdin:
        order = json.loads(line)
        answer = ORDERS[order.pop("order")](**order)
        print(json.dumps(answer), flush=True)
    for pid in _RUNNING:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
