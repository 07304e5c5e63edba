"""What a choice shows. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PillView:
    """One choice: its name for the program, its words and its count for people, None where nothing is counted."""

    name: str
    label: str
    count: int | None
    selected: bool
