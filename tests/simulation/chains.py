"""Chains and receipts worked out anew from what docs/evidence.md says, with nothing of the product."""

from base64 import b64decode
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from json import loads
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.simulation.witness import Broken


def check_chains(
    key: Path,
    lines: Mapping[UUID, Sequence[tuple[int, bytes]]],
    receipts: Iterable[tuple[Any, ...]],
    whole: Collection[UUID],
) -> None:
    """``lines``: number and bytes of every operation of a device, in order; ``whole``: devices of which none may be missing.
    Raises Broken."""
    links = {device: _links(device, of_device, device in whole) for device, of_device in lines.items()}
    private = load_pem_private_key(key.read_bytes(), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise Broken("hash", "the centre's key is no Ed25519 key")
    for device_id, seq, link, received_at, _, signature in receipts:
        device = UUID(bytes=device_id)
        if links[device].get(seq) != link:
            raise Broken("hash", f"receipt for {seq} of {device} is over another chain")
        _check_signature(private.public_key(), device, seq, link, received_at, signature)


def _links(device: UUID, lines: Sequence[tuple[int, bytes]], whole: bool) -> dict[int, str]:
    links: dict[int, str] = {}
    before, last = "", 0
    for seq, line in lines:
        named = loads(line).get("chain", "")
        if seq != last + 1:
            if whole:
                raise Broken("hash", f"operation {last + 1} of {device} is missing at the centre")
            before = named
        last = seq
        if named != before:
            raise Broken("hash", f"operation {seq} of {device} names another link than the one before it")
        before = links[seq] = sha256((before + sha256(line).hexdigest()).encode()).hexdigest()
    return links


def _check_signature(key: Ed25519PublicKey, device: UUID, seq: int, link: str, received_at: str, signature: str) -> None:
    moment = datetime.fromisoformat(received_at).astimezone(UTC).isoformat(timespec="microseconds")
    text = f"suicha-receipt 1\ndevice {device}\nseq {seq}\nlink {link}\nreceived {moment}"
    try:
        key.verify(b64decode(signature), text.encode())
    except InvalidSignature as error:
        raise Broken("hash", f"receipt for {seq} of {device} is not signed by the centre") from error
