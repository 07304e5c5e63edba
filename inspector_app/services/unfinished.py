"""What is kept on this tablet and could not be put on record: shown in the queue until it is, or until somebody has read why it
is left out."""

from uuid import UUID

from inspector_app.services.arrivals import Arrival, Arrivals
from inspector_app.services.backlog import EntryKind, EntryState, QueueEntry
from inspector_app.services.left_behind import LeftBehind
from inspector_app.services.records import InspectionRecord, Records
from sync.domain.inspections import State
from sync.errors import InspectionFrozen


class Unfinished:
    """Arrivals that the sync tries again by itself. One whose inspection was accepted meanwhile has come too late for good, and
    of one whose note cannot be read any more nobody knows where it belongs."""

    def __init__(self, left_behind: LeftBehind, arrivals: Arrivals, records: Records) -> None:
        self._left_behind = left_behind
        self._arrivals = arrivals
        self._records = records

    def entries(self) -> list[QueueEntry]:
        """As the queue shows them, the oldest first. Raises StorageFailed."""
        known, left = self._arrivals.is_set_aside, self._left_behind.unfinished()
        spoilt = [_spoilt(photo_id) for photo_id in self._arrivals.spoilt() if not known(photo_id)]
        return [*spoilt, *(self._entry(arrival, code) for arrival, code in left if not known(arrival.photo_id))]

    def set_aside(self, key: str) -> None:
        """Somebody has read that it is left out: it stays on the tablet and leaves the queue, unless it may go on record after
        all."""
        left = [arrival for arrival, _ in self._left_behind.unfinished()]
        too_late = [one.photo_id for one in left if _is_left_out(self._records.inspection(one.inspection_id))]
        for photo_id in [*too_late, *self._arrivals.spoilt()]:
            if str(photo_id) == key:
                self._arrivals.set_aside(photo_id)

    def _entry(self, arrival: Arrival, code: str) -> QueueEntry:
        record = self._records.inspection(arrival.inspection_id)
        return QueueEntry(
            key=str(arrival.photo_id),
            inspection_id=arrival.inspection_id,
            compound=self._compound(record),
            item_code=arrival.item_code or None,
            kind=EntryKind.SOUND if arrival.sound else EntryKind.ORIGINAL,
            state=EntryState.LEFT_OUT if _is_left_out(record) else EntryState.UNFINISHED,
            size=self._arrivals.size(arrival),
            tries=0,
            code=None if code == InspectionFrozen.code else code,
        )

    def _compound(self, record: InspectionRecord | None) -> str:
        assignment = self._records.assignment(record.assignment_id) if record else None
        return assignment.compound.name if assignment else ""


def _spoilt(photo_id: UUID) -> QueueEntry:
    return QueueEntry(str(photo_id), None, "", None, EntryKind.ARRIVAL, EntryState.SPOILT, 0, 0, None)


def _is_left_out(record: InspectionRecord | None) -> bool:
    return record is not None and record.state is State.ACCEPTED
