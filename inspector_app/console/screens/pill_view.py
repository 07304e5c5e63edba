"""What a choice with a count shows. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PillView:
    """One choice: its name for the program, its words and its count for people."""

    name: str
    label: str
    count: int
    selected: bool
