"""The centre's key: made once, for its user's eyes only, and never replaced in silence."""

import pytest

from sync.errors import CentreKeyMissing, CentreKeyUnreadable
from sync.server.services.countersigning import open_key
from sync.server.services.key_files import CENTRE_KEY, KEY_FILES
from tests.integration.centre.conftest import Office


def test_the_key_is_made_once_and_only_its_user_may_read_it(opened, settings):
    first = opened().key.public
    assert opened().key.public == first
    assert (settings.data / CENTRE_KEY.name).stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in settings.data.glob("*.pem*")) == sorted(KEY_FILES)


def test_two_centres_have_different_keys(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert open_key(tmp_path / "a").public != open_key(tmp_path / "b").public


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_spoilt_key_stops_the_centre_instead_of_being_replaced(tmp_path, content):
    (tmp_path / CENTRE_KEY.name).write_bytes(content)
    with pytest.raises(CentreKeyUnreadable):
        open_key(tmp_path)
    assert (tmp_path / CENTRE_KEY.name).read_bytes() == content


@pytest.mark.parametrize("lost", KEY_FILES)
def test_a_centre_that_tablets_belong_to_does_not_go_on_with_another_key(opened, settings, lost):
    centre = opened()
    Office(centre).device_token()
    before = (centre.key.public, centre.rescue_key.public)
    centre.close()
    content = (settings.data / lost).read_bytes()
    (settings.data / lost).unlink()
    with pytest.raises(CentreKeyMissing) as refused:
        opened()
    assert refused.value.fields["file"] == str(settings.data / lost)
    assert not (settings.data / lost).exists()
    (settings.data / lost).write_bytes(content)
    again = opened()
    assert (again.key.public, again.rescue_key.public) == before


@pytest.mark.parametrize("lost", KEY_FILES)
def test_a_centre_without_any_tablet_makes_a_lost_key_anew(opened, settings, lost):
    opened().close()
    (settings.data / lost).unlink()
    opened()
    assert (settings.data / lost).exists()


def test_nothing_of_the_key_stands_in_the_database_or_the_log(opened, settings, caplog):
    centre = opened()
    secret = (settings.data / CENTRE_KEY.name).read_bytes().splitlines()[1]
    centre.close()
    assert secret not in b"".join(path.read_bytes() for path in settings.data.glob("centre.db*"))
    assert secret.decode() not in caplog.text
