"""How a tablet is doing, as it says of itself with every sync, and what of that wants somebody's attention."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LOW_SPACE = 1_000_000_000
"""Bytes: a day of visits with their untouched originals."""
LARGEST_SKEW = timedelta(minutes=2)
_CENTURY = timedelta(days=36_525)
SILENT_AFTER = timedelta(days=3)
_SET_BACK_FOR = timedelta(days=3)
"""Whoever holds the older copy tries again meanwhile, or has been given a name of its own."""
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,39}|")
_LARGEST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class TabletReport:
    """``at`` is the tablet's clock; ``free_bytes`` where its data lie; ``records``, ``files`` and their ``file_bytes`` still
    wait to be sent; ``error`` is the code of what ended the last sync that failed since the last one that did not.
    ``metered`` and ``low_battery``: it knows that photos should wait. ``old_keys``: it cannot trust the keys that the centre has
    by now, so that a rescue file of it could not be opened."""

    at: datetime
    free_bytes: int
    records: int = 0
    files: int = 0
    file_bytes: int = 0
    version: str = ""
    error: str = ""
    paused: bool = False
    metered: bool = False
    low_battery: bool = False
    old_keys: bool = False


class Concern(StrEnum):
    """Why somebody should look after a tablet."""

    LOW_SPACE = "low_space"
    CLOCK = "clock"
    SILENT = "silent"
    SET_BACK = "set_back"
    OLD_KEYS = "old_keys"
    TURNED_DOWN = "turned_down"


def by_its_clock(at: datetime, skew_seconds: int | None) -> datetime:
    """What a tablet's clock says at a moment, as far as is known. One that counts as right says just that, and so does one so far
    off that no calendar might have the day."""
    skew = timedelta(seconds=skew_seconds or 0)
    return at + skew if LARGEST_SKEW < abs(skew) < _CENTURY else at


def problem_with_report(report: TabletReport) -> str | None:
    """The first field that cannot be, or None."""
    for name in ("free_bytes", "records", "files", "file_bytes"):
        if not 0 <= getattr(report, name) <= _LARGEST:
            return name
    return next((name for name in ("version", "error") if not _WORD.fullmatch(getattr(report, name))), None)


def concerns_about(
    report: TabletReport | None,
    skew: timedelta | None,
    heard_at: datetime,
    open_entries: int,
    now: datetime,
    set_back_at: datetime | None = None,
) -> tuple[Concern, ...]:
    """``skew``: how far its clock was ahead; ``heard_at``: its last contact, or its enrolment; ``open_entries``: operations
    of it that were turned down and wait for a decision; ``set_back_at``: when an older copy of its data was last turned away."""
    found = {
        Concern.LOW_SPACE: report is not None and report.free_bytes < LOW_SPACE,
        Concern.CLOCK: skew is not None and abs(skew) > LARGEST_SKEW,
        Concern.SILENT: now - heard_at > SILENT_AFTER,
        Concern.SET_BACK: set_back_at is not None and now - set_back_at < _SET_BACK_FOR,
        Concern.OLD_KEYS: report is not None and report.old_keys,
        Concern.TURNED_DOWN: open_entries > 0,
    }
    return tuple(concern for concern, holds in found.items() if holds)
