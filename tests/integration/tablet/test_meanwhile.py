"""What is recorded, and what happens at the centre, while photos are on their way for hours."""

from datetime import date
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from inspector_app.services.centre_link import CentreLink
from sync.client import exchange
from sync.domain.inspections import Outcome, ResultValue
from sync.imaging.scenes import draw_scene
from sync.protocol.messages import CHUNK_BYTES
from sync.server.services.registers import NewAssignment

PASS = ResultValue(Outcome.PASS)
_PHOTOS = ("send_evidence", "send_small_evidence")


class Overheard:
    """A centre whose calls are noted by name; ``then`` is done once, when the first bytes of photos have come."""

    def __init__(self, centre, then):
        self._centre, self._then = centre, then
        self.calls = []

    def __getattr__(self, name):
        real = getattr(self._centre, name)
        if not callable(real):
            return real

        def call(*asked):
            self.calls.append(name)
            answer = real(*asked)
            if name in _PHOTOS and self._then is not None:
                then, self._then = self._then, None
                then()
            return answer

        return call


@pytest.fixture
def overhear(alone):
    """Listens to the line of the only tablet, with something that is done in the middle of its photos."""
    sync = alone.members[0].tablet.sync

    def begin(then):
        made, connect = [], sync._link.connect
        sync._link = CentreLink(lambda url, token: made.append(Overheard(connect(url, token), then)) or made[-1])
        return made

    return begin


@pytest.fixture
def photographed(alone):
    """More small photos than one request takes."""
    (member,) = alone.members
    member.tablet.inspections.start(alone.assignment, member.person)
    for number in range(15):
        member.tablet.photos.attach(alone.inspection, "A01", draw_scene(Random(number), 640, 480), member.person)
    return member


def answered(team, code):
    with team.centre.database.reading() as connection:
        found = "SELECT 1 FROM results WHERE inspection_id = ? AND item_code = ?"
        return connection.exec_driver_sql(found, (team.inspection.bytes, code)).scalar() is not None


def test_what_is_recorded_while_photos_go_does_not_wait_for_them(alone, photographed, overhear):
    member, seen = photographed, []
    lines = overhear(lambda: member.tablet.inspections.answer(alone.inspection, "A02", PASS, member.person))
    member.tablet.sync.subscribe(lambda status: seen.append((status.progress.files, answered(alone, "A02"))))
    status = member.tablet.sync.run_once()
    assert (status.error, status.backlog.records, status.backlog.files) == (None, 0, 0)
    assert any(there and files < 20 for files, there in seen)
    calls = lines[0].calls
    assert [name for name in calls if name in ("push", "pull")] == ["push", "pull", "push", "pull"]
    assert max(place for place, name in enumerate(calls) if name == "push") < max(
        place for place, name in enumerate(calls) if name in _PHOTOS
    )
    progress = status.progress
    assert (progress.files, progress.file_bytes) == (progress.files_total, progress.file_bytes_total)
    assert (progress.records, progress.records_total) == (17, 17)


def test_a_large_file_makes_way_between_two_pieces_and_goes_on_where_it_was(alone, overhear):
    (member,) = alone.members
    member.tablet.inspections.start(alone.assignment, member.person)
    content = BytesIO()
    Image.effect_noise((1800, 1400), 120).convert("RGB").save(content, "JPEG", quality=95)
    assert len(content.getvalue()) > CHUNK_BYTES
    photo = member.tablet.photos.attach(alone.inspection, "A01", content.getvalue(), member.person)
    lines = overhear(lambda: member.tablet.inspections.answer(alone.inspection, "A02", PASS, member.person))
    status = member.tablet.sync.run_once()
    assert (status.error, status.backlog.records, status.backlog.files) == (None, 0, 0)
    calls, wanted = lines[0].calls, photo.facts.copy_size + photo.facts.original_size
    first = calls.index("send_evidence")
    assert calls[first + 1 : first + 4] == ["push", "pull", "evidence_state"]
    assert lines[0].bytes_sent < wanted + 20_000
    assert status.progress.file_bytes == status.progress.file_bytes_total == wanted


def test_news_are_looked_for_while_photos_go(alone, photographed, overhear, monkeypatch):
    """An assignment that comes meanwhile is there before the photos are."""
    member, registers, seen = photographed, alone.centre.registers, []
    row = NewAssignment(alone.ids.new(), alone.ids.new(), alone.campaign, alone.compound, date(2026, 12, 2), (member.person,))
    overhear(lambda: registers.add_assignments([row]))
    monkeypatch.setattr(exchange, "NEWS_SECONDS", 0.0)
    waiting = member.tablet.assignments.waiting
    member.tablet.sync.subscribe(lambda status: seen.append((status.progress.files, len(waiting()))))
    status = member.tablet.sync.run_once()
    assert status.error is None
    assert any(known == 2 and files < status.progress.files_total for files, known in seen)


@pytest.mark.parametrize("little", [lambda sync: sync.set_power(low_battery=True), lambda sync: sync.set_link(unmetered=False)])
def test_photos_under_way_stop_once_the_battery_is_low_or_the_link_is_metered(photographed, overhear, little):
    sync = photographed.tablet.sync
    overhear(lambda: little(sync))
    status = sync.run_once()
    assert (status.error, status.backlog.records) == (None, 0)
    assert 0 < status.progress.files < 30
    sync.set_power(low_battery=False)
    sync.set_link(unmetered=True)
    assert sync.run_once().backlog.files == 0
