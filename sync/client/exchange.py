"""Records and news: first in a sync, and again between its photos, which may take hours."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from sync.client.loads import Loads
from sync.client.ports import Backlog, TabletQueue
from sync.client.progress import Progress, Watch
from sync.client.pull import pull_news
from sync.client.push import push_records
from sync.domain.tablets import TabletReport
from sync.errors import CentreSetBack
from sync.protocol.calls import TabletCalls

NEWS_SECONDS: Final = 60.0
"""As often as a tablet without photos looks for news, on average."""


@dataclass(slots=True)
class Exchange:
    """Those of one sync. ``report`` says how the tablet is once the records are gone."""

    centre: TabletCalls
    queue: TabletQueue
    unmetered: bool
    progress: Progress
    watch: Watch
    loads: Loads
    report: Callable[[], TabletReport | None] = lambda: None
    _number: int = field(init=False, default=0)
    _heard_at: float = field(init=False, default_factory=monotonic)

    @property
    def is_due(self) -> bool:
        """Whether something was recorded since, or nobody has looked for news for a while."""
        return self.queue.last_number() > self._number or monotonic() - self._heard_at >= NEWS_SECONDS

    def run(self) -> str:
        """Send all records and take in all news; returns the name of the centre's key for rescue files. A centre that was
        restored from an older backup gets everything again, once more records before news. Raises what the line raises."""
        self._number, step = self.queue.last_number(), self.progress.step
        try:
            rescue_key = self._once()
        except CentreSetBack:
            self.queue.send_again()
            self.progress.sent_again = True
            rescue_key = self._once()
        self._heard_at = monotonic()
        self._plan_files(self.queue.backlog(self.unmetered))
        self.progress.step = step
        return rescue_key

    def _plan_files(self, backlog: Backlog) -> None:
        """News may ask for originals or withdraw photos, and more were taken: count again what is left to send."""
        progress = self.progress
        progress.files_total = progress.files + backlog.files
        progress.file_bytes_total = progress.file_bytes + backlog.file_bytes

    def _once(self) -> str:
        backlog = self.queue.backlog(self.unmetered)
        self.progress.records_total = self.progress.records + backlog.records
        self._plan_files(backlog)
        self.watch(self.progress)
        push_records(self.centre, self.queue, self.progress, self.watch, self.loads)
        return pull_news(self.centre, self.queue, self.progress, self.watch, self.loads, self.report())
