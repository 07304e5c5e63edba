"""The centre's own key: made at its first start, kept in a file only its user may read, never in the database."""

from base64 import b64encode
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sync.domain.receipts import PublicKey, Receipt, public_key_of, receipt_text
from sync.errors import CentreKeyMissing, CentreKeyUnreadable
from sync.server.services.key_files import make_key_file, read_key_file

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


def open_key(folder: Path, has_signed: bool = False) -> CentreKey:
    """The key in the folder; a new one where there is none, but not for a centre that ``has_signed`` before: what it signed would
    verify with no key that it shows. Raises CentreKeyMissing, CentreKeyUnreadable, OSError."""
    path = folder / FILE_NAME
    if not path.exists():
        if has_signed:
            raise CentreKeyMissing(file=str(path))
        make_key_file(path, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    private = read_key_file(path)
    if not isinstance(private, Ed25519PrivateKey):
        raise CentreKeyUnreadable(file=str(path))
    return CentreKey(private)
