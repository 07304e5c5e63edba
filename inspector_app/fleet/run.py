"""A whole fleet: out to the compounds without a centre, then back on the line, several at once."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from inspector_app.fleet.crew import Crew

Tick = Callable[[], None]
"""Called after each visit that was recorded, and after each tablet that has sent everything."""


@dataclass(frozen=True, slots=True)
class Voyage:
    """What the sync phase took: ``seconds`` from the first byte sent to the last receipt; ``bytes_sent`` with all headers."""

    seconds: float
    bytes_sent: int


def enrol_all(crews: Sequence[Crew], centre_url: str, at_once: int) -> None:
    """Bring every tablet into service and fetch its assignments."""
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda crew: crew.enrol(centre_url), crews))


def record_all(crews: Sequence[Crew], tick: Tick) -> None:
    """The recording phase: nothing is sent. One after the other, so that a seed always gives the same photos."""
    for crew in crews:
        crew.record(tick)


def send_all(crews: Sequence[Crew], at_once: int, tick: Tick) -> Voyage:
    """The sync phase, ``at_once`` tablets at a time. Raises the first error that outlasted its tablet's tries."""

    def send(crew: Crew) -> None:
        crew.send()
        tick()

    before = sum(crew.bytes_sent for crew in crews)
    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(send, crews))
    seconds = time.perf_counter() - start
    return Voyage(seconds, sum(crew.bytes_sent for crew in crews) - before)
