"""A tablet that is new: a press is answered in sight while the centre is being reached."""

import socket

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.details, pytest.mark.signed_out]


@pytest.fixture
def tablet_data(tmp_path):
    """Of a tablet that nobody has used yet."""
    return tmp_path / "tablet"


@pytest.fixture
def silent():
    """Somebody who takes calls and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def test_whoever_enrols_sees_that_the_centre_is_being_reached_and_then_what_came_of_it(silent, browse):
    page = browse(390, 844)
    page.type("enrol-code", "ABCD-1234")
    page.type("enrol-address", f"http://127.0.0.1:{silent.getsockname()[1]}")
    page.tap("enrol")
    page.see("enrol-message", "正在联系中心")
    assert not page.is_enabled("enrol")
    silent.accept()[0].close()
    page.see("enrol-message", "平板还没有注册")
    assert page.is_enabled("enrol")


def test_whoever_changes_the_language_on_the_way_types_no_code_twice(browse):
    page = browse(390, 844)
    page.type("enrol-code", "ABCD-1234")
    page.tap("settings")
    page.tap("language-en")
    page.tap("back")
    page.see_typed("enrol-code", "ABCD-1234")
