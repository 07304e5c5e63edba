"""A tablet that an administrator revoked, in its officer's hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.browsers import Browsers
from tests.e2e.tablet.served_tablet import TabletServer
from tests.e2e.tablet_page import TabletPage
from tests.integration.tablet import conftest as in_the_field

pytestmark = [pytest.mark.browser, pytest.mark.details]
PIN = "135790"
WIDTH_OF_A_TITLE = 98
"""Pixels: the longest one of a phone's header, in English."""

served = in_the_field.served
serve = in_the_field.serve
alone = in_the_field.alone


@pytest.fixture
def phone(alone: in_the_field.Team, tablet_server: TabletServer, browsers: Browsers, tmp_path: Path) -> Iterator[TabletPage]:
    """An English one at an inspection; the administrator has just revoked it."""
    (member,) = alone.members
    alone.centre.registers.set_pin(member.person, PIN)
    member.sync()
    member.tablet.display.set_language("en")
    member.tablet.sign_in.sign_in(member.person, PIN)
    shown = tablet_server.show(tmp_path / member.name)
    with browsers.profiles(shown.url) as lend:
        page = TabletPage(lend(390, 844), shown.url).open()
        page.open_assignment()
        device = member.tablet.enrolment.device()
        assert device is not None
        alone.centre.registers.revoke_device(device.id)
        shown.find_a_link()
        yield page
    shown.stop()


def test_on_a_phone_a_revoked_tablet_says_so_and_leaves_room_for_the_whole_title(phone):
    phone.see("sync-chip", "Revoked")
    chip, back = phone.resting(phone.at("sync-chip")), phone.box(phone.at("back"))
    assert chip["x"] - (back["x"] + back["width"]) >= WIDTH_OF_A_TITLE
    assert min(phone.size_of("hand-over")) >= 48
    phone.tap("sync-chip")
    phone.see("sync-headline", "the tablet has been revoked")
    phone.at("enrol-again").wait_for()
