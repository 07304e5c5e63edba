"""The centre's own key: made at its first start, kept in a file only its user may read, never in the database."""

import os
from base64 import b64encode
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from sync.domain.receipts import PublicKey, Receipt, public_key_of, receipt_text
from sync.errors import CentreKeyUnreadable

FILE_NAME = "centre-key.pem"


class CentreKey:
    """Signs with Ed25519. ``public`` is what anybody may have."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public: PublicKey = public_key_of(private.public_key().public_bytes_raw())

    def sign(self, content: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self._private.sign(content)

    def receipt(self, device_id: UUID, seq: int, link: str, received_at: datetime) -> Receipt:
        """The centre's word that it holds a device's operation with this place in the chain."""
        signature = self.sign(receipt_text(device_id, seq, link, received_at))
        return Receipt(device_id, seq, link, received_at, self.public.key_id, b64encode(signature).decode())


def open_key(folder: Path) -> CentreKey:
    """The key in the folder; a new one where there is none. Raises CentreKeyUnreadable, OSError."""
    path = folder / FILE_NAME
    if not path.exists():
        _make(path)
    try:
        private = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, OSError) as error:
        raise CentreKeyUnreadable(file=str(path)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise CentreKeyUnreadable(file=str(path))
    return CentreKey(private)


def _make(path: Path) -> None:
    """Whole and durable before it has its name; of several processes that start at once, one makes it."""
    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f".{FILE_NAME}.{uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
