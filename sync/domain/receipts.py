"""What the centre signs: that it holds a tablet's operations up to a place in their chain.

Signatures are Ed25519 (RFC 8032) over the text as UTF-8, written in base64; a key is 32 bytes, written in base64 as well, and
goes by the first sixteen hex digits of its SHA-256.
"""

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

NO_RECEIPT = "-"
"""Said instead of a receipt's place before there is one."""
_KEY_ID_DIGITS = 16
_LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A centre's key as anybody may have it. ``public_key`` is 32 bytes in base64, ``pem`` the same for other tools."""

    key_id: str
    public_key: str
    pem: str


@dataclass(frozen=True, slots=True)
class FormerKey:
    """A key in base64 that the centre signed with until it was lost. ``signature`` is the word of the key that the centre has
    now, over ``former_key_text``."""

    public_key: str
    until: datetime
    signature: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The centre held operation ``seq`` of the device at ``received_at``, with the chain standing at ``link``; with the link,
    the centre's word covers every operation before."""

    device_id: UUID
    seq: int
    link: str
    received_at: datetime
    key_id: str
    signature: str

    @property
    def place(self) -> str:
        """What it is for, as one word: ``device.seq.link``."""
        return f"{self.device_id}.{self.seq}.{self.link}"


def read_place(text: str) -> tuple[UUID, int, str] | None:
    """Device, number and link of an operation that a receipt is for; None for anything but such a word."""
    device_id, _, rest = text.partition(".")
    seq, _, link = rest.partition(".")
    if not seq.isdecimal() or not seq.isascii() or len(seq) > _LONGEST_NUMBER or not link:
        return None
    try:
        return UUID(device_id), int(seq), link
    except ValueError:
        return None


def receipt_text(device_id: UUID, seq: int, link: str, received_at: datetime) -> bytes:
    """What a receipt's signature is over: these five lines, newlines between them and none at the end.

    ::

        suicha-receipt 1
        device 01934f6e-8a1c-7d3e-9b5a-2f4c6d8e0a1b
        seq 47
        link 5e88...
        received 2026-05-06T09:30:00.000000+00:00
    """
    moment = received_at.astimezone(UTC).isoformat(timespec="microseconds")
    return "\n".join(["suicha-receipt 1", f"device {device_id}", f"seq {seq}", f"link {link}", f"received {moment}"]).encode()


def former_key_text(public_key: str, until: datetime) -> bytes:
    """What the centre signs about a key that it had before: these three lines, newlines between them and none at the end.

    ::

        suicha-former-key 1
        key 2f7Zr8...=
        until 2026-05-06T09:30:00.000000+00:00
    """
    moment = until.astimezone(UTC).isoformat(timespec="microseconds")
    return f"suicha-former-key 1\nkey {public_key}\nuntil {moment}".encode()


def key_id_of(public_key: bytes) -> str:
    """By what name a key goes."""
    return sha256(public_key).hexdigest()[:_KEY_ID_DIGITS]


def public_key_of(public_key: bytes) -> PublicKey:
    """The 32 bytes of a key, written down; the PEM is a SubjectPublicKeyInfo (RFC 8410)."""
    pem = b64encode(PEM_PREFIX + public_key).decode()
    return PublicKey(
        key_id_of(public_key),
        b64encode(public_key).decode(),
        f"-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----\n",
    )


PEM_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo."""
