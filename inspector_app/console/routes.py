"""Addresses inside the console, so that reload, back button and bookmarks work. Pure."""

from uuid import UUID

_INSPECTIONS = "/inspections/"


def route_to(inspection_id: UUID | None) -> str:
    """The address of an inspection, or of the list."""
    return f"{_INSPECTIONS}{inspection_id}" if inspection_id else "/"


def inspection_in(route: str | None) -> UUID | None:
    """The inspection an address names; None for the list and for anything unknown."""
    _, found, name = (route or "").partition(_INSPECTIONS)
    try:
        return UUID(name.strip("/")) if found else None
    except ValueError:
        return None
