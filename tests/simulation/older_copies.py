"""In some seeds a tablet's disk is lost once, and an older copy of all its files is put in its place."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from tests.simulation import restoring
from tests.simulation.journal import Act, Journal
from tests.simulation.kills import Actor
from tests.simulation.two_moments import two_moments

OF_NINE = 7
"""Of every nine seeds, the one in which it happens, unless the centre loses its disk in it."""


@dataclass
class OlderCopy:
    """``copied_before`` and ``put_back_before`` count happenings; ``number`` is the tablet's."""

    seed: int
    happenings: int
    tablets: int
    copied_before: int = -1
    put_back_before: int = -1
    number: int = 0
    _files: dict[Path, bytes] = field(default_factory=dict)
    _acts: Counter[Act] = field(default_factory=Counter)
    _pictures: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.seed % 9 == OF_NINE and self.seed % 8 not in restoring.OF_EIGHT:
            self.copied_before, self.put_back_before = two_moments("an older copy", self.seed, self.happenings)
            self.number = Random(f"of which tablet {self.seed}").randrange(self.tablets)

    def copy(self, tablet: Actor, journal: Journal) -> None:
        """All files at one moment, and what the officer had done by then."""
        self._files = tablet.freeze()
        self._acts, self._pictures = Counter(journal.acts), set(journal.pictures)

    def put_back(self, tablet: Actor, journal: Journal, at_centre: Collection[Act], whole: Collection[UUID]) -> None:
        """What the officer did since is lost with the disk. ``whole``: photos whose files are at the centre."""
        tablet.frozen = dict(self._files)
        lose(journal, self.number, at_centre, whole, self._acts, self._pictures)


def lose(
    journal: Journal,
    number: int,
    at_centre: Collection[Act],
    whole: Collection[UUID],
    copied: Counter[Act] | None = None,
    copied_pictures: Collection[UUID] = (),
) -> set[UUID]:
    """What an officer did on a tablet that is lost is lost with it, unless it was copied before, or the centre has it, or a late
    request brings it. Returns the pictures of which that is true."""
    lost = {act for act in Counter(journal.acts) - (copied or Counter()) if act.tablet == number} - set(at_centre)
    journal.unsure += [act for act in journal.acts if act in lost]
    journal.acts = [act for act in journal.acts if act not in lost]
    journal.unsure_answers += [one for one in journal.answers if one.act in lost]
    journal.answers = [one for one in journal.answers if one.act not in lost]
    pictures = {photo for photo in journal.pictures if journal.pictures_of[photo][0] == number}
    pictures -= {*copied_pictures, *whole}
    for photo in pictures:
        del journal.pictures[photo]
    return pictures
