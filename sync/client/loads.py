"""Small files share a request: as many as the line carries in a second and the centre takes."""

from collections.abc import Iterator, Sequence
from typing import Final

from sync.client.ports import WaitingFile
from sync.protocol.messages import CHUNK_BYTES, LOAD_BYTES, SMALL_FILES

_SHORTEST: Final = 0.001
"""Seconds: whatever went faster went as fast as this."""


class Loads:
    """The requests of one sync. The first is a chunk at most, since nothing is known of the line yet.

    Where a line breaks, everything that was on its way goes once more: a quick line makes up for that in a moment, a slow one
    never has more than a chunk on it.
    """

    def __init__(self) -> None:
        self.room = CHUNK_BYTES
        """Bytes of the next load at most."""

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

    def carried(self, size: int, seconds: float, most: int) -> None:
        """So many bytes went over the line in so many seconds, to a centre that takes at most so many at once."""
        a_second = int(size / max(seconds, _SHORTEST))
        self.room = max(CHUNK_BYTES, min(a_second, most, LOAD_BYTES))

    def _has_room(self, load: Sequence[WaitingFile], file: WaitingFile) -> bool:
        together = [*load, file]
        return (
            len(together) <= SMALL_FILES
            and sum(each.size for each in together) <= self.room
            and not any(_goes_alone(each) for each in together)
        )


def _goes_alone(file: WaitingFile) -> bool:
    """One that goes in chunks can go on where it was cut; one that failed before is on a line that breaks often: the less is on
    its way there, the more arrives."""
    return file.failed or file.size > CHUNK_BYTES
