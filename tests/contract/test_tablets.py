"""Tablets report how they are with every sync; administrators see it, revoke tablets and let new ones in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests

from sync.domain.ids import IdMaker
from sync.domain.people import Role
from sync.domain.tablets import Concern, TabletReport
from sync.errors import AccessDenied, AlreadyExists, DeviceRevoked, NotFound, OperationInvalid, RegisterInvalid
from sync.protocol import endpoints
from sync.protocol.administration import DeviceFilter, RevokeRequest, Show
from sync.protocol.messages import EnrolmentRequest

ROOMY = 64_000_000_000


def report(**changed):
    return replace(TabletReport(datetime.now(UTC), ROOMY, version="0.1.0"), **changed)


@pytest.fixture
def administrator(world):
    return world.supervisor(Role.ADMINISTRATOR)


@pytest.fixture
def team_name(world):
    """A name that only this test's tablets are found by."""
    return str(world.district)


@pytest.fixture
def enrolled(world, connect, team_name):
    """Enrols a tablet of the team under a name of the test's own."""

    def enrol(name="1"):
        code = world.centre.registers.create_enrolment_code(world.team)
        device = IdMaker().new()
        answer = connect().enrol(EnrolmentRequest(code, device, f"{team_name} {name}"))
        return device, connect(answer.device_token)

    return enrol


def shown(administrator, device_id, team_name):
    rows = administrator.devices(DeviceFilter(search=team_name)).rows
    return next(row for row in rows if row.device_id == device_id)


def test_a_tablet_is_listed_with_its_people_before_it_was_ever_heard(administrator, enrolled, team_name):
    device, _ = enrolled()
    row = shown(administrator, device, team_name)
    assert (row.name, set(row.people)) == (f"{team_name} 1", {"张喆", "李玥", "王堃"})
    assert (row.contact_at, row.report, row.concerns, row.revocation) == (None, None, (), None)


def test_what_a_tablet_says_of_itself_is_shown(administrator, enrolled, team_name):
    device, centre = enrolled()
    said = report(records=3, files=2, file_bytes=600_000, error="centre-busy", paused=True, metered=True, low_battery=True)
    centre.pull(None, said)
    row = shown(administrator, device, team_name)
    assert row.report == said
    assert row.contact_at is not None
    assert abs(row.skew_seconds) <= 5
    assert row.concerns == ()


@pytest.mark.parametrize(
    ("changed", "concern"),
    [
        (lambda: {"free_bytes": 300_000_000}, Concern.LOW_SPACE),
        (lambda: {"at": datetime.now(UTC) + timedelta(minutes=10)}, Concern.CLOCK),
        (lambda: {"at": datetime.now(UTC) - timedelta(minutes=10)}, Concern.CLOCK),
    ],
)
def test_a_tablet_in_trouble_wants_attention_and_comes_first(administrator, enrolled, team_name, changed, concern):
    _, fine = enrolled("1")
    troubled, centre = enrolled("2")
    fine.pull(None, report())
    centre.pull(None, report(**changed()))
    page = administrator.devices(DeviceFilter(search=team_name))
    assert [row.device_id for row in page.rows][0] == troubled
    assert page.rows[0].concerns == (concern,)
    assert page.counts == {"attention": 1, "all": 2, "revoked": 0}
    assert [row.device_id for row in administrator.devices(DeviceFilter(Show.ATTENTION, team_name)).rows] == [troubled]


def test_what_was_turned_down_of_a_tablet_wants_attention(administrator, enrolled, team_name):
    device, centre = enrolled()
    centre.push([b"{"])
    row = shown(administrator, device, team_name)
    assert (row.open_entries, row.concerns) == (1, (Concern.TURNED_DOWN,))


def test_a_tablet_without_a_report_keeps_the_last_one(administrator, enrolled, team_name):
    device, centre = enrolled()
    said = report()
    cursor = centre.pull(None, said).cursor
    centre.pull(cursor)
    assert shown(administrator, device, team_name).report == said


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[]",
        "null",
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":-1}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":1e3}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":true}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":99999999999999999999}',
        '{"at":"2026-05-06T09:30:00","free_bytes":1}',
        '{"at":"0001-01-01T00:00:00+14:00","free_bytes":1}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":1,"metered":1}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":1,"version":"<b>"}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":1,"error":"\\u0000"}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":1,"version":"\\ud800"}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":1,"paused":"yes"}',
        '{"at":"2026-05-06T09:30:00+00:00","free_bytes":1,"version":"' + "9" * 700 + '"}',
        "[" * 500,
        "\u00ff\u00fe",
    ],
)
def test_a_report_that_is_none_changes_nothing_and_stops_no_sync(administrator, enrolled, team_name, world, said):
    device, centre = enrolled()
    good = report()
    centre.pull(None, good)
    token = centre._transport.token
    headers = {"Authorization": f"Bearer {token}", endpoints.REPORT_HEADER: said.encode("latin-1")}
    answer = requests.get(world.url + endpoints.CHANGES, headers=headers, timeout=10)
    assert answer.status_code == 200
    assert shown(administrator, device, team_name).report == good


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_a_clock_of_another_age_is_a_skew_like_any_other(administrator, enrolled, team_name, world, at):
    device, centre = enrolled()
    centre.pull(None, report(at=datetime.fromisoformat(at)))
    assert shown(administrator, device, team_name).concerns == (Concern.CLOCK,)


