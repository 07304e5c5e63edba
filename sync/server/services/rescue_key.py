"""The centre's key pair for rescue files: tablets seal with the public half, and only this centre opens."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.protocol.rescue import RescueKey, rescue_key_text
from sync.sealing.keys import rescue_key_of
from sync.server.services.countersigning import CentreKey
from sync.server.services.key_files import RESCUE_KEY


class RescueKeyPair:
    """``public`` is what tablets get, signed by the centre; ``private_key`` are the 32 bytes that open their files."""

    def __init__(self, private: X25519PrivateKey, centre_key: CentreKey) -> None:
        self.private_key = private.private_bytes_raw()
        public = private.public_key().public_bytes_raw()
        text = rescue_key_text(rescue_key_of(public, b"").public_key)
        self.public: RescueKey = rescue_key_of(public, centre_key.sign(text))


def open_rescue_key(folder: Path, centre_key: CentreKey, handed_out: bool = False) -> RescueKeyPair:
    """The key pair in the folder. Raises as ``KeyFile.open``."""
    return RescueKeyPair(RESCUE_KEY.open(folder, handed_out), centre_key)
