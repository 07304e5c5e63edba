"""What a campaign's folder says of its draws, read without drawing again; ``checking`` tells whether it is so."""

from dataclasses import dataclass
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


def published_draws(folder: Path) -> tuple[PublishedDraw, ...]:
    """All of a campaign's folder, in order. Raises DrawFileInvalid."""
    return tuple(_published(folder, number) for number in draw_numbers(folder))


def frozen_digest(folder: Path, number: int) -> str:
    """The SHA-256 of what a draw of a campaign's folder was frozen from."""
    return digest(read_file(draw_folder(folder, number), DIGESTS))


def draw_states(folder: Path) -> tuple[DrawState, ...]:
    """Of each draw of a campaign's folder, in order. Raises DrawFileInvalid."""
    return tuple(_state(_head(draw_folder(folder, number))) for number in draw_numbers(folder))


def _published(folder: Path, number: int) -> PublishedDraw:
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
