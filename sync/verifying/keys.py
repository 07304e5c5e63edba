"""The centre's public key in a file: PEM, as ``suicha centre key`` writes it."""

from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

from sync.domain.receipts import PEM_PREFIX, PublicKey, key_id_of
from sync.errors import UsageInvalid
from sync.verifying.ed25519 import checker

_BEGIN, _END = "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"
_KEY_BYTES = 32
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class GivenKey:
    """The key that signatures are checked with: its 32 bytes and its name."""

    raw: bytes
    key_id: str

    def holds(self, content: bytes, signature: bytes) -> bool:
        """Whether the centre with this key signed the content."""
        return checker()(self.raw, content, signature)


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
