"""The whole of a centre, part by part; what is wrong in one part never costs the look at the others."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from uuid import UUID

from sync.errors import FieldValue, Unavailable
from sync.server.auditing.differences import Audited, Difference
from sync.server.auditing.draws import check_draws
from sync.server.auditing.files import check_file
from sync.server.auditing.kept import AuditRepository, Feed, KeptDraw
from sync.server.auditing.records import check_inspection
from sync.server.auditing.tablets import check_tablet
from sync.server.services.campaigns import CampaignFolders
from sync.server.services.records import PathOf, Records
from sync.verifying.keys import GivenKey

log = logging.getLogger(__name__)
Part = Callable[[], Iterable[Difference]]
"""The look at one tablet, inspection or campaign."""
Watch = Callable[[int, int], None]
"""Called with what was looked at (tablets, inspections, draws, files) and all there was of it in the beginning."""


class Audit:
    """Reads and changes nothing; the centre may go on serving meanwhile. ``key`` is the centre's own, with those from before."""

    def __init__(
        self, repository: AuditRepository, records: Records, path_of: PathOf, folders: CampaignFolders, key: GivenKey
    ) -> None:
        self._repository = repository
        self._records = records
        self._path_of = path_of
        self._folders = folders
        self._key = key

    def run(self, read_files: bool, watch: Watch) -> Audited:
        """Look at everything; evidence files are held to their hashes when they are to be read, otherwise to their sizes.

        Raises CentreBusy when the database does not answer, DatabaseDamaged when it cannot be read any more.
        """
        audited = Audited()
        audited.differences += self._of_database()
        parts = [*self._tablets(audited), *self._inspections(audited), *self._draws(audited)]
        whole = len(parts) + self._repository.file_count()
        for done, part in enumerate(parts):
            watch(done, whole)
            audited.differences += part()
        audited.differences += self._of_files(audited, read_files, lambda files: watch(len(parts) + files, whole))
        return audited

    def _of_database(self) -> Iterator[Difference]:
        for words in self._repository.damage():
            yield Difference("", "audit.problem.database", {"words": words})
        for feed in self._repository.feeds():
            yield from _of_feed(feed)

    def _tablets(self, audited: Audited) -> Iterator[Part]:
        for device_id in self._repository.tablets():
            yield partial(self._of_tablet, device_id, audited)

    def _of_tablet(self, device_id: UUID, audited: Audited) -> Iterator[Difference]:
        tablet = self._repository.tablet(device_id)
        audited.tablets += 1
        audited.operations += len(tablet.lines)
        audited.receipts += len(tablet.receipts)
        yield from check_tablet(tablet, self._key)

    def _inspections(self, audited: Audited) -> Iterator[Part]:
        for inspection_id, compound in self._repository.inspections():
            yield partial(self._of_inspection, inspection_id, compound, audited)

    def _of_inspection(self, inspection_id: UUID, compound: str, audited: Audited) -> Iterator[Difference]:
        """Rows that do not read as what they should be can end the reading anywhere."""
        audited.inspections += 1
        try:
            kept = self._records.kept(inspection_id)
            yield from check_inspection(kept, self._records.files_of(kept), self._key)
        except Unavailable:
            raise
        except Exception as error:
            log.exception("the record of %s could not be read", inspection_id)
            fields: dict[str, FieldValue] = {"inspection": str(inspection_id), "words": repr(error)[:200]}
            yield Difference(compound, "audit.problem.record-unreadable", fields)

    def _draws(self, audited: Audited) -> Iterator[Part]:
        for campaign_id, draws in groupby(self._repository.draws(), key=lambda draw: draw.campaign_id):
            yield partial(self._of_draws, list(draws), self._folders.of(campaign_id), audited)

    def _of_draws(self, draws: Sequence[KeptDraw], folder: Path, audited: Audited) -> Iterator[Difference]:
        audited.draws += len(draws)
        yield from check_draws(draws, folder)

    def _of_files(self, audited: Audited, read: bool, watch: Callable[[int], None]) -> Iterator[Difference]:
        for file in self._repository.files():
            audited.files += 1
            audited.read += read
            watch(audited.files)
            if (difference := check_file(file, self._path_of(file.sha256), read)) is not None:
                audited.spoilt += 1
                yield difference


def _of_feed(feed: Feed) -> Iterator[Difference]:
    """News are numbered without a gap, up to the counter."""
    if feed.counter != feed.highest or feed.entries != feed.highest:
        numbers: dict[str, FieldValue] = {"counter": feed.counter, "highest": feed.highest, "entries": feed.entries}
        yield Difference("", "audit.problem.feed-broken", {"district": feed.name, **numbers})
