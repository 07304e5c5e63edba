"""What is shown on a wall while a draw is made, step by step. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from inspector_app.console.campaigns.detail_view import DrawView
from sync.domain.campaigns.states import DrawState
from sync.i18n import say
from sync.protocol.visits import VisitOnWall


class Step(StrEnum):
    """One after the other; nobody sees the next before its turn."""

    TITLE = "title"
    POOLS = "pools"
    DIGESTS = "digests"
    SEED = "seed"
    SELECTED = "selected"


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Tile:
    """A visit that was drawn."""

    number: int
    name: str
    about: str
    team: str


@dataclass(frozen=True, slots=True)
class Grid:
    """How many tiles stand side by side, and how many rows of them fit."""

    columns: int
    rows: int

    @property
    def places(self) -> int:
        return self.columns * self.rows


def first_step(draw: DrawView) -> Step:
    """Where a wall begins: with what is published before the seed; once that came, with it."""
    return Step.SEED if draw.seed_lines or draw.state is not DrawState.FROZEN else Step.TITLE


def beside(step: Step, steps: int) -> Step:
    """So many steps on, or back; the first and the last have nothing beyond."""
    return STEPS[min(max(STEPS.index(step) + steps, 0), len(STEPS) - 1)]


def tile(language: str, visit: VisitOnWall) -> Tile:
    """One visit, to be read from afar."""
    comma = say(language, "console.tablets.comma")
    about = " · ".join(filter(None, (visit.district.in_language(language), visit.grade)))
    return Tile(visit.number, visit.name, about, comma.join(visit.team))


def grid(width: float, height: float) -> Grid:
    """For a page of so many logical pixels; at least one tile."""
    return Grid(max(1, int((width - 32) // 320)), max(1, int((height - 220) // 124)))


def page_of(shown: int, places: int) -> tuple[int, int]:
    """The first and the last tile, counted from 0, of the page on which the newest of so many tiles stands."""
    start = (max(shown, 1) - 1) // places * places
    return start, shown
