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


def test_a_revocation_by_another_process_counts_within_seconds(office, other_process):
    token = office.device_token()
    device = office.centre.access.sender_of(token).device_id
    other_process.registers.revoke_device(device)
    time.sleep(REMEMBER_SECONDS + 0.1)
    with pytest.raises(DeviceRevoked):
        office.centre.access.sender_of(token)
