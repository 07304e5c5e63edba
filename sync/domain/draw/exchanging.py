"""Exchanges of compounds that make room for one more where enterprises are at their cap.

A breadth-first search from the stratum that is short: a compound of it would do if its enterprise gave up another one, whose
stratum then needs a compound elsewhere, and so on. The first path found is taken: none is shorter. Compounds are looked at in
the order of their tickets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Room:
    """How many more visits each enterprise may get (None: any number), and the compounds that earlier checks drew: they need no
    room and are not exchanged. ``enterprises`` by position in the pool."""

    enterprises: Sequence[str]
    left: dict[str, int] | None
    drawn: set[int] = field(default_factory=set)

    def takes(self, compound: int) -> bool:
        """Whether a compound can be drawn now."""
        return self.left is None or compound in self.drawn or self.left[self.enterprises[compound]] > 0

    def change(self, compound: int, by: int) -> None:
        """Takes room for a visit (-1) or gives it back (+1)."""
        if self.left is not None and compound not in self.drawn:
            self.left[self.enterprises[compound]] += by


@dataclass(frozen=True, slots=True)
class Exchange:
    """``path``: compounds that are drawn, given up, drawn ... in turn, the last one drawn; None where there is none. Then
    ``strata`` and ``enterprises`` are those that were reached: together they lack the room."""

    path: tuple[int, ...] | None
    strata: tuple[int, ...] = ()
    enterprises: tuple[str, ...] = ()


class Exchanges:
    """Of one check. ``order``: its compounds by ticket; ``stratum_of`` each, by number."""

    def __init__(self, order: Iterable[int], stratum_of: Sequence[int], room: Room) -> None:
        self._stratum_of, self._room = stratum_of, room
        self._in_stratum: dict[int, list[int]] = {}
        self._of_enterprise: dict[str, list[int]] = {}
        for compound in order:
            self._in_stratum.setdefault(stratum_of[compound], []).append(compound)
            self._of_enterprise.setdefault(room.enterprises[compound], []).append(compound)

    def find(self, short: int, chosen: set[int]) -> Exchange:
        """The path that gives stratum ``short`` one compound more."""
        came_by: dict[int, tuple[int, ...]] = {short: ()}
        reached: dict[str, None] = {}
        for number in (queue := [short]):
            for compound in self._in_stratum.get(number, ()):
                if compound in chosen:
                    continue
                if self._room.takes(compound):
                    return Exchange((*came_by[number], compound))
                enterprise = self._room.enterprises[compound]
                if enterprise not in reached:
                    reached[enterprise] = None
                    for given_up in self._held_by(enterprise, chosen):
                        if (other := self._stratum_of[given_up]) not in came_by:
                            came_by[other] = (*came_by[number], compound, given_up)
                            queue.append(other)
        return Exchange(None, tuple(queue), tuple(reached))

    def _held_by(self, enterprise: str, chosen: set[int]) -> list[int]:
        return [one for one in self._of_enterprise[enterprise] if one in chosen and one not in self._room.drawn]
