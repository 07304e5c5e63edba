"""What of an accepted inspection is made public. There is no field for a name, a note, a photo or a device of anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sync.domain.checklists import Bilingual, Checklist, Item, Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import Outcome
from sync.protocol.console import DistrictName

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class DisclosureFilter:
    """``search``: words that each occur in the compound's or the enterprise's name. ``district``: a code, empty for all."""

    search: str = ""
    district: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Disclosure:
    """An accepted inspection in one row. ``visited_on`` is the Zhengzhou day on which it was submitted."""

    inspection_id: UUID
    compound: str
    enterprise: str
    district: Bilingual
    visited_on: date
    score: float | None
    findings: Mapping[FindingState, int]


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """``page`` is the one asked for, or the last one there is; ``total`` and ``pages`` count what fits the filter."""

    rows: tuple[Disclosure, ...]
    total: int
    page: int
    pages: int
    districts: tuple[DistrictName, ...]


@dataclass(frozen=True, slots=True)
class DisclosedFinding:
    item: Item
    severity: Severity
    due_on: date | None
    state: FindingState


@dataclass(frozen=True, slots=True)
class FullDisclosure:
    """An accepted inspection with all its items. ``outcomes`` by item code; an item without one was not answered."""

    head: Disclosure
    address: str
    credit_code: str
    campaign: str
    checklist: Checklist
    outcomes: Mapping[str, Outcome]
    findings: tuple[DisclosedFinding, ...]


class Disclosures(Protocol):
    """Where accepted inspections come from."""

    def page(self, wanted: DisclosureFilter) -> DisclosurePage:
        """Newest first, ``PAGE_SIZE`` to a page."""
        ...

    def inspection(self, inspection_id: UUID) -> FullDisclosure | None:
        """None when there is no accepted inspection of that id."""
        ...
