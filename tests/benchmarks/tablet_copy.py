"""A recorded tablet's database, copied so that its records can be sent once more."""

import sqlite3
from contextlib import closing
from pathlib import Path

from inspector_app.bootstrap import open_tablet
from inspector_app.store.database import FILE_NAME, TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.queue import StoreQueue
from sync.client.http_centre import HttpCentre
from sync.client.progress import Progress
from sync.client.pull import pull_news
from sync.client.push import push_records
from sync.domain.clock import SystemClock


class TabletCopy:
    """``original`` is a tablet's data folder; the evidence files are not copied."""

    def __init__(self, original: Path, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder, self._original = folder, original
        with closing(sqlite3.connect(original / FILE_NAME)) as source, closing(sqlite3.connect(folder / FILE_NAME)) as target:
            source.backup(target)
            self.lines: list[bytes] = [row[0] for row in source.execute("SELECT line FROM outbox ORDER BY seq")]

    def send_records(self, centre_url: str) -> None:
        """Records and news as the sync client does it, without photos."""
        tablet = open_tablet(self._folder)
        device = tablet.enrolment.device()
        assert device is not None
        database = TabletDatabase(self._folder)
        queue = StoreQueue(database, EvidenceFolder(self._folder / "evidence"), SystemClock())
        with closing(HttpCentre(centre_url, device.token)) as centre, closing(database), closing(tablet):
            push_records(centre, queue, Progress(), lambda _: None)
            pull_news(centre, queue, Progress(), lambda _: None)

    def records_as_file(self) -> Path:
        """All lines in one file."""
        path = self._folder / "records"
        path.write_bytes(b"\n".join(self.lines))
        return path

    def evidence_copies(self) -> list[Path]:
        """The files of the original tablet that have to travel."""
        folder = EvidenceFolder(self._original / "evidence")
        with closing(sqlite3.connect(self._original / FILE_NAME)) as connection:
            rows = connection.execute("SELECT sha256 FROM evidence WHERE role = 'copy' ORDER BY photo_id").fetchall()
        return [folder.path_of(sha256) for (sha256,) in rows]
