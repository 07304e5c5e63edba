"""One sync, from the first record to the last receipt."""

from collections.abc import Callable

from sync.client.evidence import send_photos
from sync.client.loads import Loads
from sync.client.ports import TabletQueue
from sync.client.previous import fetch_thumbnails
from sync.client.progress import Progress, Step, Watch
from sync.client.pull import pull_news
from sync.client.push import push_records
from sync.client.rescue_key import fetch_rescue_key
from sync.domain.tablets import TabletReport
from sync.errors import CentreSetBack
from sync.protocol.calls import TabletCalls


def synchronise(
    centre: TabletCalls,
    queue: TabletQueue,
    unmetered: bool,
    watch: Watch,
    loads: Loads,
    photos: bool = True,
    report: Callable[[], TabletReport | None] = lambda: None,
) -> Progress:
    """Records, then news, then photos, then pictures of earlier visits; with nothing to do it is the one request for news. The
    key for rescue files is seen to before the photos: a tablet whose photos do not get through is the one that may need it.
    Without ``photos`` it ends after the news. ``loads`` is the same for all syncs of a tablet; ``report`` says how the tablet is
    once the records are gone.

    A centre that was restored from an older backup gets everything again, once more records before news.

    Errors of the line end it with what was achieved kept; calling it again goes on from there.
    """
    progress = Progress()

    def exchange_records() -> str:
        backlog = queue.backlog(unmetered)
        progress.records_total = progress.records + backlog.records
        progress.files_total, progress.file_bytes_total = backlog.files, backlog.file_bytes
        watch(progress)
        push_records(centre, queue, progress, watch, loads)
        return pull_news(centre, queue, progress, watch, loads, report())

    loads.begin()
    try:
        rescue_key = exchange_records()
    except CentreSetBack:
        queue.send_again()
        progress.sent_again = True
        rescue_key = exchange_records()
    fetch_rescue_key(centre, queue, rescue_key)
    _plan_photos(queue, unmetered, progress)
    if photos:
        send_photos(centre, queue, unmetered, progress, watch, loads)
    if photos and unmetered:
        fetch_thumbnails(centre, queue)
    progress.step = Step.DONE
    watch(progress)
    return progress


def _plan_photos(queue: TabletQueue, unmetered: bool, progress: Progress) -> None:
    """News may ask for originals or withdraw photos: count again before the first byte."""
    backlog = queue.backlog(unmetered)
    progress.files_total, progress.file_bytes_total = backlog.files, backlog.file_bytes
