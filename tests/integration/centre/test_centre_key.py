"""The centre's key: made once, for its user's eyes only, and never replaced in silence."""

import pytest

from sync.errors import CentreKeyMissing, CentreKeyUnreadable
from sync.server.services.countersigning import FILE_NAME, open_key
from sync.server.services.rescue_key import FILE_NAME as RESCUE_FILE_NAME
from tests.integration.centre.conftest import Office


def test_the_key_is_made_once_and_only_its_user_may_read_it(opened, settings):
    first = opened().key.public
    assert opened().key.public == first
    assert (settings.data / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in settings.data.glob("*.pem*")) == [FILE_NAME, RESCUE_FILE_NAME]


def test_two_centres_have_different_keys(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert open_key(tmp_path / "a").public != open_key(tmp_path / "b").public


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_spoilt_key_stops_the_centre_instead_of_being_replaced(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(CentreKeyUnreadable):
        open_key(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_a_centre_that_has_signed_does_not_go_on_with_another_key(opened, settings):
    office = Office(opened())
    opened_before = office.centre
    token = office.device_token()
    sender = opened_before.access.sender_of(token)
    opened_before.intake.take(sender, [office.line(office.start())])
    opened_before.close()
    (settings.data / FILE_NAME).unlink()
    with pytest.raises(CentreKeyMissing):
        opened()
    assert not (settings.data / FILE_NAME).exists()


def test_nothing_of_the_key_stands_in_the_database_or_the_log(opened, settings, caplog):
    centre = opened()
    secret = (settings.data / FILE_NAME).read_bytes().splitlines()[1]
    centre.close()
    assert secret not in b"".join(path.read_bytes() for path in settings.data.glob("centre.db*"))
    assert secret.decode() not in caplog.text
