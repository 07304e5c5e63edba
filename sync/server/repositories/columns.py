"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, Float, Integer, LargeBinary, Text
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Value = TypeVar("Value")


@lru_cache(maxsize=1024)
def _utc_text(moment: datetime) -> str:
    """Remembered, because one moment of receipt goes into hundreds of rows."""
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return in_utc.isoformat(timespec="microseconds")


def _uuid(content: bytes) -> UUID:
    return UUID(bytes=bytes(content))


class OwnType(TypeDecorator[Value]):
    """``to_driver`` makes of a value what the driver takes, ``from_driver`` the value again; None stays None."""

    to_driver: Callable[[Any], Any]
    from_driver: Callable[[Any], Any]

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> Any:
        return None if value is None else self.to_driver(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Value | None:
        return None if value is None else self.from_driver(value)


class Id(OwnType[UUID]):
    """A UUID as 16 bytes."""

    impl = LargeBinary
    cache_ok = True
    to_driver = attrgetter("bytes")
    from_driver = staticmethod(_uuid)


class Moment(OwnType[datetime]):
    """An aware moment as ISO 8601 text in UTC with microseconds, so that text order is time order."""

    impl = Text
    cache_ok = True
    to_driver = staticmethod(_utc_text)
    from_driver = datetime.fromisoformat


class Day(OwnType[date]):
    """A calendar day as ISO 8601 text."""

    impl = Text
    cache_ok = True
    to_driver = staticmethod(date.isoformat)
    from_driver = date.fromisoformat


class Flag(OwnType[bool]):
    """True or false as 1 or 0."""

    impl = Integer
    cache_ok = True
    to_driver = int
    from_driver = bool


Count = BigInteger().with_variant(Integer(), "sqlite")
Real = Float(53).with_variant(REAL(), "sqlite")
