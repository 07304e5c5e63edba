"""How an officer's certificate stands on a day."""

from datetime import date, timedelta
from enum import StrEnum

from sync.domain.registers.columns import Facts
from sync.domain.registers.values import YES

SOON = timedelta(days=60)
"""Time to renew a certificate in."""


class Validity(StrEnum):
    """``open``: nothing says until when, so nobody is drawn with it."""

    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"
    TO_COME = "to_come"
    OPEN = "open"


def validity(facts: Facts, today: date) -> Validity:
    """It is valid on its last day."""
    last, day = facts["valid_until"], today.isoformat()
    if not last:
        return Validity.OPEN
    if last < day:
        return Validity.EXPIRED
    if facts["valid_from"] > day:
        return Validity.TO_COME
    return Validity.SOON if last <= last_day_of_soon(today) else Validity.VALID


def last_day_of_soon(today: date) -> str:
    """A certificate that is valid until then, or not so long, has to be renewed soon."""
    return (today + SOON).isoformat()


def is_checked(facts: Facts) -> bool:
    """Somebody saw that it is genuine."""
    return facts["checked"] == YES
