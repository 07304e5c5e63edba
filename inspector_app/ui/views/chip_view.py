"""What the header says of the sync on every screen: the same in words, and as a number where there is room for no more. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.services.assignments import needs_work
from inspector_app.services.records import AssignmentProgress
from inspector_app.services.sync_status import SyncState, SyncStatus
from inspector_app.ui.views.wording import ENROL_AGAIN, progress_line, still_waiting
from sync.client.progress import Step
from sync.errors import CentreUnreachable
from sync.i18n import say

_MOST_COUNTED = 99


class ChipKind(StrEnum):
    """By what there is to do about it."""

    RUNNING = "running"
    NOT_ENROLLED = "not_enrolled"
    TURNED_AWAY = "turned_away"
    PAUSED = "paused"
    NOT_SENT = "not_sent"
    WAITING = "waiting"
    UNDECIDED = "undecided"
    AMISS = "amiss"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ChipView:
    """``short``, where there is little room: the number in the words, in two digits at most; empty where they have none. That the
    centre turned the tablet away is no number and stands in words everywhere."""

    kind: ChipKind
    words: str
    short: str


def chip_view(language: str, status: SyncStatus, undecided: int = 0) -> ChipView:
    """For the state of the sync, and so many items that somebody has to decide about."""
    if status.state is SyncState.RUNNING:
        return _running(language, status)
    if turned_away(status):
        words = say(language, f"tablet.away.{_code(status)}.short")
        return ChipView(ChipKind.TURNED_AWAY, words, words)
    kind, count = _kind(status, undecided)
    return ChipView(kind, _words(language, kind, count, status), _number(count))


def turned_away(status: SyncStatus) -> bool:
    """Whether nothing mends it but a new code, also while it is paused."""
    return _code(status) in ENROL_AGAIN and status.state is not SyncState.NOT_ENROLLED


def away_words(language: str, status: SyncStatus) -> str:
    """That the centre turned this tablet away, for every screen that an officer begins with; empty where it did not."""
    return say(language, f"tablet.away.{_code(status)}") if turned_away(status) else ""


def _code(status: SyncStatus) -> str:
    return status.error.code if status.error else ""


def undecided(entries: Iterable[AssignmentProgress]) -> int:
    """How many items are in conflict, or held by the centre no more, where that can be decided now."""
    return sum(entry.conflicts + entry.forgotten for entry in entries if needs_work(entry))


def _running(language: str, status: SyncStatus) -> ChipView:
    seen = status.progress
    if seen.step is Step.NEWS:
        return ChipView(ChipKind.RUNNING, say(language, "tablet.sync.running"), "")
    left = max(0, seen.records_total - seen.records) + max(0, seen.files_total - seen.files)
    return ChipView(ChipKind.RUNNING, progress_line(language, status), _number(left))


def _kind(status: SyncStatus, undecided: int) -> tuple[ChipKind, int]:
    waiting, backlog = still_waiting(status), status.backlog
    if status.state is SyncState.NOT_ENROLLED:
        return ChipKind.NOT_ENROLLED, 0
    if status.state is SyncState.PAUSED:
        return ChipKind.PAUSED, waiting
    if status.state in (SyncState.WAITING, SyncState.STOPPED):
        return ChipKind.NOT_SENT, waiting
    counted = (
        (ChipKind.WAITING, waiting),
        (ChipKind.UNDECIDED, undecided),
        (ChipKind.AMISS, backlog.amiss),
        (ChipKind.LATER, backlog.later),
    )
    return next(((kind, count) for kind, count in counted if count), (ChipKind.DONE, 0))


def _words(language: str, kind: ChipKind, count: int, status: SyncStatus) -> str:
    name = {
        ChipKind.PAUSED: "sync.paused" if count else "sync.paused.idle",
        ChipKind.NOT_SENT: _not_sent(status, count),
        ChipKind.AMISS: "queue.trouble",
        ChipKind.LATER: "sync.later.short",
    }.get(kind, f"sync.{kind.value}")
    return say(language, f"tablet.{name}", count=count)


def _not_sent(status: SyncStatus, count: int) -> str:
    """Offline only where the centre was not reached."""
    reached = status.error is not None and not isinstance(status.error, CentreUnreachable)
    return f"sync.{'not_sent' if reached else 'offline'}{'' if count else '.idle'}"


def _number(count: int) -> str:
    return f"{_MOST_COUNTED}+" if count > _MOST_COUNTED else str(count or "")
