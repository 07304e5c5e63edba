"""The centre's public key in a file: PEM, as ``suicha centre key`` writes it."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sync.domain.receipts import PEM_PREFIX, FormerKey, PublicKey, former_key_text, key_id_of
from sync.errors import UsageInvalid
from sync.verifying.ed25519 import checker

_BEGIN, _END = "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"
_KEY_BYTES = 32
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class GivenKey:
    """The key that signatures are checked with: its 32 bytes and its name; ``former`` are keys of the same centre from before,
    which it vouches for."""

    raw: bytes
    key_id: str
    former: tuple[FormerKey, ...] = ()

    def holds(self, content: bytes, signature: bytes) -> bool:
        """Whether the centre with this key signed the content."""
        return checker()(self.raw, content, signature)

    def with_former(self, named: Sequence[FormerKey]) -> "GivenKey":
        """With those of the named keys that it signed for."""
        vouched = (one for one in named if self.holds(former_key_text(one.public_key, one.until), bytes_of(one.signature)))
        return replace(self, former=tuple(vouched))

    def at(self, key_id: str, moment: datetime) -> "GivenKey | None":
        """The key of that name, if it is this one, or one that the centre still had at that moment."""
        if key_id == self.key_id:
            return self
        keys = (GivenKey(bytes_of(one.public_key), key_id) for one in self.former if moment <= one.until)
        return next((key for key in keys if key_id_of(key.raw) == key_id), None)


def bytes_of(text: str) -> bytes:
    """What base64 says; nothing where it is none."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""


def key_of(public: PublicKey) -> GivenKey:
    """A key that is at hand already."""
    return GivenKey(b64decode(public.public_key), public.key_id)


def read_key(file: Path) -> GivenKey:
    """Raises UsageInvalid when the file cannot be read or holds no Ed25519 key."""
    try:
        with file.open("rb") as opened:
            raw = _raw_key(opened.read(_LONGEST).decode())
    except (OSError, ValueError) as error:
        raise UsageInvalid(problem="usage.problem.key-unreadable", file=str(file)) from error
    return GivenKey(raw, key_id_of(raw))


def _raw_key(pem: str) -> bytes:
    before, found, rest = pem.partition(_BEGIN)
    body, ended, _ = rest.partition(_END)
    if not found or not ended:
        raise ValueError("no PEM")
    content = b64decode("".join(body.split()), validate=True)
    if not content.startswith(PEM_PREFIX) or len(content) != len(PEM_PREFIX) + _KEY_BYTES:
        raise ValueError("no Ed25519 key")
    return content[len(PEM_PREFIX) :]
