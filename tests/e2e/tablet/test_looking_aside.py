"""From a look aside one goes back the way one came, and finds what was typed."""

from base64 import b64encode

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from inspector_app.services.enrolment import Device
from inspector_app.store.database import TabletDatabase
from inspector_app.store.identity import StoreIdentity
from inspector_app.store.rescue_note import RescueNotes
from sync.sealing.keys import rescue_key_of

pytestmark = [pytest.mark.browser, pytest.mark.details]
TYPED = "ABCD-1234"


@pytest.fixture
def asked_to_enrol_again(tablet_data):
    """The centre has new keys that the tablet cannot trust: its sync leads to a new code."""
    database = TabletDatabase(tablet_data)
    device = StoreIdentity(database).device()
    database.close()
    assert device is not None
    notes = RescueNotes(tablet_data)
    notes.keep(device, rescue_key_of(bytes(PrivateKey.generate().public_key), b""))
    stranger = Device(device.id, device.name, "", "", "", b64encode(bytes(SigningKey.generate().verify_key)).decode())
    notes.keep(stranger, rescue_key_of(bytes(PrivateKey.generate().public_key), bytes(64)))


def test_back_from_the_enrolment_leads_to_the_sync_it_was_opened_from_and_a_typed_code_is_kept(asked_to_enrol_again, browse):
    page = browse(390, 844)
    page.tap("sync-chip")
    page.tap("enrol-again")
    page.type("enrol-code", TYPED)
    page.tap("settings")
    page.at("open-rescue").wait_for()
    page.tap("back")
    page.see_typed("enrol-code", TYPED)
    page.tap("back")
    page.at("tab-queue").wait_for()
    page.tap("enrol-again")
    page.see_typed("enrol-code", TYPED)
    page.tap("sync-chip")
    page.at("tab-queue").wait_for()
    page.tap("back")
    page.at("assignment-0").wait_for()


def test_back_from_the_rescue_file_leads_through_the_settings_to_the_sync(browse):
    page = browse(390, 844)
    page.tap("sync-chip")
    page.at("tab-queue").wait_for()
    page.tap("settings")
    page.tap("open-rescue")
    page.at("rescue-holds").wait_for()
    page.tap("back")
    page.at("open-rescue").wait_for()
    page.tap("back")
    page.at("tab-queue").wait_for()
    page.tap("tab-log")
    page.see_selected("tab-log")
    page.tap("back")
    page.at("assignment-0").wait_for()
