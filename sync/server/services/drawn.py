"""What is kept of campaigns and draws beside their published folders, as services and repositories hand it to each other."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sync.domain.compounds import Originals
from sync.domain.draw.plan import Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """A campaign as it is planned; ``plan`` is that of its next draw. ``released``: the number of the newest draw whose teams got
    their assignments."""

    id: UUID
    plan: Plan
    release_at: datetime | None
    originals: Originals
    names: bool
    released: int = 0

    def is_sealed(self, draw: int, now: datetime) -> bool:
        """Whether what a draw found is kept back: until the time of release, unless it was out before that time was set."""
        return draw > self.released and self.release_at is not None and now < self.release_at

    @property
    def first_day(self) -> date:
        return date.fromisoformat(self.plan.first_day)

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.plan.last_day)


@dataclass(frozen=True, slots=True)
class DrawActs:
    """Who did what when with a draw."""

    frozen_at: datetime
    frozen_by: str
    drawn_at: datetime | None = None
    drawn_by: str = ""


@dataclass(frozen=True, slots=True)
class VisitCounts:
    """Of a draw's visits in some districts, without those that were withdrawn; ``in_all``: how many are in all districts."""

    visits: int = 0
    done: int = 0
    overdue: int = 0
    in_all: int = 0


@dataclass(frozen=True, slots=True)
class FrozenDraw:
    """A draw about to be published. ``kept`` says who is who; ``checklists`` are id and version by the check's id."""

    campaign_id: UUID
    number: int
    frozen: str
    kept: bytes
    checklists: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DrawnVisitRow:
    """A visit with its team as it stands, officers first. ``compound`` and ``enterprise`` are codes."""

    number: int
    compound: str
    enterprise: str
    checks: tuple[str, ...]
    team: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class DrawnDraw:
    """What a draw came to, with as many ``replacements`` as there were. Impossible: no visits. ``due``: a day for each visit,
    for a draw that is kept for the first time; the days stay when a team changes."""

    campaign_id: UUID
    number: int
    frozen: str
    due: tuple[date, ...]
    visits: tuple[DrawnVisitRow, ...]
    replacements: int = 0
