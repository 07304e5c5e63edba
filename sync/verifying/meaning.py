"""What is written in a line in more than one way and means the same: tablets write ids and moments in one form, and centres take
every form that says so without doubt. Whoever checks compares by meaning."""

from datetime import datetime
from uuid import UUID


def id_meant(text: str) -> str:
    """An id in the form in which tablets write it. What is none stands as it is, and is the same as nothing but itself."""
    try:
        return str(UUID(text))
    except (ValueError, AttributeError, TypeError):
        return text


def is_same_id(one: str, other: str) -> bool:
    """Whether both name the same thing."""
    return one == other or id_meant(one) == id_meant(other)


def is_same_moment(one: str, other: str) -> bool:
    """Whether both name the same moment, in whichever offset. Raises ValueError for what is none."""
    return one == other or datetime.fromisoformat(one) == datetime.fromisoformat(other)
