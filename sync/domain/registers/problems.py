"""What is wrong in a file, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.errors import FieldValue

LONGEST_SHOWN = 60
"""Characters of a cell that are shown with what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``row`` counts as the file's program does, from 1; 0: the file as a whole. ``place`` is the column's letter, ``column`` its
    name in the register or what heads it, ``value`` what stands in the cell; all three are empty where it is about a whole row.
    ``register.problem.<code>`` says it, filled with ``fields``."""

    row: int
    code: str
    place: str = ""
    column: str = ""
    value: str = ""
    fields: Mapping[str, FieldValue] = field(default_factory=dict)


def letter(position: int) -> str:
    """What a spreadsheet program calls the column at a position from 0 up: A, B ... Z, AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def shown(value: str) -> str:
    """A cell as far as it is shown, without what would spoil a line."""
    plain = "".join(one if one.isprintable() else "\ufffd" for one in value)
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