def test_a_revoked_tablet_is_refused_at_once_and_says_who_did_it_and_why(administrator, enrolled, team_name):
    device, centre = enrolled()
    centre.pull(None, report(free_bytes=0))
    cut_off = datetime.now(UTC) - timedelta(hours=3)
    row = administrator.revoke(device, RevokeRequest("丢失", cut_off))
    assert row.revocation is not None
    assert (row.revocation.by, row.revocation.comment, row.revocation.cut_off) == ("陈审核", "丢失", cut_off)
    with pytest.raises(DeviceRevoked):
        centre.pull(None)
    assert row.concerns == ()
    assert [one.device_id for one in administrator.devices(DeviceFilter(Show.REVOKED, team_name)).rows] == [device]


@pytest.mark.parametrize("skew", [timedelta(hours=-3), timedelta(hours=3)])
def test_without_a_cut_off_a_tablet_is_believed_up_to_what_its_clock_says_now(administrator, enrolled, skew):
    device, centre = enrolled()
    centre.pull(None, report(at=datetime.now(UTC) + skew))
    row = administrator.revoke(device, RevokeRequest("丢失"))
    assert abs(row.revocation.cut_off - row.revocation.at - skew) < timedelta(seconds=30)


def test_a_cut_off_may_lie_ahead_as_far_as_the_clock_of_its_tablet_does(administrator, enrolled):
    device, centre = enrolled()
    centre.pull(None, report(at=datetime.now(UTC) + timedelta(hours=3)))
    with pytest.raises(OperationInvalid):
        administrator.revoke(device, RevokeRequest(cut_off=datetime.now(UTC) + timedelta(hours=4)))
    cut_off = datetime.now(UTC) + timedelta(hours=2)
    assert administrator.revoke(device, RevokeRequest(cut_off=cut_off)).revocation.cut_off == cut_off


def test_a_revocation_stands_as_it_was_made(administrator, enrolled, team_name):
    device, _ = enrolled()
    first = administrator.revoke(device, RevokeRequest("丢失"))
    with pytest.raises(AlreadyExists):
        administrator.revoke(device, RevokeRequest("又丢了"))
    assert shown(administrator, device, team_name).revocation == first.revocation


@pytest.mark.parametrize(
    "spoilt",
    [
        RevokeRequest(cut_off=datetime.now(UTC) + timedelta(days=1)),
        RevokeRequest("\x00"),
        RevokeRequest("长" * 2001),
        RevokeRequest(cut_off=datetime(2026, 5, 6)),
    ],
)
def test_a_revocation_that_cannot_be_is_refused(administrator, enrolled, spoilt):
    device, centre = enrolled()
    with pytest.raises(OperationInvalid):
        administrator.revoke(device, spoilt)
    centre.pull(None)


def test_a_tablet_that_is_not_there_cannot_be_revoked(administrator):
    with pytest.raises(NotFound):
        administrator.revoke(IdMaker().new(), RevokeRequest())


def test_a_code_lets_one_tablet_of_the_chosen_people_in(world, administrator, connect, team_name):
    officer, expert = world.team[0], world.team[2]
    code = administrator.enrolment_code((officer, expert))
    assert timedelta(days=6) < code.expires_at - datetime.now(UTC) <= timedelta(days=7)
    device = IdMaker().new()
    connect().enrol(EnrolmentRequest(code.code, device, f"{team_name} new"))
    assert set(shown(administrator, device, team_name).people) == {"张喆", "王堃"}


def test_a_code_for_nobody_or_for_strangers_is_refused(world, administrator):
    for people in ((), (IdMaker().new(),), (world.team[0], IdMaker().new())):
        with pytest.raises(RegisterInvalid):
            administrator.enrolment_code(people)


def test_people_are_found_by_a_part_of_their_name(world, administrator):
    found = administrator.people("喆")
    assert world.team[0] in {person.person_id for person in found.rows} or found.total > len(found.rows)
    assert {person.name for person in found.rows} == {"张喆"}
    assert administrator.people("%").total == 0


def test_only_administrators_see_tablets_or_let_them_in(world, tablet):
    supervisor = world.supervisor()
    for ask in (
        lambda: supervisor.devices(DeviceFilter()),
        lambda: supervisor.revoke(tablet.device_id, RevokeRequest()),
        lambda: supervisor.people(""),
        lambda: supervisor.enrolment_code(world.team),
    ):
        with pytest.raises(AccessDenied):
            ask()
    tablet.centre.pull(None)
