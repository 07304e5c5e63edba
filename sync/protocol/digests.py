"""A body's digest in its head (RFC 9530): what was cut or changed on the way is told from what was sent so."""

from base64 import b64encode
from hashlib import sha256


def content_digest(body: bytes) -> str:
    """The value of Content-Digest for a body."""
    return f"sha-256=:{b64encode(sha256(body).digest()).decode()}:"
