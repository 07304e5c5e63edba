"""Durable work shared by threads that want the same at the same time."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Together(Generic[Item]):
    """Whoever gets its turn does the work for everybody who waits, at most for ``most`` at a time; the others find theirs done.

    ``work`` must bear an item again whose first attempt failed half-way.
    """

    def __init__(self, work: Callable[[Sequence[Item]], None], most: int | None = None) -> None:
        self._work = work
        self._most = most
        self._turn = threading.Lock()
        self._arriving = threading.Lock()
        self._waiting: list[_Waiting[Item]] = []

    def do(self, item: Item) -> None:
        """Returns when the work for this item is done; raises what the work raised when this thread did it."""
        mine = _Waiting(item)
        with self._arriving:
            self._waiting.append(mine)
        with self._turn:
            while not mine.done:
                self._lead(mine)

    def _lead(self, mine: "_Waiting[Item]") -> None:
        with self._arriving:
            if mine not in self._waiting:  # a leader before took it along and failed
                self._waiting.insert(0, mine)
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :] if self._most else []
        self._work([waiting.item for waiting in batch])
        for waiting in batch:
            waiting.done = True


@dataclass(slots=True, eq=False)
class _Waiting(Generic[Item]):
    item: Item
    done: bool = field(default=False)
