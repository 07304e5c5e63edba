"""The centre's own key: made at its first start, kept in a file only its user may read, never in the database."""

from base64 import b64encode
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.domain.receipts import PublicKey, Receipt, public_key_of, receipt_text
from sync.server.services.key_files import CENTRE_KEY


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


def open_key(folder: Path, handed_out: bool = False) -> CentreKey:
    """The key in the folder. Raises as ``KeyFile.open``."""
    return CentreKey(CENTRE_KEY.open(folder, handed_out))
