"""Chance by name: every decision of a schedule has dice of its own, so that one more decision never changes the others."""

from random import Random


def dice(*names: object) -> Random:
    """The same names always give the same dice."""
    return Random("/".join(map(str, names)))
