"""One sync, from the first record to the last receipt."""

from collections.abc import Callable

from sync.client.evidence import send_photos
from sync.client.exchange import Exchange
from sync.client.loads import Loads
from sync.client.ports import TabletQueue
from sync.client.previous import fetch_thumbnails
from sync.client.progress import Progress, Step, Watch
from sync.client.rescue_key import fetch_rescue_key
from sync.domain.tablets import TabletReport
from sync.protocol.calls import TabletCalls


def synchronise(
    centre: TabletCalls,
    queue: TabletQueue,
    unmetered: bool,
    watch: Watch,
    loads: Loads,
    photos: Callable[[], bool] = lambda: True,
    report: Callable[[], TabletReport | None] = lambda: None,
) -> Progress:
    """Records, then news, then photos, then pictures of earlier visits; with nothing to do it is the one request for news. The
    key for rescue files is seen to before the photos: a tablet whose photos do not get through is the one that may need it.
    Where ``photos`` may not travel it ends after the news, and between two of their requests where they no longer may. What is
    recorded meanwhile goes between two requests with photos or pictures. ``loads`` is the same for all syncs of a tablet;
    ``report`` says how the tablet is once the records are gone.

    Errors of the line end it with what was achieved kept; calling it again goes on from there.
    """
    progress = Progress()
    exchange = Exchange(centre, queue, unmetered, progress, watch, loads, report)
    loads.begin()
    fetch_rescue_key(centre, queue, exchange.run())
    if photos():
        send_photos(centre, queue, unmetered, progress, watch, loads, exchange=exchange, may_go=photos)
    if photos() and unmetered:
        fetch_thumbnails(centre, queue, exchange)
    progress.step = Step.DONE
    watch(progress)
    return progress
