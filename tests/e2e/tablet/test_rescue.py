"""A tablet that cannot send gives its rescue file out of its own screen."""

import pytest
from nacl.public import PrivateKey

from inspector_app.store.database import TabletDatabase
from inspector_app.store.identity import StoreIdentity
from inspector_app.store.rescue_note import RescueNotes
from sync.domain.inspections import Outcome, ResultValue
from sync.sealing.checking import checked_manifest
from sync.sealing.keys import rescue_key_of

pytestmark = pytest.mark.browser


@pytest.fixture
def private_key(tablet_data):
    """The centre's; its public half lies on the tablet."""
    key, database = PrivateKey.generate(), TabletDatabase(tablet_data)
    device = StoreIdentity(database).device()
    assert device is not None
    RescueNotes(tablet_data).keep(device, rescue_key_of(bytes(key.public_key), b""))
    database.close()
    return bytes(key)


@pytest.fixture
def worked(records, picture):
    """One answer and one photo that were not sent."""
    assignment = records.assignments.waiting()[0].assignment
    author = assignment.team[0].person_id
    inspection = records.inspections.start(assignment.id, author)
    records.inspections.answer(inspection, "A01", ResultValue(Outcome.PASS), author)
    records.photos.attach(inspection, "A01", picture, author)


def test_what_was_not_sent_is_packed_and_handed_out_sealed(private_key, worked, page, tmp_path):
    page.tap("settings")
    page.tap("open-rescue")
    page.see("rescue-holds", "3")
    page.tap("rescue-pack")
    page.see("rescue-packed", "已打包")
    with page.page.expect_download() as download:
        page.tap("rescue-hand-out")
    page.see("rescue-handed-out", f"浏览器正在下载“{download.value.suggested_filename}”")
    download.value.save_as(tmp_path / "handed-out")
    manifest = checked_manifest(tmp_path / "handed-out", private_key)
    assert (manifest.operations, manifest.waiting, manifest.evidence, manifest.lost) == (3, 3, 2, ())
    assert download.value.suggested_filename.endswith(".rescue")


@pytest.mark.soak
def test_without_the_centres_key_it_says_so_and_does_not_pack(page):
    page.tap("settings")
    page.tap("open-rescue")
    page.see("rescue-warning", "公钥")
    assert not page.is_enabled("rescue-pack")
