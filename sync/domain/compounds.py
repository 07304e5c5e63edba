"""Compounds, the enterprises that serve them, and the assignments that bring a team there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sync.domain.checklists import Bilingual
from sync.domain.people import TeamMember


class Originals(StrEnum):
    """When the untouched original of a photo travels to the centre (a policy of the campaign)."""

    ALWAYS = "always"
    UNMETERED = "unmetered"
    ON_DEMAND = "on_demand"


@dataclass(frozen=True, slots=True)
class Compound:
    """The place inspected. ``credit_code`` is the unified social credit code of the enterprise that serves it."""

    id: UUID
    name: str
    address: str
    district: str
    district_name: Bilingual
    enterprise: str
    credit_code: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """One compound for one team, with a due date: what a tablet downloads.

    The centre mints ``inspection_id`` with the assignment, so that several tablets of a team that start offline
    record the same inspection.
    """

    id: UUID
    inspection_id: UUID
    campaign: str
    compound: Compound
    due_on: date
    checklist_id: str
    checklist_version: str
    originals: Originals
    team: tuple[TeamMember, ...]
