"""The lines of a rescue file in the order in which they can be decided: what waits for something that stands later in the file
is decided again once that has come, before anything after it.

A tablet that syncs sends such starts first. A file was written without knowing what the centre has, so the order is made here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sync.protocol.operations import BATCH_LINES, AddPhoto, Body, RemovePhoto, SignInspection, StartInspection
from sync.server.services.known import ReceivedLine


@dataclass(slots=True)
class RescuedLines:
    """``_needed``: inspections and photos that lines so far cannot do without. ``_held``: what waits, by inspection."""

    _needed: set[UUID] = field(default_factory=set)
    _held: dict[UUID, list[ReceivedLine]] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """How many wait."""
        return sum(map(len, self._held.values()))

    def pieces(self, lines: Iterable[ReceivedLine]) -> Iterator[list[ReceivedLine]]:
        """The lines in their order, as many as one request may have, with a cut after each that an earlier one may wait for."""
        piece: list[ReceivedLine] = []
        for line in lines:
            piece.append(line)
            self._needed |= _needs(line)
            if len(piece) == BATCH_LINES or self._is_waited_for(line):
                yield piece
                piece = []
        if piece:
            yield piece

    def hold(self, lines: Iterable[ReceivedLine]) -> None:
        """The centre put these on hold. What cannot be read it turns down instead."""
        for line in lines:
            if line.operation is not None:
                self._held.setdefault(line.operation.body.inspection_id, []).append(line)

    def freed_pieces(self, line: ReceivedLine) -> Iterator[list[ReceivedLine]]:
        """What waited and can be decided again once this line was, in the order of the file; nothing where it waits itself."""
        return self.pieces(self._freed_by(line))

    def _freed_by(self, line: ReceivedLine) -> list[ReceivedLine]:
        if line.operation is None or not self._is_waited_for(line):
            return []
        inspection = line.operation.body.inspection_id
        return [] if line in self._held.get(inspection, [])[-1:] else self._held.pop(inspection, [])

    def _is_waited_for(self, line: ReceivedLine) -> bool:
        return line.operation is not None and _brings(line.operation.body) in self._needed


def _brings(body: Body) -> UUID | None:
    """What others may be waiting for."""
    if isinstance(body, StartInspection):
        return body.inspection_id
    return body.photo.photo_id if isinstance(body, AddPhoto) else None


def _needs(line: ReceivedLine) -> set[UUID]:
    """The inspection, unless it is the line itself that starts it, and the photos that it speaks of."""
    if line.operation is None or isinstance(line.operation.body, StartInspection):
        return set()
    body = line.operation.body
    photo = _photo_spoken_of(body)
    return {body.inspection_id, photo} if photo else {body.inspection_id}


def _photo_spoken_of(body: Body) -> UUID | None:
    if isinstance(body, AddPhoto):
        return body.photo.annotates
    if isinstance(body, RemovePhoto):
        return body.photo_id
    return body.signature.refusal.photo_id if isinstance(body, SignInspection) and body.signature.refusal else None
