"""A device is remembered for moments; a revocation still counts."""

import time

import pytest

from sync.errors import DeviceRevoked
from sync.server.centre import open_centre
from sync.server.services.access import REMEMBER_SECONDS


@pytest.fixture
def other_process(settings):
    """A centre as another process would open it on the same data."""
    centre = open_centre(settings)
    yield centre
    centre.close()


def test_a_revocation_in_the_same_process_counts_at_once(office):
    token = office.device_token()
    device = office.centre.access.sender_of(token).device_id
    office.centre.registers.revoke_device(device)
    with pytest.raises(DeviceRevoked):
        office.centre.access.sender_of(token)


def test_who_was_being_looked_up_when_a_revocation_came_is_not_remembered(office, monkeypatch):
    access, token = office.centre.access, office.device_token()
    look_up = access._known_sender

    def revoked_meanwhile(digest):
        found = look_up(digest)
        office.centre.registers.revoke_device(found.device_id)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(access, "_known_sender", revoked_meanwhile)
        access.sender_of(token)
    with pytest.raises(DeviceRevoked):
        access.sender_of(token)


def test_a_revocation_by_another_process_counts_within_seconds(office, other_process):
    token = office.device_token()
    device = office.centre.access.sender_of(token).device_id
    other_process.registers.revoke_device(device)
    time.sleep(REMEMBER_SECONDS + 0.1)
    with pytest.raises(DeviceRevoked):
        office.centre.access.sender_of(token)
