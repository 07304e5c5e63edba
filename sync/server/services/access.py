"""Who is asking: accounts with sessions, and enrolled devices. Tokens are random and kept only as hashes."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from time import monotonic
from typing import Protocol
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sync.domain.clock import Clock
from sync.domain.people import Role, pause_after
from sync.domain.texts import is_storable
from sync.errors import DeviceRevoked, EnrolmentCodeInvalid, OperationInvalid, SignInFailed, SignInPaused, TokenInvalid
from sync.protocol.console import Session
from sync.protocol.messages import Enrolment, EnrolmentRequest
from sync.protocol.rescue import RescueKey
from sync.server.services.known import Sender
from sync.turns import Turns

SESSION_LIFE = timedelta(hours=12)
CODE_LIFE = timedelta(days=7)
REMEMBER_SECONDS = 2.0
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which hands confuse."""
_TURNS = 256
"""Tries of one account take turns, so that each counts before the next."""

_PROPOSED_TOKEN = re.compile(r"[A-Za-z0-9_-]{43,200}")
"""As long as those made here, or longer."""


@dataclass(frozen=True, slots=True)
class Account:
    """``districts`` are codes; None means all (administrators). ``until``: when the session it came with ends."""

    login: str
    person_id: UUID
    name: str
    role: Role
    password_hash: str
    districts: tuple[str, ...] | None
    wrong_tries: int = 0
    wrong_at: datetime | None = None
    until: datetime | None = None

    def may_see(self, district: str) -> bool:
        """Whether rows of a district are this account's."""
        return self.districts is None or district in self.districts


@dataclass(frozen=True, slots=True)
class KnownDevice:
    sender: Sender
    revoked: bool


class AccessRepository(Protocol):
    def account(self, login: str) -> Account | None: ...

    def count_wrong_try(self, login: str, at: datetime) -> None: ...

    def open_session(self, login: str, token_hash: str, now: datetime, expires_at: datetime) -> None:
        """Also forgets the wrong tries, and sessions that ended before ``now``."""
        ...

    def session_account(self, token_hash: str, now: datetime) -> Account | None: ...

    def close_session(self, token_hash: str) -> None: ...

    def device(self, token_hash: str) -> KnownDevice | None: ...

    def save_code(self, code_hash: str, people: Sequence[UUID], expires_at: datetime) -> None: ...

    def use_code(self, code_hash: str, request: EnrolmentRequest, token_hash: str, now: datetime) -> bool:
        """Enrol the device with the people of an unused, unexpired code; True also when it was enrolled by this code with this
        token before, False when there is no such code. Raises AlreadyExists, and then the code stays unused."""
        ...

    def revoke_device(self, device_id: UUID, at: datetime) -> bool: ...


