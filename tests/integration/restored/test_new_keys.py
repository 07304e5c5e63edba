"""A centre whose keys were lost for good and made anew: what a tablet packs can be opened, or it packs nothing and says so."""

import pytest

from inspector_app.store.rescue_note import FILE_NAME, RescueNotes
from inspector_app.store.rescue_packing import FolderPacker
from sync.client.loads import Loads
from sync.client.session import synchronise
from sync.domain.clock import SystemClock
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.people import Role
from sync.domain.tablets import Concern
from sync.errors import RescueKeyOutdated, TokenInvalid
from sync.protocol.administration import DeviceFilter, Show
from sync.sealing.checking import checked_manifest
from sync.server.centre import open_centre
from sync.server.services.key_files import CENTRE_KEY, RESCUE_KEY
from tests.benchmarks.recorded import opened

pytestmark = pytest.mark.parametrize("restorable", ["sqlite"], indirect=True)  # keys lie in files, whatever the database


@pytest.fixture
def member(team_of):
    """Of a team, with a tablet of their own and an inspection that is not sent yet."""
    (member,) = team_of(1).members
    return member


def lose(restorable, *keys) -> None:
    """Gone, and made anew as docs/operating.md has it."""
    restorable.stop()
    for key in keys:
        (restorable.settings.data / key.name).unlink()
    open_centre(restorable.settings, may_renew_keys=True).close()
    restorable.start()


def enrol(restorable, member) -> None:
    """With a new code."""
    code = restorable.centre.registers.create_enrolment_code([member.person])
    member.tablet.enrolment.enrol(restorable.url, code, member.name)


def packer(member, tmp_path) -> FolderPacker:
    return FolderPacker(tmp_path / member.name, SystemClock())


def packed(member, tmp_path, name: str):
    return packer(member, tmp_path).pack(tmp_path / name, lambda done, whole: None).path


def requests_of_a_sync(member, tmp_path) -> int:
    """Counted on a line of its own, beside that of the app."""
    with opened(tmp_path / member.name, member.address) as (centre, queue):
        synchronise(centre, queue, True, lambda progress: None, Loads())
        return centre.requests_sent


def test_with_the_next_sync_a_tablet_seals_for_the_key_that_was_made_anew(restorable, member, tmp_path):
    lose(restorable, RESCUE_KEY)
    member.sync()
    assignment = member.tablet.assignments.waiting()[0].assignment
    member.tablet.inspections.start(assignment.id, member.person)
    file = packed(member, tmp_path, "new.rescue")
    assert checked_manifest(file, restorable.centre.rescue_key.private_key).waiting == 1
    rescuing = restorable.centre.rescuing
    *_, told = rescuing.bring_in(rescuing.files.keep(file), "tester", Role.ADMINISTRATOR, False)
    assert (told.outcome.applied, told.outcome.missing) == (1, ())


@pytest.mark.details
def test_a_key_that_is_known_is_not_asked_for_again(restorable, member, tmp_path):
    lose(restorable, RESCUE_KEY)
    assert requests_of_a_sync(member, tmp_path) == 2
    assert requests_of_a_sync(member, tmp_path) == 1


def test_where_both_keys_are_new_the_tablet_packs_nothing_that_nobody_could_open(restorable, member, tmp_path):
    before = RescueNotes(tmp_path / member.name).read().key
    lose(restorable, CENTRE_KEY, RESCUE_KEY)
    member.sync()
    assert RescueNotes(tmp_path / member.name).read().key == before
    with pytest.raises(RescueKeyOutdated):
        packed(member, tmp_path, "old.rescue")
    assert not (tmp_path / "old.rescue").exists()
    assert packer(member, tmp_path).unsent().key_outdated
    status = member.tablet.sync.status()
    assert (status.old_keys, status.error) == (True, None)
    assert requests_of_a_sync(member, tmp_path) == 1


@pytest.mark.details
def test_the_administrator_sees_which_tablets_have_the_old_keys(restorable, member):
    lose(restorable, CENTRE_KEY, RESCUE_KEY)
    member.sync()
    member.sync()  # it tells of itself before it hears of the keys
    (row,) = restorable.centre.tablets.page(DeviceFilter(Show.ATTENTION)).rows
    assert (row.name, row.concerns) == (member.name, (Concern.OLD_KEYS,))


@pytest.mark.details
def test_enrolled_again_it_packs_for_the_new_keys_and_nothing_of_it_is_lost(restorable, member, tmp_path):
    assignment = member.tablet.assignments.waiting()[0].assignment
    member.offline()
    member.tablet.inspections.start(assignment.id, member.person)
    lose(restorable, CENTRE_KEY, RESCUE_KEY)
    member.online()
    member.sync()
    enrol(restorable, member)
    assert not packer(member, tmp_path).unsent().key_outdated
    checked_manifest(packed(member, tmp_path, "new.rescue"), restorable.centre.rescue_key.private_key)
    member.sync()
    assert (member.tablet.sync.status().old_keys, restorable.rows("SELECT count(*) FROM operations")) == (False, [(1,)])


@pytest.mark.details
def test_a_centre_that_has_its_old_keys_back_is_trusted_again(restorable, member, tmp_path):
    kept = {key.name: (restorable.settings.data / key.name).read_bytes() for key in (CENTRE_KEY, RESCUE_KEY)}
    lose(restorable, CENTRE_KEY, RESCUE_KEY)
    member.sync()
    restorable.stop()
    for name, content in kept.items():
        (restorable.settings.data / name).write_bytes(content)
    restorable.start()
    member.sync()
    assert not member.tablet.sync.status().old_keys
    checked_manifest(packed(member, tmp_path, "again.rescue"), restorable.centre.rescue_key.private_key)


def test_what_was_acknowledged_comes_again_where_a_backup_was_put_back_and_the_keys_are_new(restorable, member):
    """The tablet was enrolled since the backup, so it needs a new code, and hears of new keys at the same time."""
    backup = restorable.backed_up()
    enrol(restorable, member)
    inspection = member.tablet.inspections.start(member.tablet.assignments.waiting()[0].assignment.id, member.person)
    for code in ("A01", "A02", "A03"):
        member.tablet.inspections.answer(inspection, code, ResultValue(Outcome.PASS), member.person)
    member.sync()
    assert restorable.rows("SELECT count(*) FROM results") == [(3,)]
    restorable.restore(backup)
    lose(restorable, CENTRE_KEY, RESCUE_KEY)
    assert isinstance(member.tablet.sync.run_once().error, TokenInvalid)
    enrol(restorable, member)
    member.sync()
    assert restorable.rows("SELECT count(*) FROM results") == [(3,)]
    assert member.tablet.sync.status().backlog.records == 0


@pytest.mark.details
@pytest.mark.parametrize("content", [b"", b"\0" * 300, b"{}"])
def test_a_key_that_a_disk_spoilt_on_the_tablet_is_fetched_again(restorable, member, tmp_path, content):
    (tmp_path / member.name / FILE_NAME).write_bytes(content)
    assert not packer(member, tmp_path).unsent().has_key
    member.sync()
    checked_manifest(packed(member, tmp_path, "again.rescue"), restorable.centre.rescue_key.private_key)
