"""News come next: what changed at the centre for this tablet."""

from sync.client.loads import Loads
from sync.client.ports import TabletQueue
from sync.client.progress import Progress, Step, Watch
from sync.domain.tablets import TabletReport
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import Changes


def pull_news(
    centre: TabletCalls,
    queue: TabletQueue,
    progress: Progress,
    watch: Watch,
    loads: Loads,
    report: TabletReport | None = None,
) -> str:
    """Take in everything since the stored cursor, page by page; each page and its cursor are one transaction. ``loads`` hears
    how much the centre takes at once. ``report``: how the tablet is doing, said with the first request. Returns the name of the
    centre's key for rescue files."""
    progress.step = Step.NEWS
    more = True
    while more:
        changes = centre.pull(queue.cursor(), report, queue.last_receipt(), queue.last_number())
        report = None
        queue.take_in(changes)
        loads.taken(changes.most)
        progress.news += _size(changes)
        more = changes.more
        watch(progress)
    return changes.rescue_key


def _size(changes: Changes) -> int:
    return sum(
        len(part) for part in (changes.assignments, changes.withdrawn, changes.inspections, changes.results, changes.photos)
    )
