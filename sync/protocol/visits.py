"""What is asked and answered about the visits of a draw; compounds and districts are named as in ``campaigns``."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sync.domain.checklists import Bilingual
from sync.domain.inspections import State
from sync.domain.people import Duty, TeamMember
from sync.protocol.console import DistrictName


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """``draw``: its number, 0 for the newest; ``district`` a code; ``due_on``: only those of a day; ``page`` starts at 1."""

    draw: int = 0
    district: str = ""
    page: int = 1
    page_size: int = 20
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitOnRecord:
    """A compound that was drawn, and its team as it stands. ``state`` None: not begun; ``withdrawn``: a redraw took it back
    before it began. ``latitude`` and ``longitude`` in degrees, as texts; empty where unknown. ``checks`` by their ids."""

    number: int
    compound: str
    name: str
    address: str
    enterprise: str
    district: str
    district_name: Bilingual
    grade: str
    checks: tuple[str, ...]
    team: tuple[TeamMember, ...]
    due_on: date
    latitude: str = ""
    longitude: str = ""
    state: State | None = None
    overdue: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Workload:
    """How many visits of a draw somebody has."""

    person_id: UUID
    name: str
    duty: Duty
    visits: int


@dataclass(frozen=True, slots=True)
class VisitPage:
    """Visits in the order of their numbers. ``by_district`` counts all of the draw, or of the day, by the district's code;
    ``districts`` are the names of these; ``workload`` lists whoever goes, most visits first."""

    rows: tuple[VisitOnRecord, ...]
    total: int
    page: int
    page_size: int
    by_district: dict[str, int] = field(default_factory=dict)
    workload: tuple[Workload, ...] = ()
    districts: tuple[DistrictName, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitOnWall:
    """What a room is told of a visit that was drawn; ``team``: their names."""

    number: int
    name: str
    district: Bilingual
    grade: str
    team: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallPage:
    """Visits in all districts in the order of their numbers; ``total``: how many the draw has."""

    rows: tuple[VisitOnWall, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many visits are to be done until the end of a day, how many of them are submitted or accepted, and how many are
    ``overdue``: neither, although the day has passed."""

    day: date
    visits: int
    done: int
    overdue: int


@dataclass(frozen=True, slots=True)
class VisitCalendar:
    """The days of a draw's visits, earliest first, without visits that were withdrawn."""

    days: tuple[DueDay, ...] = ()


LONGEST_SPAN = 366
"""Days that a calendar over all campaigns tells at once."""


@dataclass(frozen=True, slots=True)
class CampaignDays:
    """A campaign, and what is due in it."""

    campaign_id: UUID
    name: str
    days: tuple[DueDay, ...]


@dataclass(frozen=True, slots=True)
class DueCalendar:
    """Campaigns with visits that are due, by name; without visits that were withdrawn."""

    campaigns: tuple[CampaignDays, ...] = ()
