"""What arrived and is not on record yet, because the app was killed or something was in the way: tried again until it is."""

import logging
import threading
from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from inspector_app.services.arrivals import Arrival, Arrivals
from inspector_app.services.records import PhotoRecord
from sync.errors import PhotoUnreadable, SoundUnreadable, StorageFailed, SuichaError

log = logging.getLogger(__name__)

Original = Callable[[], bytes]
Develop = Callable[[Arrival, Original], PhotoRecord]
"""Puts an arrival on record. Raises what was in the way."""


class _Left(NamedTuple):
    """``code``: of what was in the way, empty before the first try."""

    arrival: Arrival
    code: str = ""


class LeftBehind:
    """Arrivals of an earlier run of the app, and of this one whose way onto the record was barred."""

    def __init__(self, arrivals: Arrivals, develop: Develop) -> None:
        self._arrivals = arrivals
        self._develop = develop
        self._left: dict[UUID, _Left] = {one.photo_id: _Left(one) for one in arrivals.waiting()}
        self._untold = 0
        self._one_at_a_time = threading.Lock()

    def developed(self, arrival: Arrival, original: Original) -> PhotoRecord:
        """The arrival on record. Where that fails it stays for ``recover``, unless it is no picture or sound at all."""
        try:
            photo = self._develop(arrival, original)
        except (PhotoUnreadable, SoundUnreadable):
            self._left.pop(arrival.photo_id, None)
            forget(self._arrivals.discard, arrival)
            raise
        except (SuichaError, OSError) as problem:
            self._left[arrival.photo_id] = _Left(arrival, _code_of(problem))
            raise
        self._left.pop(arrival.photo_id, None)
        return photo

    def recover(self) -> int:
        """Put on record what can be by now; how many it were.

        One that cannot be, as where the inspection was submitted meanwhile or the disk is full, stays where it is and is tried
        again by the next call: a return opens the inspection, room may be made.
        """
        with self._one_at_a_time:
            recovered = sum(self._is_recovered(left.arrival) for left in list(self._left.values()))
            self._untold += recovered
            return recovered

    def newly_recovered(self) -> int:
        """How many ``recover`` has put on record since this was last asked, for a screen to tell, whoever called it."""
        with self._one_at_a_time:
            told, self._untold = self._untold, 0
            return told

    def unfinished(self) -> list[tuple[Arrival, str]]:
        """What could not be put on record so far, the oldest first, each with the code of what was in its way."""
        left = sorted(self._left.values(), key=lambda one: one.arrival.photo_id)
        return [(one.arrival, one.code) for one in left if one.code]

    def _is_recovered(self, arrival: Arrival) -> bool:
        try:
            self.developed(arrival, lambda: self._arrivals.original(arrival))
        except (SuichaError, OSError) as problem:
            log.warning("picture %s could not be made a photo: %r", arrival.photo_id, problem)
            return False
        return True


def forget(forgetting: Callable[[Arrival], None], arrival: Arrival) -> None:
    """What is to be kept is kept by now, so a disk that does not let go of the rest fails nobody's step: ``recover`` meets it
    again after the next start."""
    try:
        forgetting(arrival)
    except StorageFailed:
        log.exception("what is left of the arrival %s stays on the disk", arrival.photo_id)


def _code_of(problem: SuichaError | OSError) -> str:
    return problem.code if isinstance(problem, SuichaError) else StorageFailed.code
