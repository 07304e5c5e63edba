"""Which texts every part of the system can keep."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SHA256 = re.compile("[0-9a-f]{64}")


def is_storable(text: str) -> bool:
    """False for NUL, which PostgreSQL refuses, and for surrogates, which have no UTF-8."""
    return _UNSTORABLE.search(text) is None


def is_sha256(text: str) -> bool:
    """Whether it is a SHA-256 in lower-case hex."""
    return _SHA256.fullmatch(text) is not None
