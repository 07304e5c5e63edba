"""What a campaign's folder says of its draws, read without drawing again; ``checking`` tells whether it is so."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sync.domain.campaigns.states import DrawState
from sync.domain.draw.canonical import read_document, read_one
from sync.domain.draw.outcomes import Head, read_head
from sync.domain.draw.plan import Plan
from sync.domain.draw.plan_reading import read_plan
from sync.domain.draw.replacing import Replacement
from sync.domain.draw.seeds import Seed
from sync.domain.draw.shortfalls import Shortfall
from sync.drawing.files import (
    COMPOUNDS,
    DIGESTS,
    EXPERTS,
    OFFICERS,
    PLAN,
    RESULT,
    digest,
    draw_folder,
    draw_numbers,
    read_file,
)
from sync.drawing.reading import read_replacement, read_seed_file, reading

MOST_SHOWN = 500
"""Visits of a draw that are listed; the files have them all."""


@dataclass(frozen=True, slots=True)
class PublishedDraw:
    """``digests`` by the names of files; ``frozen`` is the SHA-256 of digests.txt. Before it is drawn there are no ``seed``, no
    ``key`` and no ``visits``."""

    number: int
    state: DrawState
    plan: Plan
    frozen: str
    digests: dict[str, str]
    compounds: int
    officers: int
    experts: int
    seed: Seed | None = None
    key: str = ""
    visits: int = 0
    shortfalls: tuple[Shortfall, ...] = ()
    replacements: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedVisit:
    """A compound that was drawn, as the pool names it. ``checks`` by their ids."""

    number: int
    compound: str
    name: str
    district: str
    grade: str
    checks: tuple[str, ...]


def published_draws(folder: Path) -> tuple[PublishedDraw, ...]:
    """All of a campaign's folder, in order. Raises DrawFileInvalid."""
    return tuple(_published(folder, number, open_files(folder, number)) for number in draw_numbers(folder))


def published_visits(folder: Path, number: int) -> tuple[PublishedVisit, ...]:
    """The first MOST_SHOWN of a draw; none before it is drawn. Raises DrawFileInvalid."""
    return _visits(folder, number, open_files(folder, number))


def open_files(folder: Path, number: int) -> tuple[str, ...]:
    """The names of a draw's files, sorted. A file never changes, so what is read of them is remembered by these."""
    return tuple(sorted(one.name for one in draw_folder(folder, number).iterdir() if not one.name.startswith(".")))


def frozen_digest(folder: Path, number: int) -> str:
    """The SHA-256 of what a draw of a campaign's folder was frozen from."""
    return digest(read_file(draw_folder(folder, number), DIGESTS))


def draw_states(folder: Path) -> tuple[DrawState, ...]:
    """Of each draw of a campaign's folder, in order. Raises DrawFileInvalid."""
    return tuple(_state(_head(draw_folder(folder, number))) for number in draw_numbers(folder))


@lru_cache(maxsize=256)
def _published(folder: Path, number: int, _files: tuple[str, ...]) -> PublishedDraw:
    here = draw_folder(folder, number)
    digests = read_file(here, DIGESTS)
    head = _head(here, whole=True)
    with reading(PLAN):
        plan = read_plan(read_one(read_file(here, PLAN)))
    return PublishedDraw(
        number=number,
        state=_state(head),
        plan=plan,
        frozen=digest(digests),
        digests={name: one for one, _, name in (line.partition("  ") for line in digests.decode().splitlines())},
        compounds=_lines(here, COMPOUNDS),
        officers=_lines(here, OFFICERS),
        experts=_lines(here, EXPERTS),
        seed=read_seed_file(here),
        key=head.key if head else "",
        visits=head.visits if head else 0,
        shortfalls=head.shortfalls if head else (),
        replacements=_replacements(here),
    )


@lru_cache(maxsize=64)
def _visits(folder: Path, number: int, files: tuple[str, ...]) -> tuple[PublishedVisit, ...]:
    if RESULT not in files:
        return ()
    here = draw_folder(folder, number)
    with reading(RESULT):
        _, *lines = read_document(read_file(here, RESULT))
        drawn = list(islice((one for one in lines if one[0] == "visit"), MOST_SHOWN))
    wanted = {one[2] for one in drawn}
    with reading(COMPOUNDS):
        pool = {one[0]: one for one in read_document(read_file(here, COMPOUNDS)) if one[0] in wanted}
    return tuple(
        PublishedVisit(number, code, pool[code][1], pool[code][3], pool[code][4], tuple(checks))
        for _, number, code, checks, _, _ in drawn
    )


def _state(head: Head | None) -> DrawState:
    if head is None:
        return DrawState.FROZEN
    return DrawState.DRAWN if head.possible else DrawState.IMPOSSIBLE


def _head(here: Path, whole: bool = False) -> Head | None:
    """How the result begins, and unless ``whole`` no more than its first line; None where there is none yet."""
    if not (here / RESULT).exists():
        return None
    with reading(RESULT), (here / RESULT).open("rb") as file:
        return read_head(read_document(file.read() if whole else file.readline()))


def _lines(here: Path, name: str) -> int:
    return read_file(here, name).count(b"\n")


def _replacements(here: Path) -> tuple[Replacement, ...]:
    found: list[Replacement] = []
    while (one := read_replacement(here, len(found) + 1)) is not None:
        found.append(one)
    return tuple(found)
