"""Two who write at the same moment: it comes out as if one had come after the other, and nobody is told of it as a mistake."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from sync.domain.clock import SystemClock
from sync.domain.draw.pools import ExtraKind
from sync.domain.ids import IdMaker
from sync.domain.people import Role
from sync.domain.registers.columns import Register
from sync.errors import AlreadyExists, EnrolmentCodeInvalid, NotFound, TabletSetBack
from sync.protocol.administration import QuarantineDecision
from sync.protocol.campaigns import ExtrasRequest, NewExtra
from sync.protocol.console import ReturnRequest
from sync.protocol.messages import EnrolmentRequest, OperationStatus
from sync.protocol.operations import SetResult, SubmitInspection
from sync.server.repositories import schema
from sync.server.repositories.engine import next_numbers
from sync.server.repositories.intake import IntakeTables
from sync.server.repositories.registers import RegisterTables
from sync.server.services.deciding import decide
from sync.server.services.intake import read_line
from sync.server.services.known import Effects, Sender
from sync.server.services.registers import NewAccount, NewCompound, NewDistrict, NewPerson
from tests.contract.at_once import UNTIL_IT_WAITS, Told, at_once
from tests.contract.test_register_files import Desk
from tests.small_places import SmallItem, small_checklist

pytestmark = pytest.mark.details  # on SQLite one writes after the other, and each of these takes its time on purpose
_IDS = IdMaker()


def errors(*asked):
    return [type(one.error) for one in asked]


def test_two_who_note_the_first_changes_of_a_district_at_once_get_numbers_that_follow_one_another(served, world):
    database, stream = served.centre.database, f"n{world.district}"

    def number():
        with database.writing() as connection:
            return next_numbers(connection, stream, 2)

    asked = at_once(served.centre, "INSERT INTO streams", number, number)
    assert sorted(one.answer for one in asked) == [1, 3]


def _learn(pages):
    """What a tablet shows of earlier visits once it has read these."""
    shown = {}
    for page in pages:
        shown |= {one.id: None for one in page.assignments} | {one.assignment_id: one.history for one in page.previous}
    return shown


@pytest.mark.parametrize("step", ["submitted", "returned"])
def test_whoever_is_assigned_to_a_compound_while_a_visit_there_ends_hears_of_it(served, world, tablet, step):
    pages, colleague, supervisor = [], world.tablet(), world.supervisor()
    tablet.push(world.started(), *world.answers())
    last = tablet.line(SubmitInspection(world.inspection, 1))

    def submit():
        return tablet.centre.push([last])

    def send_back():
        return supervisor.return_inspection(world.inspection, ReturnRequest(2, "照片不清"))

    def assign_and_look():
        world.assign_again(world.assignment, world.team)
        pages.append(colleague.centre.pull(None))

    if step == "returned":
        submit()
    asked = at_once(served.centre, "UPDATE streams", {"submitted": submit, "returned": send_back}[step], assign_and_look)
    pages.append(colleague.centre.pull(pages[0].cursor))

    assert errors(*asked) == [type(None)] * 2
    assert _learn(pages) == _learn([colleague.centre.pull(None)])


def taking(centre):
    """As another process takes batches in."""
    clock = SystemClock()
    return IntakeTables(centre.database, IdMaker(clock), clock).transaction()


def test_of_two_copies_of_a_tablet_that_send_at_once_on_different_inspections_one_is_turned_away(served, world, tablet, values):
    assignment, inspection = world.assign("嵩山花园")
    tablet.push(world.started(), world.started(inspection, assignment))
    seq, chain = tablet.seq, tablet.chain
    mine = tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    tablet.seq, tablet.chain = seq, chain
    sender, other = Sender(tablet.device_id, frozenset(world.team)), tablet.line(SetResult(inspection, "A01", values["pass"]))

    with taking(served.centre) as writing:
        effects, line = Effects(), read_line(other)
        outcome = decide(writing.load([line], [sender.device_id]), sender, line, effects)
        writing.store(sender, effects)
        pushed = Told(lambda: tablet.centre.push([mine]))
        assert not pushed.wait(UNTIL_IT_WAITS)
    pushed.wait()

    assert outcome.status is OperationStatus.APPLIED
    assert isinstance(pushed.error, TabletSetBack)


@pytest.fixture
def set_apart(served, world, tablet, values):
    """Two lines of somebody who is in the teams by now: on an inspection under way, and on one that is submitted."""
    assignment, inspection = world.assign("嵩山花园")
    world.submitted(tablet)
    tablet.push(world.started(inspection, assignment))
    outsider = world.tablet(world.person())
    lines = [outsider.line(SetResult(one, "C03", values["fail"])) for one in (inspection, world.inspection)]
    outsider.centre.push(lines)
    for one in (assignment, world.assignment):
        served.centre.registers.reassign(one, (*world.team, outsider.by))
    return QuarantineDecision(outsider.device_id, tuple(sha256(line).hexdigest() for line in lines), "已入队")


def test_lines_are_released_while_a_tablet_writes_about_one_of_their_inspections(served, world, tablet, values, set_apart):
    head, sender = world.supervisor(Role.ADMINISTRATOR), Sender(tablet.device_id, frozenset(world.team))
    line = read_line(tablet.line(SetResult(world.inspection, "A01", values["fail"])))
    with taking(served.centre) as writing:
        effects = Effects()
        decide(writing.load([line], [sender.device_id]), sender, line, effects)
        released = Told(lambda: head.release(set_apart))
        assert not released.wait(UNTIL_IT_WAITS)
        writing.store(sender, effects)
    released.wait()
    assert [one.status for one in released.answer.outcomes] == [OperationStatus.APPLIED, OperationStatus.CONFLICT]


def test_lines_are_released_while_one_of_their_inspections_is_returned(served, world, set_apart):
    head, supervisor = world.supervisor(Role.ADMINISTRATOR), world.supervisor()
    asked = at_once(
        served.centre,
        "INSERT INTO reviews",
        lambda: supervisor.return_inspection(world.inspection, ReturnRequest(2, "照片不清")),
        lambda: head.release(set_apart),
    )
    assert errors(*asked) == [type(None)] * 2


def _add_user(centre, login):
    person = NewPerson(_IDS.new(), "陈审核")
    account = NewAccount(login, "", Role.ADMINISTRATOR, person.id)
    return lambda: RegisterTables(centre.database).add_user(person, None, account, "hash")


def test_of_two_logins_made_at_once_that_differ_in_nothing_but_their_case_one_is_taken(served, world):
    login = f"Login-{world.district}"
    made = [_add_user(served.centre, one) for one in (login, login.lower())]
    assert errors(*at_once(served.centre, "INSERT INTO accounts", *made)) == [type(None), AlreadyExists]


def test_of_two_districts_made_at_once_under_one_code_one_is_there_already(served, world):
    made = [NewDistrict(f"n{world.district}", "新区", "New district")]
    asked = at_once(served.centre, "INSERT INTO districts", *[lambda: served.centre.registers.add_districts(made)] * 2)
    assert errors(*asked) == [type(None), AlreadyExists]


def test_a_checklist_that_two_publish_at_once_is_published(served, world):
    document = small_checklist(f"c{world.district}", [SmallItem("A01", "required", 100)])
    asked = at_once(served.centre, "INSERT INTO checklists", *[lambda: served.centre.registers.publish_checklist(document)] * 2)
    assert errors(*asked) == [type(None)] * 2


def test_a_file_with_a_compound_that_is_just_being_entered_changes_that_one(served, world):
    desk = Desk(world)
    row = desk.compound()
    entered = NewCompound(_IDS.new(), "旧名", "花园路1号", world.district, world.enterprise, code=row["code"])
    entering, bringing = at_once(
        served.centre,
        "INSERT INTO register_acts",
        lambda: served.centre.registers.add_compounds([entered]),
        lambda: desk.bring(Register.COMPOUNDS, row),
    )
    assert errors(entering, bringing) == [type(None)] * 2
    assert desk.facts(Register.COMPOUNDS, row["code"]) == [row]


def test_whoever_gets_an_assignment_while_its_compound_is_renamed_hears_the_new_name(served, ceremony):
    world, pages = ceremony.world, []
    ceremony.drawn(release_at=datetime.now(UTC) + timedelta(hours=1))
    world.assign_to(ceremony.compounds[0].id, *world.team)
    tablet, desk = world.tablet(*(one.id for one in (*ceremony.officers, *ceremony.experts))), Desk(world)
    rows = [desk.compound(code=ceremony.code(n), name="新名苑") for n in range(len(ceremony.compounds))]

    def release_and_look():
        served.centre.news._releases.release(datetime.now(UTC) + timedelta(hours=2))
        pages.append(tablet.centre.pull(None))

    asked = at_once(served.centre, "UPDATE streams", lambda: desk.bring(Register.COMPOUNDS, *rows), release_and_look)
    pages.append(tablet.centre.pull(pages[0].cursor))

    assert errors(*asked) == [type(None)] * 2
    shown = {one.id: one.compound.name for page in pages for one in page.assignments}
    assert shown
    assert set(shown.values()) == {"新名苑"}


def _weigh(ceremony):
    extras = ExtrasRequest((NewExtra(ceremony.code(0), 2, ExtraKind.COMPLAINTS, "信访件"),))
    return lambda: ceremony.head.add_extras(ceremony.campaign, extras)


def test_a_campaign_that_is_planned_twice_at_once_is_planned(served, ceremony):
    assert errors(*at_once(served.centre, "INSERT INTO campaign_plans", *[ceremony.planned] * 2)) == [type(None)] * 2


def test_a_campaign_is_withdrawn_while_somebody_weighs_a_compound_in_it(served, ceremony):
    ceremony.planned()
    withdrawing = lambda: ceremony.head.withdraw_campaign(ceremony.campaign)  # noqa: E731
    asked = at_once(served.centre, "INSERT INTO extra_weights", _weigh(ceremony), withdrawing)
    assert asked[1].error is None
    assert isinstance(asked[0].error, NotFound | None)


def test_a_weight_for_a_campaign_that_is_just_withdrawn_meets_none(served, ceremony):
    ceremony.planned()
    withdrawing = lambda: ceremony.head.withdraw_campaign(ceremony.campaign)  # noqa: E731
    asked = at_once(served.centre, "DELETE FROM campaigns", withdrawing, _weigh(ceremony))
    assert errors(*asked) == [type(None), NotFound]


def test_of_two_codes_that_one_tablet_trades_at_once_one_counts(served, world):
    device = _IDS.new()
    requests = [EnrolmentRequest(served.centre.registers.create_enrolment_code(world.team), device, "平板") for _ in range(2)]
    asked = at_once(
        served.centre,
        "INSERT INTO devices",
        lambda: world.connect().enrol(requests[0]),
        lambda: world.connect().enrol(requests[1]),
    )
    assert sorted(errors(*asked), key=str) == [type(None), AlreadyExists]


def test_of_two_tablets_that_trade_one_code_at_once_one_is_enrolled(served, world):
    code = served.centre.registers.create_enrolment_code(world.team)
    requests = [EnrolmentRequest(code, _IDS.new(), "平板") for _ in range(2)]
    asked = at_once(
        served.centre,
        "INSERT INTO devices",
        lambda: world.connect().enrol(requests[0]),
        lambda: world.connect().enrol(requests[1]),
    )
    assert errors(*asked) == [type(None), EnrolmentCodeInvalid]
    enrolled = select(schema.devices.c.id).where(schema.devices.c.id.in_([one.device_id for one in requests]))
    with served.centre.database.reading() as connection:
        assert connection.scalars(enrolled).all() == [requests[0].device_id]
