"""What a list says when it has no rows. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmptyView:
    """Why there is nothing, and whether clearing the filters may help."""

    title: str
    hint: str
    clearable: bool
