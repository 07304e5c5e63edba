"""The frozen pools, as they are published: compounds, enterprises, officers, experts and recusals, column by column.

A person stands in them under a pseudonym (``sync/domain/draw/registers.py``), a recusal without its ground; the SHA-256 that
stands in their place binds what is kept back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sync.domain.draw.columns import (
    Column,
    Columns,
    is_count,
    is_day_or_nothing,
    is_flag,
    is_name,
    is_text,
    is_token,
    is_word,
    is_words,
    read_table,
)
from sync.domain.draw.seeds import is_sha256_text

_Choice = TypeVar("_Choice", bound=StrEnum)


class ExtraKind(StrEnum):
    """Why a compound weighs more."""

    COMPLAINTS = "complaints"
    RECORD = "record"


class Scope(StrEnum):
    """What a person stays away from."""

    COMPOUND = "compound"
    ENTERPRISE = "enterprise"
    DISTRICT = "district"


class Origin(StrEnum):
    """Who brought a recusal up: the person, the agency's head, or the party."""

    DECLARED = "declared"
    ORDERED = "ordered"
    REQUESTED = "requested"


class Decision(StrEnum):
    """What the agency's head decided about it."""

    GRANTED = "granted"
    REFUSED = "refused"


def one_of(kind: type[StrEnum]) -> Callable[[object], bool]:
    """Whether a value belongs to an enumeration."""
    values = {member.value for member in kind}
    return lambda value: isinstance(value, str) and value in values


COMPOUND_COLUMNS = (
    Column("id", is_token),
    Column("name", is_name),
    Column("enterprise", is_token),
    Column("district", is_token),
    Column("grade", is_token),
    Column("kind", is_word),
    Column("marks", is_words),
    Column("place", is_text),
)
ENTERPRISE_COLUMNS = (Column("code", is_token), Column("name", is_name), Column("visits", is_count))
EXTRA_COLUMNS = (
    Column("id", is_token),
    Column("compound", is_token),
    Column("weight", is_count),
    Column("kind", one_of(ExtraKind)),
    Column("source", is_name),
)
PERSON_COLUMNS = (
    Column("id", is_sha256_text),
    Column("name", is_text),
    Column("home", is_token),
    Column("department", is_word),
    Column("checked", is_flag),
    Column("temporary", is_flag),
    Column("valid_from", is_day_or_nothing),
    Column("valid_until", is_day_or_nothing),
    Column("qualifications", is_words),
)
RECUSAL_COLUMNS = (
    Column("id", is_sha256_text),
    Column("person", is_sha256_text),
    Column("scope", one_of(Scope)),
    Column("target", is_token),
    Column("origin", one_of(Origin)),
    Column("decision", one_of(Decision)),
)


@dataclass(frozen=True, slots=True)
class CompoundPool:
    """Compounds in the order of their ids. ``marks``: words with a comma between two, as ``columns.words`` reads them;
    ``places``: latitude and longitude in degrees with a space between them, or empty."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    enterprises: tuple[str, ...]
    districts: tuple[str, ...]
    grades: tuple[str, ...]
    kinds: tuple[str, ...]
    marks: tuple[str, ...]
    places: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class EnterprisePool:
    """Enterprises in the order of their codes, and how often each was visited this year before this draw."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    visits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExtraPool:
    """Extra weights of compounds, each with the reason and where it is known from."""

    ids: tuple[str, ...]
    compounds: tuple[str, ...]
    weights: tuple[int, ...]
    kinds: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonPool:
    """Officers, or experts, in the order of their pseudonyms. ``names`` are empty unless the authority publishes them;
    ``temporary``: staff that may not act as officers; an expert's certificate columns say nothing."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    homes: tuple[str, ...]
    departments: tuple[str, ...]
    checked: tuple[int, ...]
    temporary: tuple[int, ...]
    valid_from: tuple[str, ...]
    valid_until: tuple[str, ...]
    qualifications: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class RecusalPool:
    """Recusals by the SHA-256 of what is kept back. One that was refused stands there and binds nobody."""

    ids: tuple[str, ...]
    persons: tuple[str, ...]
    scopes: tuple[str, ...]
    targets: tuple[str, ...]
    origins: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pools:
    """Everything that is drawn from."""

    compounds: CompoundPool
    enterprises: EnterprisePool
    extras: ExtraPool
    officers: PersonPool
    experts: PersonPool
    recusals: RecusalPool


_Pool = TypeVar("_Pool")


def read_compounds(content: bytes) -> CompoundPool:
    """Raises DrawFileInvalid with ``line`` and ``field``, as all of these do."""
    return _pool(CompoundPool, read_table(content, COMPOUND_COLUMNS))


def read_enterprises(content: bytes) -> EnterprisePool:
    return _pool(EnterprisePool, read_table(content, ENTERPRISE_COLUMNS))


def read_extras(content: bytes) -> ExtraPool:
    return _pool(ExtraPool, read_table(content, EXTRA_COLUMNS))


def read_people(content: bytes) -> PersonPool:
    return _pool(PersonPool, read_table(content, PERSON_COLUMNS))


def read_recusals(content: bytes) -> RecusalPool:
    return _pool(RecusalPool, read_table(content, RECUSAL_COLUMNS))


def _pool(kind: Callable[..., _Pool], columns: Columns) -> _Pool:
    made: Any = kind(*columns)
    return made  # type: ignore[no-any-return]
