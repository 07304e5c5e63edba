"""What is asked and answered about recusals. As ``messages``: moments aware, in UTC."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sync.domain.checklists import Bilingual
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.draw.registers import Ground
from sync.domain.people import Duty


@dataclass(frozen=True, slots=True)
class RecusalRequest:
    """Somebody is to stay away from a compound, an enterprise or a district (``target``: its code). ``requested_by``: who
    brought it up; empty for the person themselves (declared) and for whoever asks (ordered)."""

    person_id: UUID
    scope: Scope
    target: str
    ground: Ground
    origin: Origin
    request: str = ""
    requested_by: str = ""


@dataclass(frozen=True, slots=True)
class RecusalPerson:
    """Somebody on the registers, with what tells them from others of their name."""

    person_id: UUID
    name: str
    duty: Duty
    department: str


@dataclass(frozen=True, slots=True)
class RecusalPeople:
    """The first of those who fit, by name."""

    rows: tuple[RecusalPerson, ...]


@dataclass(frozen=True, slots=True)
class RecusalTarget:
    """A compound, an enterprise or a district of the registers."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class RecusalTargets:
    """The first of those that fit, by code."""

    rows: tuple[RecusalTarget, ...]


@dataclass(frozen=True, slots=True)
class RecusalDecision:
    """What was decided. ``reason`` is needed where it is refused."""

    decision: Decision
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecusalOnRecord:
    """``decision`` None: it waits for one, and nothing that it might touch can be frozen."""

    id: UUID
    person_id: UUID
    name: str
    duty: Duty
    scope: Scope
    target: str
    target_name: str
    ground: Ground
    origin: Origin
    request: str
    requested_by: str
    requested_at: datetime
    recorded_by: str
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""


class RecusalShow(StrEnum):
    """Which recusals."""

    OPEN = "open"
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RecusalFilter:
    """``search`` looks in people's names; ``page`` starts at 1."""

    show: RecusalShow = RecusalShow.ALL
    search: str = ""
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class RecusalPage:
    """Those without a decision first, then the latest. ``counts`` by the names of RecusalShow, for the same search."""

    rows: tuple[RecusalOnRecord, ...]
    total: int
    page: int
    page_size: int
    counts: dict[str, int] = field(default_factory=dict)
