"""Keys for rescue files: reading them, naming them, and knowing that they are the centre's."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from sync.domain.receipts import key_id_of
from sync.errors import RescueKeyMissing
from sync.protocol.rescue import RescueKey, rescue_key_text

_PEM_PREFIX = bytes.fromhex("302a300506032b656e032100")
"""What stands before the 32 bytes of an X25519 key in a SubjectPublicKeyInfo (RFC 8410)."""
_KEY_BYTES = 32


def rescue_key_of(public_key: bytes, signature: bytes) -> RescueKey:
    """The 32 bytes of a key, written down."""
    return RescueKey(key_id_of(public_key), b64encode(public_key).decode(), b64encode(signature).decode())


def public_bytes(key: RescueKey) -> bytes:
    """The 32 bytes. Raises RescueKeyMissing for a key that is none."""
    return _decoded(key.public_key)


def pem_of(key: RescueKey) -> str:
    """The key as other tools read it."""
    return f"-----BEGIN PUBLIC KEY-----\n{b64encode(_PEM_PREFIX + public_bytes(key)).decode()}\n-----END PUBLIC KEY-----\n"


def read_pem(text: str) -> RescueKey:
    """A key saved with ``pem_of``; it comes by hand, so nothing signs it. Raises RescueKeyMissing."""
    body = "".join(line for line in text.splitlines() if not line.startswith("-----"))
    try:
        der = b64decode(body, validate=True)
    except (NotBase64, ValueError) as error:
        raise RescueKeyMissing() from error
    if len(der) != len(_PEM_PREFIX) + _KEY_BYTES or not der.startswith(_PEM_PREFIX):
        raise RescueKeyMissing()
    return rescue_key_of(der[len(_PEM_PREFIX) :], b"")


def is_signed(key: RescueKey, centre_key: str) -> bool:
    """Whether the centre with this public key (base64) vouches for the key."""
    try:
        signature = b64decode(key.signature, validate=True)
        VerifyKey(_decoded(centre_key)).verify(rescue_key_text(key.public_key), signature)
    except (BadSignatureError, RescueKeyMissing, NotBase64, ValueError):
        return False
    return key.key_id == key_id_of(public_bytes(key))


def _decoded(text: str) -> bytes:
    try:
        found = b64decode(text, validate=True)
    except (NotBase64, ValueError) as error:
        raise RescueKeyMissing() from error
    if len(found) != _KEY_BYTES:
        raise RescueKeyMissing()
    return found
