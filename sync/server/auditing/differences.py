"""What an audit comes to."""

from dataclasses import dataclass, field

from sync.errors import FieldValue


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it should be, or (``is_fault`` False) something to know. ``place`` is what a person calls the
    inspection, tablet, campaign or district, and may be empty; its sentence stands in the catalogues under ``key``."""

    place: str
    key: str
    fields: dict[str, FieldValue]
    is_fault: bool = True


@dataclass(slots=True)
class Audited:
    """How much was held to account, and what differs. ``read``: evidence files that were read again, of ``files``; ``spoilt``:
    those of them that are faults, and that tablets can make good."""

    inspections: int = 0
    tablets: int = 0
    operations: int = 0
    receipts: int = 0
    files: int = 0
    read: int = 0
    spoilt: int = 0
    draws: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def faults(self) -> list[Difference]:
        return [one for one in self.differences if one.is_fault]

    @property
    def notes(self) -> list[Difference]:
        return [one for one in self.differences if not one.is_fault]
