"""Which texts every part of the system can keep."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def is_storable(text: str) -> bool:
    """False for NUL, which PostgreSQL refuses, and for surrogates, which have no UTF-8."""
    return _UNSTORABLE.search(text) is None
