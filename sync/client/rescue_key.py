"""The key for rescue files: a tablet that has none yet asks for it once."""

from sync.client.ports import TabletQueue
from sync.errors import NotFound
from sync.protocol.calls import TabletCalls


def fetch_rescue_key(centre: TabletCalls, queue: TabletQueue) -> None:
    """Nothing is asked where the key is there. A centre older than rescue files has none: the next sync asks again."""
    if queue.lacks_rescue_key():
        try:
            key = centre.rescue_key()
        except NotFound:
            return
        queue.keep_rescue_key(key)
