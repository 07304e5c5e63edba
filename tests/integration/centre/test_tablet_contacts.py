"""What tablets say of themselves costs next to nothing, and never stops a sync."""

from datetime import timedelta

import pytest

from sync.domain.tablets import SILENT_AFTER, Concern, TabletReport
from sync.errors import CentreBusy, StorageFull
from sync.protocol.administration import DeviceFilter
from sync.protocol.codec import to_json
from sync.server.repositories.tablets import TabletTables
from sync.server.services.tablets import KEEP_EVERY, Tablets


class CountingTables(TabletTables):
    """Counts what is written, and fails as long as it is told to."""

    trouble = None
    notes = 0

    def note(self, device_id, contact):
        if self.trouble:
            raise self.trouble
        self.notes += 1
        super().note(device_id, contact)


@pytest.fixture
def device(office):
    return office.sender().device_id


@pytest.fixture
def kept(office):
    return CountingTables(office.centre.database)


@pytest.fixture
def events():
    return []


@pytest.fixture
def tablets(office, kept, clock, events):
    return Tablets(kept, office.centre.access, events.append, clock)


def said(clock, **changed):
    return to_json(TabletReport(**({"at": clock.now(), "free_bytes": 64_000_000_000, "version": "0.1.0"} | changed)))


def row_of(tablets, device):
    return next(row for row in tablets.page(DeviceFilter()).rows if row.device_id == device)


def test_a_tablet_that_says_much_the_same_is_written_down_now_and_then_only(tablets, kept, clock, device):
    for _ in range(60):
        tablets.heard(device, said(clock, files=7, file_bytes=100))
        clock.pass_by(seconds=30)
    assert kept.notes == 60 * 30 / KEEP_EVERY.total_seconds()


def test_the_last_contact_is_shown_to_the_moment_also_where_it_was_not_written_down(tablets, clock, device):
    tablets.heard(device, said(clock))
    clock.pass_by(seconds=100)
    tablets.heard(device, said(clock, free_bytes=63_000_000_000))
    row = row_of(tablets, device)
    assert (row.contact_at, row.report.free_bytes) == (clock.now(), 63_000_000_000)


@pytest.mark.parametrize(
    "changed",
    [
        {"free_bytes": 500_000_000},
        {"files": 3},
        {"error": "centre-busy"},
        {"paused": True},
        {"version": "0.2.0"},
        {"metered": True},
    ],
)
def test_what_matters_is_written_and_told_at_once(tablets, kept, clock, device, events, changed):
    tablets.heard(device, said(clock))
    clock.pass_by(seconds=10)
    tablets.heard(device, said(clock, **changed))
    assert kept.notes == 2
    assert [(event.kind, event.device_id) for event in events] == [("tablet", device)] * 2


def test_what_was_written_is_there_after_a_restart(tablets, kept, clock, device, office):
    tablets.heard(device, said(clock, at=clock.now() + timedelta(minutes=5)))
    row = row_of(Tablets(kept, office.centre.access, lambda _: None, clock), device)
    assert (row.contact_at, row.skew_seconds, row.concerns) == (clock.now(), 300, (Concern.CLOCK,))


@pytest.mark.parametrize("trouble", [CentreBusy(seconds=2), StorageFull()])
def test_a_report_that_cannot_be_written_stops_nothing_and_is_written_with_the_next(tablets, kept, clock, device, trouble):
    kept.trouble = trouble
    tablets.heard(device, said(clock))
    assert row_of(tablets, device).contact_at == clock.now()
    kept.trouble = None
    clock.pass_by(seconds=1)
    tablets.heard(device, said(clock))
    assert kept.notes == 1


def test_a_tablet_that_was_not_heard_from_for_days_wants_attention(tablets, clock, device):
    tablets.heard(device, said(clock))
    clock.pass_by(seconds=SILENT_AFTER.total_seconds())
    assert row_of(tablets, device).concerns == ()
    clock.pass_by(seconds=1)
    assert row_of(tablets, device).concerns == (Concern.SILENT,)
