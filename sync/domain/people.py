"""People: who inspects, who reviews, who looks after the system."""

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an account may do at the centre."""

    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Duty(StrEnum):
    """A person's part in a team. An expert assists and never signs an order."""

    OFFICER = "officer"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person drawn for an assignment."""

    person_id: UUID
    name: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class TabletPerson:
    """A person who may sign in on a tablet. ``pin_verifier`` comes from ``make_pin_verifier``."""

    person_id: UUID
    name: str
    duty: Duty
    pin_verifier: str
    active: bool = True


_ROUNDS = 200_000
_SCHEME = "pbkdf2-sha256"


def is_acceptable_login(login: str) -> bool:
    """One to 64 characters that can be seen, none of them a space."""
    return 1 <= len(login) <= 64 and login.isprintable() and " " not in login


def is_acceptable_pin(pin: str) -> bool:
    """Four to eight digits, not all the same."""
    return pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8 and len(set(pin)) > 1


def make_pin_verifier(pin: str, salt: bytes, rounds: int = _ROUNDS) -> str:
    """What a tablet keeps to recognise a PIN offline: ``scheme$rounds$salt$digest`` (hex).

    PBKDF2 because the standard library has it on every platform; a PIN is short, so the tablet also pauses after wrong tries.
    """
    digest = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, rounds)
    return f"{_SCHEME}${rounds}${salt.hex()}${digest.hex()}"


def pin_matches(pin: str, verifier: str) -> bool:
    """Whether the PIN belongs to the verifier; false for a verifier this version does not know or that is spoilt."""
    try:
        scheme, rounds, salt, digest = verifier.split("$")
        found = hashlib.pbkdf2_hmac("sha256", pin.encode(), bytes.fromhex(salt), int(rounds))
    except ValueError:
        return False
    return scheme == _SCHEME and hmac.compare_digest(found.hex().encode(), digest.encode())


FREE_TRIES = 3


def pause_after(wrong_tries: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: none for the first three, then 5, 10, 20 ... up to 300."""
    return 0 if wrong_tries < FREE_TRIES else min(300, 5 * 2 ** min(wrong_tries - FREE_TRIES, 10))
