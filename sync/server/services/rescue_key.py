"""The centre's key pair for rescue files: tablets seal with the public half, and only this centre opens."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sync.errors import CentreKeyUnreadable
from sync.protocol.rescue import RescueKey, rescue_key_text
from sync.sealing.keys import rescue_key_of
from sync.server.services.countersigning import CentreKey
from sync.server.services.key_files import make_key_file, read_key_file

FILE_NAME = "rescue-key.pem"


class RescueKeyPair:
    """``public`` is what tablets get, signed by the centre; ``private_key`` are the 32 bytes that open their files."""

    def __init__(self, private: X25519PrivateKey, centre_key: CentreKey) -> None:
        self.private_key = private.private_bytes_raw()
        public = private.public_key().public_bytes_raw()
        text = rescue_key_text(rescue_key_of(public, b"").public_key)
        self.public: RescueKey = rescue_key_of(public, centre_key.sign(text))


def open_rescue_key(folder: Path, centre_key: CentreKey) -> RescueKeyPair:
    """The key pair in the folder; a new one where there is none. Raises CentreKeyUnreadable, OSError."""
    path = folder / FILE_NAME
    if not path.exists():
        content = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        make_key_file(path, content)
    private = read_key_file(path)
    if not isinstance(private, X25519PrivateKey):
        raise CentreKeyUnreadable(file=str(path))
    return RescueKeyPair(private, centre_key)
