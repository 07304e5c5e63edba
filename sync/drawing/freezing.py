"""First step: pools and plan are frozen, and their digests are there to be published before anybody knows the seed."""

from dataclasses import dataclass, replace
from pathlib import Path

from sync.domain.draw.foresight import foresee
from sync.domain.draw.plan import Plan
from sync.domain.draw.registers import Frozen, Registers, Salts, freeze
from sync.domain.draw.shortfalls import Shortfall
from sync.drawing.files import (
    COMPOUNDS,
    DIGESTS,
    ENTERPRISES,
    EXPERTS,
    EXTRAS,
    KEPT,
    OFFICERS,
    PLAN,
    RECUSALS,
    add_folder,
    digest,
    digests_of,
    draw_folder,
    draw_numbers,
)
from sync.drawing.program import program
from sync.drawing.reading import FrozenDraw, frozen_draw
from sync.errors import DrawImpossible, DrawOutOfTurn


@dataclass(frozen=True, slots=True)
class Freezing:
    """A draw that is ready to be published, or ``shortfalls``: then it is not. ``kept`` says who is who, and stays with the
    authority."""

    number: int
    draw: FrozenDraw
    files: dict[str, bytes]
    kept: bytes
    shortfalls: tuple[Shortfall, ...]


def prepare_draw(folder: Path, plan: Plan, registers: Registers, salts: Salts, reason: str = "", names: bool = False) -> Freezing:
    """The next draw of a campaign's folder; a redraw needs a ``reason``. Writes nothing. Raises DrawFileInvalid,
    DrawOutOfTurn."""
    number = len(draw_numbers(folder)) + 1
    if (number > 1) != bool(reason):
        raise DrawOutOfTurn(draw=number, problem="draw.problem.redraw-reason" if number > 1 else "draw.problem.no-redraw")
    previous = state_of(draw_folder(folder, number - 1)) if number > 1 else ""
    plan = replace(plan, draw=number, previous=previous, reason=reason, program=program())
    files = _files(plan, freeze(registers, salts, names))
    kept = files.pop(KEPT)
    draw = frozen_draw(dict(files))
    return Freezing(number, draw, {**files, DIGESTS: draw.digests}, kept, foresee(draw.plan, draw.pools))


def publish_draw(folder: Path, freezing: Freezing) -> None:
    """Into the folder, whole or not at all. Raises DrawImpossible where there are shortfalls, DrawOutOfTurn where another
    draw came first."""
    if freezing.shortfalls:
        raise DrawImpossible(count=len(freezing.shortfalls))
    add_folder(draw_folder(folder, freezing.number), freezing.files)


def is_published(folder: Path, freezing: Freezing) -> bool:
    """Whether it is this very draw that lies in the folder under its number."""
    digests = draw_folder(folder, freezing.number) / DIGESTS
    return digests.exists() and digests.read_bytes() == freezing.files[DIGESTS]


def _files(plan: Plan, frozen: Frozen) -> dict[str, bytes]:
    return {
        PLAN: plan.document(),
        COMPOUNDS: frozen.compounds,
        ENTERPRISES: frozen.enterprises,
        EXTRAS: frozen.extras,
        OFFICERS: frozen.officers,
        EXPERTS: frozen.experts,
        RECUSALS: frozen.recusals,
        KEPT: frozen.kept,
    }


def state_of(folder: Path) -> str:
    """What a draw's folder holds, in one SHA-256: that of its files' digests, as ``LC_ALL=C sha256sum *`` writes them."""
    names = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    return digest(digests_of({name: (folder / name).read_bytes() for name in names}))
