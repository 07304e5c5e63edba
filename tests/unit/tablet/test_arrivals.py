"""Notes of arrived pictures."""

import logging
from hashlib import sha256
from random import Random

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.errors import PhotoUnreadable
from sync.imaging.scenes import draw_scene
from tests.unit.tablet.test_photos import service_on

NO_PICTURE = b"no picture"


def test_a_note_torn_by_a_kill_is_cleared_at_the_next_start(tmp_path):
    torn = tmp_path / "arrivals" / "01a20e65-a24f-7565-a86e-517f64540936.json.part"
    torn.parent.mkdir()
    torn.write_bytes(b'{"photo_id"')
    assert ArrivalFolder(tmp_path / "arrivals", EvidenceFolder(tmp_path / "evidence"), lambda sha256: False).waiting() == []
    assert not torn.exists()


@pytest.fixture(params=[b"\0" * 300, b"", b'{"photo_id": "01a22c70-7892-70a5-af96-6f79fe9af49c"}'])
def spoilt(request, bench):
    """A note as a failing disk leaves it, before all others."""
    note = bench.folder / "arrivals" / "01a22c70-7892-70a5-af96-6f79fe9af49c.json"
    note.parent.mkdir()
    note.write_bytes(request.param)
    return note


def test_a_spoilt_note_keeps_no_app_from_starting_and_stays_where_it_is(bench, spoilt, caplog):
    content = spoilt.read_bytes()
    bench.database.close()
    with caplog.at_level(logging.ERROR):
        open_tablet(bench.folder).close()
    assert spoilt.name in caplog.text
    assert spoilt.read_bytes() == content


def test_beside_a_spoilt_note_the_others_become_photos(bench, spoilt):
    inspection, folder = bench.started(), EvidenceFolder(bench.folder / "evidence")
    service_on(bench, folder).receive(inspection, "D01", draw_scene(Random(1), 64, 48), bench.officer)
    assert service_on(bench, folder).left_behind.recover() == 1
    assert len(bench.inspections.sheet(inspection).photos["D01"]) == 1


def test_while_a_note_is_spoilt_nothing_is_deleted_that_it_may_stand_for(bench, spoilt):
    folder = EvidenceFolder(bench.folder / "evidence")
    with pytest.raises(PhotoUnreadable):
        service_on(bench, folder).attach(bench.started(), "D01", NO_PICTURE, bench.officer)
    assert folder.path_of(sha256(NO_PICTURE).hexdigest()).read_bytes() == NO_PICTURE
    assert list(spoilt.parent.iterdir()) == [spoilt]