class Access:
    """Signs accounts in, enrols devices, and recognises both by their tokens. ``on_sign_out`` is told the token's hash.

    A device is remembered for ``remember_seconds``, since a tablet asks many times in a row: a revocation by this process
    counts at once, one by another process that long afterwards at the latest.
    """

    def __init__(
        self,
        repository: AccessRepository,
        clock: Clock,
        centre_name: str,
        on_sign_out: Callable[[str], None],
        centre_key: str,
        rescue_key: RescueKey,
        remember_seconds: float = REMEMBER_SECONDS,
    ) -> None:
        self._repository = repository
        self._on_sign_out = on_sign_out
        self._clock = clock
        self._centre_name = centre_name
        self._centre_key = centre_key
        self._rescue_key = rescue_key
        self._remember_seconds = remember_seconds
        self._remembered: dict[str, tuple[float, Sender]] = {}
        self._hasher = PasswordHasher()
        self._tries = Turns(_TURNS)

    def hash_password(self, password: str) -> str:
        """Argon2id."""
        return self._hasher.hash(password)

    def sign_in(self, login: str, password: str) -> Session:
        """Raises SignInFailed, SignInPaused. An unknown login costs as much time as a wrong password."""
        if not is_storable(login) or not is_storable(password):
            raise SignInFailed()
        with self._tries.at(login):
            account = self._tried(login, password)
        token = _new_token()
        now = self._clock.now()
        self._repository.open_session(login, token_hash(token), now, now + SESSION_LIFE)
        return Session(token, account.person_id, account.name, account.role, account.districts)

    def sign_out(self, token: str) -> None:
        """The token means nothing from now on, and streams opened with it end."""
        self._repository.close_session(token_hash(token))
        self._on_sign_out(token_hash(token))

    def account_of(self, token: str) -> Account:
        """Raises TokenInvalid."""
        account = self._repository.session_account(token_hash(token), self._clock.now())
        if account is None:
            raise TokenInvalid()
        return account

    def sender_of(self, token: str) -> Sender:
        """The device behind a token. Raises TokenInvalid, DeviceRevoked."""
        digest = token_hash(token)
        remembered = self._remembered
        until, sender = remembered.get(digest, (0.0, None))
        if sender is None or until < monotonic():
            sender = self._known_sender(digest)
            remembered[digest] = (monotonic() + self._remember_seconds, sender)
        return sender

    def remembers(self, token: str) -> bool:
        """Whether ``sender_of`` answers without looking anything up."""
        until, _ = self._remembered.get(token_hash(token), (0.0, None))
        return until >= monotonic()

    def create_enrolment_code(self, people: Sequence[UUID]) -> str:
        """A one-time code for a tablet of these people, like ``K7QF-3M2X``; valid for seven days."""
        letters = [secrets.choice(CODE_ALPHABET) for _ in range(8)]
        code = "".join(letters[:4]) + "-" + "".join(letters[4:])
        self._repository.save_code(_code_hash(code), people, self._clock.now() + CODE_LIFE)
        return code

    def enrol(self, request: EnrolmentRequest) -> Enrolment:
        """Trade a code for a device token. Asked again for the same device with the token that it proposed, it answers the same:
        the answer may have got lost. Raises EnrolmentCodeInvalid, AlreadyExists for an id that another tablet has, and
        OperationInvalid for a token that could be guessed."""
        if request.device_token and not _PROPOSED_TOKEN.fullmatch(request.device_token):
            raise OperationInvalid(problem="device_token")
        token = request.device_token or _new_token()
        if not self._repository.use_code(_code_hash(request.code), request, token_hash(token), self._clock.now()):
            raise EnrolmentCodeInvalid()
        return Enrolment(token, self._centre_name, self._centre_key, self._rescue_key)

    def revoke_device(self, device_id: UUID) -> bool:
        """Whether there was such a device. Its token is refused from now on."""
        revoked = self._repository.revoke_device(device_id, self._clock.now())
        self.forget_devices()
        return revoked

    def forget_devices(self) -> None:
        """Something about one has changed: each is looked up anew, also whoever was being looked up just now."""
        self._remembered = {}

    def _tried(self, login: str, password: str) -> Account:
        account = self._repository.account(login)
        if account is not None:
            self._refuse_while_paused(account)
        if not self._fits(account, password) or account is None:
            self._repository.count_wrong_try(login, self._clock.now())
            raise SignInFailed()
        return account

    def _known_sender(self, digest: str) -> Sender:
        self._remembered.pop(digest, None)
        device = self._repository.device(digest)
        if device is None:
            raise TokenInvalid()
        if device.revoked:
            raise DeviceRevoked()
        return device.sender

    def _fits(self, account: Account | None, password: str) -> bool:
        if account is None:
            self._hasher.hash(password)  # takes as long as checking one
            return False
        try:
            return self._hasher.verify(account.password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    def _refuse_while_paused(self, account: Account) -> None:
        """A try that is yet to come was made before the clock was set back, and keeps nobody out until then."""
        if account.wrong_at is not None:
            pause, passed = pause_after(account.wrong_tries), (self._clock.now() - account.wrong_at).total_seconds()
            if 0 <= passed < pause:
                raise SignInPaused(seconds=int(pause - passed) + 1)


def token_hash(token: str) -> str:
    """What is kept of a token: it has 256 random bits, so a plain hash cannot be guessed back."""
    return sha256(token.encode()).hexdigest()


def _code_hash(code: str) -> str:
    return sha256("".join(letter for letter in code.upper() if letter.isalnum()).encode()).hexdigest()


def _new_token() -> str:
    return secrets.token_urlsafe(32)
