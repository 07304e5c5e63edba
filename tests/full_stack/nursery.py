"""Starts processes quickly: it has imported the product once and forks, so that a start costs milliseconds instead of seconds.

Run as ``python -m tests.full_stack.nursery``. Each line of its input is a job; the answer is the process id. What a child runs
is what the command runs: ``suicha centre serve`` by the same entry point, a tablet by ``inspector_app.bootstrap``. When its
input ends, also because whoever held it was killed, it kills its children and ends.
"""

import gc
import json
import os
import random
import signal
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.full_stack.kills import die_at


def main() -> None:
    """Until the input ends."""
    _import_the_product()
    _warm_up()
    gc.collect()
    gc.freeze()
    children: set[int] = set()
    for line in iter(sys.stdin.buffer.readline, b""):
        children -= _reap(children)
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        children.add(child)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    for child in children - _reap(children):
        os.kill(child, signal.SIGKILL)


def _import_the_product() -> None:
    """What the commands import when they need it."""
    import fastapi  # noqa: F401
    import flet_web.fastapi  # noqa: F401
    import psycopg  # noqa: F401
    import uvicorn.lifespan.on
    import uvicorn.protocols.http.httptools_impl
    import uvicorn.protocols.websockets.auto  # noqa: F401

    import tests.full_stack.tablet_life  # noqa: F401


def _warm_up() -> None:
    """What every tablet's life would make anew: how messages are read and written, the store's plugins, the font of a stamp."""
    from inspector_app.bootstrap import open_tablet
    from inspector_app.services.arrivals import Arrival
    from sync.domain.clock import SystemClock
    from sync.imaging.captions import Caption
    from sync.imaging.evidence import make_evidence
    from sync.imaging.scenes import draw_scene
    from sync.protocol import codec, messages, operations

    bodies = (operations.StartInspection, operations.SetResult, operations.AddPhoto, operations.SubmitInspection)
    answers = (messages.Changes, messages.PushAnswer, messages.EvidenceState, messages.SmallEvidence, messages.Enrolment)
    for kind in (*bodies, *answers, Arrival, messages.ChecklistDocument):
        codec.converter().get_structure_hook(kind)
        codec.converter().get_unstructure_hook(kind)
    make_evidence(draw_scene(random.Random(0), 96, 72), Caption(SystemClock().now(), "翠竹苑", "A01", "合同", "张喆"))
    with TemporaryDirectory() as folder:
        open_tablet(Path(folder)).close()


def _reap(children: set[int]) -> set[int]:
    return {child for child in children if os.waitpid(child, os.WNOHANG)[0]}


def _become(job: dict[str, Any]) -> None:
    """In the child; never returns."""
    code = 1
    try:
        log = os.open(job["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        for number, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
            os.dup2(target, number)
        random.seed()
        arm = die_at(*job["dies"]) if job.get("dies") else lambda: None
        if job["who"] == "centre":
            code = _serve(job["arguments"], arm)
        else:
            from tests.full_stack.tablet_life import live

            live(job, arm)
            code = 0
    except BaseException:  # noqa: BLE001
        with suppress(Exception):
            sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _serve(arguments: list[str], arm: Any) -> int:
    from inspector_app.cli import main as suicha

    arm()
    return suicha(["centre", "serve", *arguments], standalone_mode=False) or 0


if __name__ == "__main__":
    main()
