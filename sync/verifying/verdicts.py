"""What checking a record ends with."""

from dataclasses import dataclass

from sync.errors import FieldValue, RecordAltered


@dataclass(frozen=True, slots=True)
class Note:
    """Worth knowing and no fault: its sentence stands in the catalogues under ``key``."""

    key: str
    fields: dict[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``fault`` is the first thing that is wrong; None: everything is as the centre signed it. ``compound`` is empty where the
    record could not be read."""

    label: str
    compound: str
    fault: RecordAltered | None
    notes: tuple[Note, ...] = ()


def altered(problem: str, **fields: FieldValue) -> RecordAltered:
    """The fault with the key ``record.problem.<problem>``."""
    return RecordAltered(problem=f"record.problem.{problem}", **fields)
