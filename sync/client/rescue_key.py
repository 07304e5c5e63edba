"""The key for rescue files: a tablet that has none, or another one than the centre opens them with, asks for it."""

from sync.client.ports import TabletQueue
from sync.errors import NotFound
from sync.protocol.calls import TabletCalls


def fetch_rescue_key(centre: TabletCalls, queue: TabletQueue, named: str) -> None:
    """``named`` is the key that the news spoke of; nothing is asked where it is known. A centre older than rescue files has none:
    the next sync asks again."""
    if queue.lacks_rescue_key(named):
        try:
            key = centre.rescue_key()
        except NotFound:
            return
        queue.keep_rescue_key(key)
