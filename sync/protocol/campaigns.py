"""What is asked and answered about campaigns and their draws. As ``messages``: moments aware, in UTC.

A compound is named by its code, an enterprise by its credit code, a district by its code, as in the registers. Plan, seed and
shortfalls are those of ``sync.domain.draw``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sync.domain.campaigns.fitting import Misfit, Reach
from sync.domain.campaigns.gaps import Gap
from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.checklists import Bilingual
from sync.domain.compounds import Originals
from sync.domain.draw.plan import Plan
from sync.domain.draw.pools import ExtraKind
from sync.domain.draw.seeds import Seed
from sync.domain.draw.shortfalls import Shortfall
from sync.protocol.console import DistrictName

MOST_GAPS = 500
"""Gaps that an answer lists; it counts all."""


MOST_CHECKLIST_BYTES = 2**20
"""Of a checklist that is published."""


# --- checklists ---------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ChecklistOnRecord:
    """A checklist that was published: what a check of a plan may name."""

    id: str
    version: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class ChecklistList:
    """All of them, by id and version."""

    rows: tuple[ChecklistOnRecord, ...]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a plan may name because it is on the registers, each sorted: kinds and risk marks of compounds, and what officers and
    experts are qualified for."""

    kinds: tuple[str, ...]
    marks: tuple[str, ...]
    officers: tuple[str, ...]
    experts: tuple[str, ...]


# --- campaigns -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a campaign is to be. ``plan.campaign`` is its name; its ``draw``, ``previous``, ``reason`` and ``program`` are set
    when it is frozen. ``release_at``: until then the result is sealed; None: it never is. ``names``: publish those of people."""

    plan: Plan
    release_at: datetime | None = None
    originals: Originals = Originals.UNMETERED
    names: bool = False


@dataclass(frozen=True, slots=True)
class CampaignFilter:
    """``search`` looks in names; ``page`` starts at 1."""

    search: str = ""
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """A row of the list. ``draws``: how many were frozen. ``visits`` are those of the newest draw in the districts of whoever
    asks; of these ``done`` are submitted or accepted, and ``overdue`` are neither although their day has passed.
    ``visits_in_all``: in all districts. All four are 0 for whoever may not know yet."""

    id: UUID
    name: str
    first_day: date
    last_day: date
    state: CampaignState
    draws: int = 0
    visits: int = 0
    done: int = 0
    overdue: int = 0
    release_at: datetime | None = None
    visits_in_all: int = 0


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """Newest period first."""

    rows: tuple[CampaignSummary, ...]
    total: int
    page: int
    page_size: int


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """Who goes instead, on the visit of this number."""

    visit: int
    person_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ReplacementOnRecord:
    """Somebody who was drawn could not go. ``seed`` None: the draw's own went on."""

    number: int
    person_id: UUID
    name: str
    reason: str
    seats: tuple[SeatTaken, ...]
    seed: Seed | None = None


@dataclass(frozen=True, slots=True)
class DrawOnRecord:
    """One draw. ``plan`` as it was frozen, with the ``reason`` of a redraw; ``frozen`` is the SHA-256 of all that was frozen,
    ``digests`` those of its files by name. ``sealed``: drawn, but seed, key and numbers are kept back from whoever asked.
    ``shortfalls``: why it was not possible."""

    number: int
    state: DrawState
    plan: Plan
    frozen: str
    digests: dict[str, str]
    compounds: int
    officers: int
    experts: int
    frozen_at: datetime | None = None
    frozen_by: str = ""
    drawn_at: datetime | None = None
    drawn_by: str = ""
    seed: Seed | None = None
    key: str = ""
    visits: int = 0
    sealed: bool = False
    shortfalls: tuple[Shortfall, ...] = ()
    replacements: tuple[ReplacementOnRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraOnRecord:
    """Extra weight of a compound, with where it is known from; the source is published."""

    id: UUID
    compound: str
    compound_name: str
    weight: int
    kind: ExtraKind
    source: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CampaignDetail:
    """One campaign with everything but its visits; ``draws`` newest first. ``plan`` is that of the next draw, ``districts`` are
    the names of those that plan and shortfalls speak of, ``checklists`` those of its checks. ``called``: the compounds and
    enterprises that shortfalls speak of, by code."""

    summary: CampaignSummary
    plan: Plan
    originals: Originals
    names: bool
    draws: tuple[DrawOnRecord, ...] = ()
    extras: tuple[ExtraOnRecord, ...] = ()
    districts: tuple[DistrictName, ...] = ()
    checklists: tuple[ChecklistOnRecord, ...] = ()
    called: dict[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> PlanRequest:
        """What the campaign is to be, as it would be asked for again."""
        return PlanRequest(self.plan, self.summary.release_at, self.originals, self.names)


@dataclass(frozen=True, slots=True)
class NewExtra:
    """Extra weight to enter, from 1 to 100."""

    compound: str
    weight: int
    kind: ExtraKind
    source: str


@dataclass(frozen=True, slots=True)
class ExtrasRequest:
    """All of them, or none where one does not fit."""

    extras: tuple[NewExtra, ...]


# --- freezing and drawing --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FreezePreview:
    """What freezing would do now, without doing it. ``number`` of the draw; from 2 on it is a redraw and needs a reason.
    ``compounds``, ``officers`` and ``experts`` count the pools. ``gaps`` (the first MOST_GAPS of ``gap_count``) are rows of the
    registers, and recusals, that have to be completed first, ``misfits`` what of the plan finds nothing there; only without any
    of both are ``shortfalls`` looked for. ``reaches``: what each check looks at. ``called``: the compounds that
    ``shortfalls`` speak of, by code."""

    number: int
    compounds: int
    officers: int
    experts: int
    gap_count: int = 0
    gaps: tuple[Gap, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    reaches: tuple[Reach, ...] = ()
    called: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FreezeRequest:
    """``reason``: of a redraw; published. ``draw``: the number that the preview named, so that asking twice freezes once; 0:
    whichever comes next."""

    reason: str = ""
    draw: int = 0


@dataclass(frozen=True, slots=True)
class RunRequest:
    """The seed of a ``draw`` (its number) with its witnesses, one at least; ``seed.at`` says when and where it came."""

    draw: int
    seed: Seed


@dataclass(frozen=True, slots=True)
class ReplaceRequest:
    """Somebody of a ``draw`` (its number) cannot go. ``visits``: numbers; none: all of theirs that are still to be done.
    ``reason`` is published. ``seed`` None: the draw's own goes on."""

    draw: int
    person_id: UUID
    reason: str
    visits: tuple[int, ...] = ()
    seed: Seed | None = None


@dataclass(frozen=True, slots=True)
class ReplaceAnswer:
    """Who goes instead, or why nobody can: then nothing was changed."""

    seats: tuple[SeatTaken, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
