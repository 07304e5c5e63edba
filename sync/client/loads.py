"""How much goes over the line at once: as much as it carries in two seconds and the centre takes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from time import monotonic
from typing import Final

from sync.client.ports import WaitingFile
from sync.errors import CentreFailed, SuichaError
from sync.protocol.messages import CHUNK_BYTES, LOAD_BYTES, SMALL_FILES

LEAST_BYTES: Final = 64 * 1024
"""The head of a request and its way there and back count for little beside so many."""
FIRST_BYTES: Final = 4 * LEAST_BYTES
"""What the slowest line that is of any use carries before a tablet's patience ends, and enough to tell a quick one."""
_SECONDS: Final = 2.0
_SHORTEST: Final = 0.001
"""Seconds: whatever went faster went as fast as this."""


class Loads:
    """How much one tablet puts into its requests: records, small files that share one, and chunks of the others.

    Of a line nothing is known at first, and the first request is one that a slow line carries, too. Where a line breaks, what was
    on its way goes once more: a quick one makes up for that in a moment, and a slow one has little on it. Where it is slow, an
    answer comes long before the patience for it ends. One that failed is taken for slow until it shows otherwise.
    """

    def __init__(self) -> None:
        self._pace: float | None = None
        self._most = CHUNK_BYTES
        self._passes = LOAD_BYTES

    def begin(self) -> None:
        """A new sync: the line may be another one by now, and is believed to be as slow as the last but not as quick."""
        self._most = CHUNK_BYTES

    @property
    def room(self) -> int:
        """Bytes of the next request at most."""
        carries = FIRST_BYTES if self._pace is None else int(self._pace * _SECONDS)
        return max(LEAST_BYTES, min(carries, self._most, self._passes))

    def chunk_of(self, failed: bool) -> int:
        """Bytes of a file's next chunk at most; few where it failed before, as long as nothing else is known of the line."""
        return LEAST_BYTES if self._pace is None and failed else min(self.room, CHUNK_BYTES)

    def of(self, files: Sequence[WaitingFile]) -> Iterator[list[WaitingFile]]:
        """Files that share a request, in turn; the room counts when a load is put together, after the one before was sent."""
        load: list[WaitingFile] = []
        for file in files:
            if load and not self._has_room(load, file):
                yield load
                load = []
            load.append(file)
        if load:
            yield load

    @contextmanager
    def carrying(self, size: int) -> Iterator[None]:
        """So many bytes go over the line inside, up to their answer. A refusal in the centre's own words tells nothing of it."""
        begun = monotonic()
        try:
            yield
        except SuichaError as error:
            if error.retryable:
                self._pace = LEAST_BYTES / _SECONDS
            if is_too_large(error):
                self._passes = max(LEAST_BYTES, min(size // 2, CHUNK_BYTES))
            raise
        self.carried(size, monotonic() - begun)

    def carried(self, size: int, seconds: float) -> None:
        """So many bytes went over the line in so many seconds. The way there and back is most of that for a few bytes: they can
        only show it to be quicker than it was taken for."""
        pace = size / max(seconds, _SHORTEST)
        taken_for = FIRST_BYTES / _SECONDS if self._pace is None else self._pace
        if size >= LEAST_BYTES or pace > taken_for:
            self._pace = pace

    def taken(self, most: int) -> None:
        """The centre says how many bytes it takes at once."""
        self._most = most

    def _has_room(self, load: Sequence[WaitingFile], file: WaitingFile) -> bool:
        together = [*load, file]
        return (
            len(together) <= SMALL_FILES
            and sum(each.size for each in together) <= self.room
            and not any(_goes_alone(each) for each in together)
        )


def is_too_large(error: SuichaError) -> bool:
    """Whether something between tablet and centre has no room for a request of this size. (The centre itself says that in words
    of its own.)"""
    return isinstance(error, CentreFailed) and error.fields.get("status") == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def _goes_alone(file: WaitingFile) -> bool:
    """One that goes in chunks can go on where it was cut; one that failed before is on a line that breaks often: the less is on
    its way there, the more arrives."""
    return file.failed or file.size > CHUNK_BYTES
