"""A tablet that cannot send gives its rescue file out of its own screen."""

from base64 import b64encode

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from inspector_app.services.enrolment import Device
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


def open_rescue(page):
    page.tap("settings")
    page.tap("open-rescue")


def leave_rescue(page):
    """By way of the settings, as it was opened."""
    page.tap("back")
    page.at("open-rescue").wait_for()
    page.tap("back")
    page.at("assignment-0").wait_for()


def test_what_was_not_sent_is_packed_and_handed_out_sealed(private_key, worked, page, tmp_path):
    open_rescue(page)
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


@pytest.mark.details
def test_a_tablet_that_cannot_trust_the_centres_new_keys_packs_nothing_and_leads_to_a_new_code(
    private_key, worked, tablet_data, page
):
    notes = RescueNotes(tablet_data)
    note = notes.read()
    stranger = Device(note.device_id, note.device_name, "", "", "", b64encode(bytes(SigningKey.generate().verify_key)).decode())
    notes.keep(stranger, rescue_key_of(bytes(PrivateKey.generate().public_key), bytes(64)))
    open_rescue(page)
    page.see("rescue-warning", "中心已更换密钥")
    assert not page.is_enabled("rescue-pack")
    page.tap("back")
    page.tap("sync-chip")
    page.see("new-keys", "中心已更换密钥")
    page.tap("enrol-again")
    page.at("enrol-code").wait_for()


@pytest.mark.details
def test_whoever_leaves_while_it_packs_sees_it_go_on_and_finds_the_file(private_key, worked, page, tablet):
    release = tablet.hold_packing()
    open_rescue(page)
    page.tap("rescue-pack")
    page.at("rescue-progress").wait_for()
    leave_rescue(page)
    open_rescue(page)
    page.at("rescue-progress").wait_for()
    assert not page.at("rescue-pack").count()
    leave_rescue(page)
    release()
    page.see("message", "已打包")
    open_rescue(page)
    page.see("rescue-packed", "已打包")
    page.see("rescue-pack", "重新打包")


@pytest.mark.details
def test_a_file_that_lacks_what_came_since_is_not_offered_any_more(private_key, worked, page, records):
    open_rescue(page)
    page.tap("rescue-pack")
    page.see("rescue-packed", "已打包")
    assignment = records.assignments.waiting()[0].assignment
    author = assignment.team[0].person_id
    records.inspections.answer(assignment.inspection_id, "A02", ResultValue(Outcome.PASS), author)
    page.tap("back")
    open_rescue(page)
    page.see("rescue-holds", "4")
    page.see("rescue-pack", "开始打包")
    assert not page.at("rescue-hand-out").count()


@pytest.mark.soak
def test_without_the_centres_key_it_says_so_and_does_not_pack(page):
    open_rescue(page)
    page.see("rescue-warning", "公钥")
    assert not page.is_enabled("rescue-pack")
