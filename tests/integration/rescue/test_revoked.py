"""What a revoked tablet still holds: its work from before the cut-off counts, what is later waits for an administrator."""

import json
import sqlite3
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from sync.domain.people import Role
from sync.errors import DeviceRevoked, RescueRefused
from sync.protocol.administration import QuarantineDecision, RevokeRequest
from sync.protocol.codec import from_json, to_json
from sync.protocol.rescue import MANIFEST_FILE, RescueManifest
from sync.sealing.archive import ArchiveWriter
from sync.sealing.checking import opened_rescue
from sync.sealing.keys import public_bytes
from sync.sealing.stream import SealedWriter
from sync.server.services.access import Account


def made_at(town) -> list[datetime]:
    with sqlite3.connect(town.data() / "tablet.db") as connection:
        return [
            datetime.fromisoformat(json.loads(line)["at"])
            for (line,) in connection.execute("SELECT line FROM outbox ORDER BY seq")
        ]


def administrator(town) -> Account:
    access = town.centre.access
    return access.account_of(access.sign_in(town.account(Role.ADMINISTRATOR), "a-long-password").token)


def revoke(town, device_id, cut_off: datetime | None = None) -> None:
    town.centre.tablets.revoke(administrator(town), device_id, RevokeRequest("丢失", cut_off))


@pytest.fixture
def worked(town):
    tablet = town.tablet()
    town.visit(tablet)
    yield tablet
    tablet.close()


def test_a_revoked_tablets_work_from_before_is_brought_in_by_a_supervisor(town, worked):
    revoke(town, worked.enrolment.device().id)
    assert isinstance(worked.sync.run_once().error, DeviceRevoked)
    outcome = town.bring_in(town.pack(), Role.SUPERVISOR)
    assert (outcome.applied, outcome.set_apart, outcome.stored) == (len(made_at(town)), 0, 4)


def test_what_was_made_after_the_cut_off_lies_in_quarantine_with_that_reason(town, worked):
    times = made_at(town)
    cut_off = times[3]
    later = sum(at > cut_off for at in times)
    revoke(town, worked.enrolment.device().id, cut_off)
    file = town.pack()
    outcome = town.bring_in(file)
    assert (outcome.applied, outcome.set_apart, outcome.rejected) == (len(times) - later, later, 0)
    assert later > 0
    with town.centre.database.reading() as connection:
        device = worked.enrolment.device().id.bytes
        found = connection.exec_driver_sql("SELECT DISTINCT code, reason FROM quarantine WHERE device_id = ?", (device,)).all()
    assert found == [("device-revoked", "rescued, made after the revocation's cut-off")]
    again = town.bring_in(file)
    assert (again.duplicates, again.set_apart) == (len(times) - later, later)
    assert town.count("quarantine") == later


def test_what_an_administrator_releases_counts_and_its_photos_come_with_the_next_import(town, worked):
    times, device_id = made_at(town), worked.enrolment.device().id
    revoke(town, device_id, times[0] - timedelta(seconds=1))
    file = town.pack()
    apart = town.bring_in(file)
    assert (apart.applied, apart.set_apart, apart.stored, len(apart.not_taken)) == (0, len(times), 0, 4)
    with sqlite3.connect(town.data() / "tablet.db") as connection:
        hashes = [sha256(line).hexdigest() for (line,) in connection.execute("SELECT line FROM outbox ORDER BY seq")]
    town.centre.quarantine.release(administrator(town), QuarantineDecision(device_id, tuple(hashes), "平板找回"))
    released = town.bring_in(file)
    assert (released.duplicates, released.set_apart, released.stored, released.missing) == (len(times), 0, 4, ())


def test_what_the_centre_had_before_the_revocation_stays_as_it_is(town, worked):
    assert worked.sync.run_once().error is None
    revoke(town, worked.enrolment.device().id, made_at(town)[0] - timedelta(days=1))
    outcome = town.bring_in(town.pack())
    assert (outcome.duplicates, outcome.set_apart, town.count("quarantine")) == (len(made_at(town)), 0, 0)


def remade(town, file, **changed: object):
    """The same file with another manifest, sealed anew: anybody with the public key could make it."""
    out = town.folder / "made-up.rescue"
    with opened_rescue(file, town.centre.rescue_key.private_key) as inside, out.open("wb") as target:
        sealed = SealedWriter(target, public_bytes(town.centre.rescue_key.public))
        archive = ArchiveWriter(sealed)
        for member in inside:
            content = b"".join(member.blocks)
            if member.name == MANIFEST_FILE:
                content = to_json({**json.loads(content), **changed}).encode()
                assert from_json(content, RescueManifest)
            archive.add(member.name, len(content), [content])
        archive.finish()
        sealed.finish()
    return out


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"device_token": "invented"}, "other-device"),
        ({"device_token": ""}, "unproven"),
        ({"device_id": "01a20d10-9505-7350-b7f7-bfead1b2c474"}, "device-unknown"),
        ({"device_id": None}, "device-unknown"),
    ],
)
def test_who_makes_up_a_file_in_a_tablets_name_is_refused_before_anything_is_applied(town, worked, changed, problem):
    file = remade(town, town.pack(), **changed)
    with pytest.raises(RescueRefused) as refused:
        town.bring_in(file)
    assert refused.value.fields["problem"] == f"rescue.problem.{problem}"
    assert (town.count("operations"), town.count("quarantine"), town.count("evidence")) == (0, 0, 0)


def test_a_tablet_cannot_speak_for_another_one(town, worked):
    other = town.tablet("平板 2")
    file = remade(town, town.pack(), device_id=str(other.enrolment.device().id))
    other.close()
    with pytest.raises(RescueRefused) as refused:
        town.bring_in(file)
    assert refused.value.fields["problem"] == "rescue.problem.other-device"


def test_what_an_administrator_turned_down_stays_so_when_the_tablet_is_enrolled_again(town, worked):
    times, device_id = made_at(town), worked.enrolment.device().id
    revoke(town, device_id, times[0] - timedelta(seconds=1))
    town.bring_in(town.pack())
    with sqlite3.connect(town.data() / "tablet.db") as connection:
        hashes = [sha256(line).hexdigest() for (line,) in connection.execute("SELECT line FROM outbox ORDER BY seq")]
    town.centre.quarantine.reject(administrator(town), QuarantineDecision(device_id, tuple(hashes), "停用后所记"))
    worked.enrolment.enrol(town.url, town.centre.registers.create_enrolment_code([town.officer]), "平板 1")
    status = worked.sync.run_once()
    assert (status.error, status.progress.rejected) == (None, len(hashes))
    assert (town.count("operations"), town.count("photos")) == (len(hashes), 0)
