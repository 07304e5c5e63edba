"""Pictures of earlier visits come last, and only where the line costs nothing."""

import logging
from uuid import UUID

from sync.client.exchange import Exchange
from sync.client.ports import TabletQueue
from sync.errors import CentreFailed, NotFound, PhotoUnreadable
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import PhotoSize

log = logging.getLogger(__name__)
_MOST = 300
"""Pictures in one sync; the next one goes on."""


def fetch_thumbnails(centre: TabletCalls, queue: TabletQueue, exchange: Exchange | None = None) -> None:
    """Fetch the small pictures that news named and that are not here. One that the centre cannot give is left to whoever asks
    for it on the screen. ``exchange`` goes in between when it is due."""
    settled: list[UUID] = []
    try:
        for photo_id in queue.wanted_thumbnails(_MOST):
            if exchange is not None and exchange.is_due:
                exchange.run()
            try:
                queue.keep_thumbnail(photo_id, centre.previous_photo(photo_id, PhotoSize.THUMBNAIL))
            except (NotFound, PhotoUnreadable, CentreFailed) as error:
                log.warning("no picture of photo %s: %s", photo_id, error.code)
            settled.append(photo_id)
    finally:
        if settled:
            queue.settle_thumbnails(settled)
