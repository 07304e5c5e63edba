"""Tablets of a crowd, in a process of their own: ``python -m tests.benchmarks.crowd_tablets URL FOLDER ...``.

Opens them, says so, waits for a line on standard input, brings them all onto the line at once, and prints one object of JSON.
"""

import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.services.sync import SyncStatus
from sync.client.http_centre import HttpCentre
from sync.protocol.messages import PushAnswer

READY = "ready"
_PATIENCE = 300.0


class TimedCentre(HttpCentre):
    """Notes what each push took, in seconds."""

    pushes: list[float] = []

    def push(self, lines, *more):
        start = time.perf_counter()
        answer: PushAnswer = super().push(lines, *more)
        self.pushes.append(time.perf_counter() - start)
        return answer


@dataclass
class Onlooker:
    """Somebody who watches one tablet's screen."""

    errors: set[str] = field(default_factory=set)
    done: bool = False

    def see(self, status: SyncStatus) -> None:
        if status.error is not None:
            self.errors.add(status.error.code)
        self.done = status.last_success is not None and not status.backlog.records and not status.backlog.files


def main(url: str, folders: list[str]) -> None:
    """All tablets at once, each by its own background service, until nothing waits."""
    tablets = [open_tablet(Path(folder), connect=TimedCentre) for folder in folders]
    onlookers = [Onlooker() for _ in tablets]
    for tablet, onlooker in zip(tablets, onlookers, strict=True):
        tablet.sync.subscribe(onlooker.see)
        tablet.enrolment.move(url)
    print(READY, flush=True)
    sys.stdin.readline()
    start = time.perf_counter()
    for tablet in tablets:
        tablet.sync.start()
        tablet.sync.hasten()
    while not all(onlooker.done for onlooker in onlookers) and time.perf_counter() - start < _PATIENCE:
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    _leave(tablets)
    errors = sorted(code for onlooker in onlookers for code in onlooker.errors)
    waiting = sum(not onlooker.done for onlooker in onlookers)
    print(json.dumps({"pushes": TimedCentre.pushes, "errors": errors, "waiting": waiting, "seconds": seconds}), flush=True)


def _leave(tablets: list[Tablet]) -> None:
    for tablet in tablets:
        tablet.sync.stop()
        tablet.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
