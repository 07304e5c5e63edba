"""The draft of an order to rectify (责令整改通知书): what a team proposes on the spot.

An order is issued later by the authority, which numbers, signs and seals it; a draft carries no number and no signature, and an
expert never signs one [domain notes: L]. Fields follow the domain notes: party; facts and evidence; legal basis; content; how
and by when to comply; remedies; seal and date; other.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sync.domain.checklists import Bilingual
from sync.domain.findings import FindingState
from sync.domain.people import Duty, TeamMember
from sync.domain.provisions import Provisions, provisions_of
from sync.domain.report import InspectionReport, ReportFinding, ReportPhoto

RECONSIDERATION_DAYS = 60
"""Days to apply for administrative reconsideration [L: 行政复议法 (2023), 第二十条]."""

LITIGATION_MONTHS = 6
"""Months to bring an action before a court [L: 行政诉讼法 (2017), 第四十六条]."""


@dataclass(frozen=True, slots=True)
class Party:
    """Whom an order is addressed to, and the place it is about."""

    enterprise: str
    credit_code: str
    compound: str
    address: str
    district: Bilingual


@dataclass(frozen=True, slots=True)
class Demand:
    """What has to be put right by one day. ``due_on`` None: no day was set yet."""

    due_on: date | None
    findings: tuple[ReportFinding, ...]


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """The content of a draft order. ``demands`` by deadline, nearest first; findings keep their numbers from the record.

    ``officers`` made the visit. ``record_digest`` is the digest of the record the draft was made from, in hex.
    """

    inspection_id: UUID
    campaign: str
    party: Party
    visited_at: datetime
    drafted_at: datetime
    officers: tuple[TeamMember, ...]
    demands: tuple[Demand, ...]
    basis: tuple[Provisions, ...]
    record_digest: str
    reconsideration_days: int = RECONSIDERATION_DAYS
    litigation_months: int = LITIGATION_MONTHS

    @property
    def findings(self) -> tuple[ReportFinding, ...]:
        """All findings by their numbers."""
        return tuple(sorted((one for demand in self.demands for one in demand.findings), key=lambda one: one.number))

    @property
    def photos(self) -> tuple[ReportPhoto, ...]:
        """The photos that prove the findings, by their numbers in the record."""
        return tuple(photo for one in self.findings for photo in one.item.photos)


def order_of(report: InspectionReport) -> OrderDraft | None:
    """The draft that a record amounts to; None where no finding is open."""
    found = [one for one in report.findings if one.finding.state is FindingState.OPEN]
    if not found:
        return None
    compound = report.compound
    return OrderDraft(
        inspection_id=report.inspection_id,
        campaign=report.campaign,
        party=Party(compound.enterprise, compound.credit_code, compound.name, compound.address, compound.district_name),
        visited_at=report.started_at,
        drafted_at=report.ended_at or report.started_at,
        officers=tuple(member for member in report.team if member.duty is Duty.OFFICER),
        demands=_by_deadline(found),
        basis=provisions_of(basis for one in found for basis in one.item.basis),
        record_digest=report.digest,
    )


def _by_deadline(found: list[ReportFinding]) -> tuple[Demand, ...]:
    ordered = sorted(found, key=lambda one: (one.finding.due_on or date.max, one.number))
    return tuple(Demand(due_on, tuple(group)) for due_on, group in groupby(ordered, key=lambda one: one.finding.due_on))
