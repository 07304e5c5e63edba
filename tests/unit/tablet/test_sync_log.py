"""What is kept of the syncs."""

from datetime import timedelta

from inspector_app.services.sync_log import SyncLog
from inspector_app.store.sync_log import KEPT, StoreSyncLog
from sync.client.progress import Progress


def test_the_last_sync_that_went_through_is_known_however_many_broke_since_after_a_photo_or_two(bench):
    """As on a line that breaks every few seconds and gets something across each time."""
    log = SyncLog(StoreSyncLog(bench.database), bench.clock)
    log.add(bench.clock.now(), Progress(records=3), (900, 300), None, records_only=False)
    went_through = bench.clock.now()
    for _ in range(KEPT + 20):
        bench.clock.pass_by(seconds=4)
        log.add(bench.clock.now(), Progress(files=1), (40_000, 300), "centre-unreachable", records_only=False)
    assert log.last_success() == went_through
    kept = log.recent(2 * KEPT)
    assert len(kept) == KEPT + 1
    assert kept[0].ended_at - kept[-2].ended_at == timedelta(seconds=4 * (KEPT - 1))

    log.add(bench.clock.now(), Progress(files=1), (40_000, 300), None, records_only=False)
    assert log.last_success() == bench.clock.now()
    assert len(log.recent(2 * KEPT)) == KEPT
