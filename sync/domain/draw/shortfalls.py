"""Why a draw is not possible: which constraint cannot be met, by how much, and what would make it possible."""

from dataclasses import dataclass, field
from enum import StrEnum

from sync.domain.draw.canonical import Plain


class Constraint(StrEnum):
    """What cannot be met."""

    ENTERPRISE_CAP = "enterprise-cap"
    OFFICERS = "officers"
    EXPERTS = "experts"
    DEPARTMENTS = "departments"
    OFFICER_VISITS = "officer-visits"
    EXPERT_VISITS = "expert-visits"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """``needed`` against ``available`` for a constraint.

    ``where`` lists what it is about: strata as ``check grade district``, enterprises, compounds. ``excluded`` counts by
    reason the people who were left out. ``remedies`` are numbers that would do, each alone: a higher ``cap``, more
    ``people``, fewer ``visits``.
    """

    constraint: Constraint
    needed: int
    available: int
    where: tuple[str, ...]
    excluded: dict[str, int] = field(default_factory=dict)
    remedies: dict[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        return self.needed - self.available

    def plain(self) -> Plain:
        return {
            "available": self.available,
            "constraint": self.constraint.value,
            "excluded": self.excluded,
            "needed": self.needed,
            "remedies": self.remedies,
            "where": list(self.where),
        }
