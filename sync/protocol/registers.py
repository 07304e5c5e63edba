"""What administrators ask about registers as files: what would change, what was wrong, what is there. As ``messages``: moments
aware, in UTC. A row's facts are texts by column, as ``sync/domain/registers/columns.py`` has them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sync.protocol.console import DistrictName

MOST_LISTED = 500
"""Problems, and changes, that an answer lists; it counts all."""


class FileFormat(StrEnum):
    """How a register is written."""

    XLSX = "xlsx"
    CSV = "csv"


class Shown(StrEnum):
    """Which rows of a register. ``attention``: officers of the register whose certificate was not checked, or has run out or soon
    does (``sync.domain.registers.certificates``)."""

    ACTIVE = "active"
    ATTENTION = "attention"
    LEFT = "left"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """``search`` looks in numbers and names; ``district`` is a code, of a person the home's; ``page`` starts at 1."""

    show: Shown = Shown.ACTIVE
    search: str = ""
    district: str = ""
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """``open_visits``: how many visits are still to come or under way there, or with them."""

    id: UUID
    facts: dict[str, str]
    open_visits: int = 0


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """In the order of their numbers. ``counts`` by the names of Shown, for the same search and district."""

    rows: tuple[RegisterRow, ...]
    total: int
    page: int
    page_size: int
    counts: dict[str, int] = field(default_factory=dict)
    districts: tuple[DistrictName, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterpriseFilter:
    """``search`` looks in names and credit codes; ``district`` is the code of one where it serves a compound."""

    search: str = ""
    district: str = ""
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """``compounds`` of the register that it serves, also by ``districts`` (codes) and by credit ``grades`` ("" for none)."""

    id: UUID
    name: str
    credit_code: str
    compounds: int
    districts: dict[str, int] = field(default_factory=dict)
    grades: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EnterprisePage:
    """In the order of their names."""

    rows: tuple[EnterpriseRow, ...]
    total: int
    page: int
    page_size: int
    districts: tuple[DistrictName, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterProblem:
    """As ``sync.domain.registers.problems.Problem``."""

    row: int
    code: str
    place: str = ""
    column: str = ""
    value: str = ""
    fields: dict[str, str | int | float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """``before`` None: it is new. ``row`` 0: it follows from another row. ``columns``: those that become another text."""

    row: int
    key: str
    after: dict[str, str]
    columns: tuple[str, ...]
    before: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RegisterLeaver:
    """Somebody or something that the file takes out of the register while visits are open."""

    row: int
    key: str
    name: str
    open_visits: int


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What a file would do, without doing it. ``rows`` in all, of which ``good`` can be imported; ``problems`` and ``changes``
    are the first MOST_LISTED. ``seen`` names this preview: an import that is given it does exactly this or nothing."""

    file_name: str
    file_sha256: str
    seen: str
    rows: int
    good: int
    new: int
    changed: int
    unchanged: int
    problem_count: int = 0
    problems: tuple[RegisterProblem, ...] = ()
    notices: tuple[RegisterProblem, ...] = ()
    changes: tuple[RegisterChange, ...] = ()
    leavers: tuple[RegisterLeaver, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterImported:
    """What an import did. ``left_out``: rows with something wrong."""

    new: int
    changed: int
    unchanged: int
    left_out: int


@dataclass(frozen=True, slots=True)
class RegisterAct:
    """One change of one row. ``by`` empty: on the centre's own command line; ``file_name`` empty: not by a file."""

    number: int
    at: datetime
    subject: UUID
    key: str
    after: dict[str, str]
    before: dict[str, str] | None = None
    by: str = ""
    file_name: str = ""
    file_sha256: str = ""


@dataclass(frozen=True, slots=True)
class RegisterHistory:
    """Latest first."""

    rows: tuple[RegisterAct, ...]
    total: int
    page: int
    page_size: int
