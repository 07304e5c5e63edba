"""What the syncs did, one after the other, to look at and to hand out."""

import csv
import io
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from inspector_app.services.documents import Document
from sync.client.progress import Progress
from sync.domain.clock import Clock, in_china
from sync.i18n import say

COLUMNS = (
    "records",
    "conflicts",
    "rejected",
    "held",
    "files",
    "file_bytes",
    "troubled",
    "news",
    "bytes_sent",
    "bytes_received",
)


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What one sync achieved; bytes over the line with everything around them, and of photos that arrived. ``sent_again``: the
    centre had been set back and got everything once more."""

    records: int = 0
    conflicts: int = 0
    rejected: int = 0
    held: int = 0
    files: int = 0
    file_bytes: int = 0
    troubled: int = 0
    news: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    records_only: bool = False
    sent_again: bool = False

    @property
    def eventful(self) -> bool:
        """Whether anything but asking happened."""
        return any((self.records, self.held, self.files, self.troubled, self.news))

    @property
    def amiss(self) -> bool:
        """Whether something was not accepted or cannot be sent, and a person has to look at it."""
        return bool(self.rejected or self.troubled)


@dataclass(frozen=True, slots=True)
class SyncRun:
    """One sync, or ``times`` of them in a row to which the same happened. ``code``: the error that ended it; None: it went
    through."""

    started_at: datetime
    ended_at: datetime
    counts: RunCounts
    code: str | None = None
    times: int = 1

    def same_again(self, later: "SyncRun") -> bool:
        """Whether a later one tells nothing new: again nothing to do, or again the same in the way."""
        quiet = not self.counts.eventful and not later.counts.eventful
        return quiet and (self.code, self.counts.records_only) == (later.code, later.counts.records_only)

    def with_later(self, later: "SyncRun") -> "SyncRun":
        """Both in one entry."""
        counts = replace(
            self.counts,
            bytes_sent=self.counts.bytes_sent + later.counts.bytes_sent,
            bytes_received=self.counts.bytes_received + later.counts.bytes_received,
        )
        return replace(self, ended_at=later.ended_at, times=self.times + later.times, counts=counts)


class SyncRuns(Protocol):
    """Where the entries are kept: some hundreds of them, the oldest go, but never the last that went through."""

    def add(self, run: SyncRun) -> None:
        """Written without waiting for the disk: nobody was promised a log entry."""
        ...

    def recent(self, limit: int) -> list[SyncRun]:
        """The latest first."""
        ...

    def last_success(self) -> datetime | None:
        """When the last one ended that went through."""
        ...


class SyncLog:
    """Keeps and hands out."""

    def __init__(self, runs: SyncRuns, clock: Clock) -> None:
        self._runs = runs
        self._clock = clock

    def add(self, started_at: datetime, progress: Progress, line: tuple[int, int], code: str | None, records_only: bool) -> None:
        """One sync ended. ``line``: bytes sent and received."""
        counts = RunCounts(
            records=progress.records,
            conflicts=progress.conflicts,
            rejected=progress.rejected,
            held=progress.held,
            files=progress.files,
            file_bytes=progress.file_bytes,
            troubled=len(progress.troubled_files),
            news=progress.news,
            bytes_sent=line[0],
            bytes_received=line[1],
            records_only=records_only,
            sent_again=progress.sent_again,
        )
        self._runs.add(SyncRun(started_at, self._clock.now(), counts, code))

    def recent(self, limit: int) -> list[SyncRun]:
        """The latest first."""
        return self._runs.recent(limit)

    def last_success(self) -> datetime | None:
        """When a sync last went through, also before a restart."""
        return self._runs.last_success()

    def export(self, language: str) -> Document:
        """All of it as CSV in the reader's language, with the byte order mark by which spreadsheets know UTF-8; times are those
        of Zhengzhou."""
        file = io.StringIO()
        writer = csv.writer(file)
        names = ("started", "ended", "times", "outcome", "code", *COLUMNS)
        writer.writerow([say(language, f"tablet.log.column.{name}") for name in names])
        for run in self._runs.recent(1_000_000):
            figures = [getattr(run.counts, name) for name in COLUMNS]
            writer.writerow(
                [_time(run.started_at), _time(run.ended_at), run.times, outcome_of(language, run), run.code or "", *figures]
            )
        name = f"{say(language, 'tablet.log.file')}-{in_china(self._clock.now()):%Y%m%d-%H%M}.csv"
        return Document(name, file.getvalue().encode("utf-8-sig"))


def outcome_of(language: str, run: SyncRun) -> str:
    """How a sync ended, in words."""
    if run.code is not None:
        return in_plain_words(language, run.code)
    if run.counts.sent_again:
        return say(language, "tablet.log.sent_again")
    if run.counts.records_only:
        return say(language, "tablet.log.records_only")
    return say(language, "tablet.log.not_all" if run.counts.amiss else "tablet.log.ok")


def in_plain_words(language: str, code: str) -> str:
    """What stood in the way, in a few words; a code that nobody foresaw is named."""
    try:
        return say(language, f"tablet.trouble.{code}")
    except KeyError:
        return say(language, "tablet.trouble.other", code=code)


def _time(moment: datetime) -> str:
    return f"{in_china(moment):%Y-%m-%d %H:%M:%S}"
