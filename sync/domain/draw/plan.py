"""The plan of a draw: period, checks, rates, caps and rules. What is not said in it is not done."""

from dataclasses import dataclass
from enum import StrEnum

from sync.domain.draw.canonical import Plain, line
from sync.domain.draw.seeds import Promise
from sync.domain.people import Duty

ALGORITHM = "suicha-draw 1"
DEFAULT_RATES = (("A", 1000), ("AA", 500), ("AAA", 200), ("B", 2000), ("C", 3000))
"""By credit grade, in hundredths of a percent [P: domain notes, to be confirmed by the bureau]."""
DEFAULT_MOST_WEIGHT = 10
OFFICERS, EXPERTS = 2, 1
"""Seats in a team."""


class Departments(StrEnum):
    """Whether the two officers of a team have to come from different departments."""

    ANY = "any"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Check:
    """One check with its checklist, and what it samples. Several checks in a plan are merged: a compound drawn by more than one
    is visited once. Empty ``kinds``, ``districts`` and ``marks`` leave nothing out; ``cover`` takes all that is left."""

    id: str
    checklist: str
    version: str
    cover: bool = False
    kinds: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    rates: tuple[tuple[str, int], ...] = DEFAULT_RATES
    district_rates: tuple[tuple[str, str, int], ...] = ()

    def plain(self) -> Plain:
        return {
            "checklist": self.checklist,
            "cover": int(self.cover),
            "district_rates": [list(rate) for rate in sorted(self.district_rates)],
            "districts": sorted(self.districts),
            "id": self.id,
            "kinds": sorted(self.kinds),
            "marks": sorted(self.marks),
            "rates": [list(rate) for rate in sorted(self.rates)],
            "version": self.version,
        }


@dataclass(frozen=True, slots=True)
class Qualification:
    """What every officer, or every expert, has to be qualified for: on visits with this ``check`` or at compounds with this
    ``mark``, of which one is empty."""

    duty: Duty
    needed: str
    check: str = ""
    mark: str = ""

    def plain(self) -> Plain:
        return {"check": self.check, "duty": self.duty.value, "mark": self.mark, "needed": self.needed}


@dataclass(frozen=True, slots=True)
class Plan:
    """``enterprise_cap``: most visits to an enterprise in a year; ``most_officer_visits`` and ``most_expert_visits``: most
    visits for a person in this draw; 0 is none. ``home_district``: officers are not drawn for their own. ``mark_weights``:
    extra weight of risk marks; ``most_weight`` bounds the sum. ``draw`` counts from 1; a redraw names the ``reason`` and, as
    ``previous``, the SHA-256 of the digests of everything that the draw before left. ``program`` says what froze it: version,
    SHA-256 of the draw's source."""

    campaign: str
    first_day: str
    last_day: str
    checks: tuple[Check, ...]
    seed: Promise
    enterprise_cap: int = 0
    mark_weights: tuple[tuple[str, int], ...] = ()
    most_weight: int = DEFAULT_MOST_WEIGHT
    home_district: bool = True
    departments: Departments = Departments.ANY
    most_officer_visits: int = 0
    most_expert_visits: int = 0
    qualifications: tuple[Qualification, ...] = ()
    draw: int = 1
    previous: str = ""
    reason: str = ""
    program: tuple[str, str] = ("", "")

    def plain(self) -> Plain:
        return {
            "algorithm": ALGORITHM,
            "campaign": self.campaign,
            "checks": [check.plain() for check in self.checks],
            "departments": self.departments.value,
            "draw": self.draw,
            "enterprise_cap": self.enterprise_cap,
            "first_day": self.first_day,
            "home_district": int(self.home_district),
            "last_day": self.last_day,
            "mark_weights": [list(weight) for weight in sorted(self.mark_weights)],
            "most_expert_visits": self.most_expert_visits,
            "most_officer_visits": self.most_officer_visits,
            "most_weight": self.most_weight,
            "previous": self.previous,
            "program": list(self.program),
            "qualifications": [one.plain() for one in self.qualifications],
            "reason": self.reason,
            "seed": self.seed.plain(),
        }

    def document(self) -> bytes:
        """``plan.ndjson``."""
        return f"{line(self.plain())}\n".encode()
