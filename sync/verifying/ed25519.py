"""Ed25519 signatures (RFC 8032), checked by what is installed: ``cryptography``, or ``ecdsa``, which is pure Python."""

from collections.abc import Callable
from functools import cache

Check = Callable[[bytes, bytes, bytes], bool]
"""Called with the key's 32 bytes, the content and the signature; whether the signature holds."""


@cache
def checker() -> Check:
    """The faster of the two that can be imported."""
    try:
        return fast_checker()
    except ImportError:
        return pure_checker()


def fast_checker() -> Check:
    """Raises ImportError without ``cryptography``."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    def holds(key: bytes, content: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True

    return holds


def pure_checker() -> Check:
    """For machines without compiled packages; some milliseconds per signature."""
    from ecdsa import BadSignatureError, Ed25519, VerifyingKey
    from ecdsa.errors import MalformedPointError

    def holds(key: bytes, content: bytes, signature: bytes) -> bool:
        try:
            return bool(VerifyingKey.from_string(key, curve=Ed25519).verify(signature, content))
        except (BadSignatureError, MalformedPointError, ValueError):
            return False

    return holds
