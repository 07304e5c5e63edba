"""Recorded tablets: copies that can be sent once more, and what they have to send."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from inspector_app.store.database import FILE_NAME, TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.identity import StoreIdentity
from inspector_app.store.queue import StoreQueue
from sync.client.http_centre import HttpCentre
from sync.client.loads import Loads
from sync.client.progress import Progress
from sync.client.push import push_records
from sync.domain.clock import SystemClock


def copy_of_tablet(original: Path, folder: Path) -> Path:
    """A tablet's data folder once more; evidence files, which nobody changes, are linked."""

    def copy(source: str, target: str) -> None:
        if "evidence" in Path(source).parts:
            os.link(source, target)
        else:
            shutil.copy2(source, target)

    return shutil.copytree(original, folder, copy_function=copy)


Sending = tuple[HttpCentre, StoreQueue]
"""A tablet's line to the centre, and its queue."""


@contextmanager
def opened(tablet: Path, centre_url: str) -> Iterator[Sending]:
    """As the app that runs all day has it."""
    database = TabletDatabase(tablet)
    device = StoreIdentity(database).device()
    assert device is not None
    queue = StoreQueue(database, EvidenceFolder(tablet / "evidence"), SystemClock())
    with closing(HttpCentre(centre_url, device.token)) as centre, closing(database):
        yield centre, queue


def send_records(tablet: Sending) -> None:
    """Push the outbox as the sync client does, and keep the answers; neither news nor photos."""
    push_records(*tablet, Progress(), lambda _: None, Loads())


def lines_of(tablet: Path) -> list[bytes]:
    """All operations, as frozen."""
    with closing(sqlite3.connect(tablet / FILE_NAME)) as connection:
        return [line for (line,) in connection.execute("SELECT line FROM outbox ORDER BY seq")]


def payload_of(tablet: Path, records: Path) -> list[Path]:
    """Files with everything that has to travel: the operations, written to ``records``, and the evidence copies."""
    records.write_bytes(b"\n".join(lines_of(tablet)))
    folder = EvidenceFolder(tablet / "evidence")
    with closing(sqlite3.connect(tablet / FILE_NAME)) as connection:
        rows = connection.execute("SELECT sha256 FROM evidence WHERE role = 'copy' ORDER BY photo_id").fetchall()
    return [records, *(folder.path_of(sha256) for (sha256,) in rows)]
