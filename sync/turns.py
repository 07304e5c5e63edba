"""Locks by what they are about, between the threads of one process."""

from collections.abc import Hashable
from contextlib import AbstractContextManager
from threading import RLock


class Turns:
    """Who is at the same thing takes turns. Of ``count`` locks several things share one: the more, the more seldom do two things
    wait for one another."""

    def __init__(self, count: int) -> None:
        self._locks = tuple(RLock() for _ in range(count))

    def at(self, thing: Hashable) -> AbstractContextManager[bool]:
        """To hold while at it; whoever holds it may take it once more."""
        return self._locks[hash(thing) % len(self._locks)]
