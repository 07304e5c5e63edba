"""Power cuts at any call of a recorded day: one side's disk loses what was not synced, and both start again."""

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.power.disk import Loss
from tests.power.evening import problems_in_the_end
from tests.power.hosting import Host
from tests.power.oracle import CENTRE_FILE, TABLET_FILE, held_by, sound, taken_by
from tests.power.recording import Replay

SIDES = ("tablet", "centre")


@dataclass(frozen=True, order=True, slots=True)
class Cut:
    """After the ``number``-th call of the day the power of a side fails. ``whole``: sync to the end afterwards and judge that."""

    number: int
    side: str
    loss: Loss
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.side} {self.loss} after call {self.number}{' to the end' if self.whole else ''}"


def calls_of(recorded: Path, side: str) -> list[int]:
    """The calls after which something is another on a side's disk, or was acknowledged."""
    steps = enumerate(Replay(recorded).steps())
    return [number for number, step in steps if step == "acknowledged" or step.split(" ", 1)[1].startswith(f"{side}/")]


def acknowledgements(recorded: Path) -> list[int]:
    """The calls by which something was acknowledged."""
    return [number for number, step in enumerate(Replay(recorded).steps()) if step == "acknowledged"]


def problems_after(host: Host, recorded: Path, cuts: Iterable[Cut], folder: Path) -> Iterator[tuple[Cut, list[str]]]:
    """What is wrong after each cut, in the order of the day. Nothing is good."""
    waiting = sorted(cuts, reverse=True)
    replay = Replay(recorded)
    for number, _ in enumerate(replay.steps()):
        if not waiting:
            return
        while waiting and waiting[-1].number == number:
            cut = waiting.pop()
            yield cut, _problems_after(host, replay, cut, folder)


def _problems_after(host: Host, replay: Replay, cut: Cut, folder: Path) -> list[str]:
    run = folder / "cut"
    shutil.rmtree(run, ignore_errors=True)
    random = Random(str(cut))
    for side in SIDES if cut.whole else (cut.side,):
        replay.disk.write_to(run / side, side, cut.loss if side == cut.side else Loss.KEPT, random)
    journal = "".join(json.dumps(fact) + "\n" for fact in replay.facts)
    (run / "journal").write_text(journal, encoding="utf-8")
    if cut.whole:
        return problems_in_the_end(host, run)
    try:
        host.tell(f"reopen_{cut.side}", **{cut.side: run / cut.side})
    except ChildProcessError as error:
        return [f"does not open: {error}"]
    if cut.side == "tablet":
        return sound(run / "tablet" / TABLET_FILE) or held_by(run / "tablet", replay.facts)
    return sound(run / "centre" / CENTRE_FILE) or taken_by(run / "centre", replay.facts)
