"""In some seeds the centre's disk is lost once, and an older backup of all its files is put in its place.

In half of them one tablet has only looked on since the backup, so that no receipt of its own tells it of the loss, and stays away
afterwards until the others have gone on: all it has is a cursor from the state that is lost. In half of the others one tablet is
never seen again: what only it had is lost, and the others have to be able to finish without it.
"""

from dataclasses import dataclass, field
from pathlib import Path

from tests.simulation.journal import Journal
from tests.simulation.kills import Actor
from tests.simulation.two_moments import two_moments

OF_EIGHT = (3, 6)
"""Of every eight seeds, those in which it happens."""
LOOKED_ON = 3
"""Of these, the one with a tablet that looked on."""
GONE = 6
"""Of every sixteen seeds, the one in which a tablet goes with the centre's disk and never comes back."""


@dataclass
class Restoring:
    """``backup_before`` and ``restored_before`` count happenings."""

    seed: int
    happenings: int
    tablets: int
    backup_before: int = -1
    restored_before: int = -1
    restored: bool = False
    _files: dict[Path, bytes] = field(default_factory=dict)
    _promised: Journal = field(default_factory=Journal)

    def __post_init__(self) -> None:
        if self.seed % 8 in OF_EIGHT:
            self.backup_before, self.restored_before = two_moments("restoring", self.seed, self.happenings)

    def back_up(self, centre: Actor, journal: Journal) -> None:
        """All files at one moment, and what supervisors had been promised by then."""
        self._files = centre.freeze()
        self._promised = Journal(reviews=journal.reviews.copy(), wanted_originals=set(journal.wanted_originals))

    def records_nothing(self, number: int) -> bool:
        """Whether this is the tablet that only looks on, by now."""
        return bool(self._files) and self.seed % 8 == LOOKED_ON and number == self.tablets - 1

    def stays_away(self, number: int) -> bool:
        """Whether it is off the line by now."""
        return self.restored and self.records_nothing(number)

    def is_gone(self, number: int) -> bool:
        """Whether this is the tablet that never comes back, by now."""
        return self.restored and self.seed % 16 == GONE and number == self.tablets - 1

    def restore(self, centre: Actor, journal: Journal) -> None:
        """What supervisors did since is lost with the disk: no tablet has it. What officers did is not."""
        centre.frozen = dict(self._files)
        journal.reviews = self._promised.reviews.copy()
        journal.wanted_originals = set(self._promised.wanted_originals)
        journal.settled.clear()
        self.restored = journal.set_back = True
