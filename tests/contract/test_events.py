"""Whoever listens hears what happens in their districts when it happens, and costs the database nothing meanwhile."""

from queue import Empty
from time import sleep

import pytest

from sync.domain.people import Role
from sync.protocol.console import AcceptRequest, CentreEvent, ReturnRequest
from sync.protocol.operations import SubmitInspection
from tests.contract.listening import QUIET, SOON, Listener, statements


def test_ten_listeners_cost_no_query_while_nothing_happens_and_all_hear_a_submission(world, tablet):
    listeners = [Listener(world.supervisor()) for _ in range(10)]
    with statements(world.centre.database.engine) as asked:
        sleep(QUIET)
        assert asked == []
        world.submitted(tablet)
        assert asked
    expected = CentreEvent("submitted", world.inspection, world.district)
    assert [listener.heard.get(timeout=SOON) for listener in listeners] == [expected] * 10


def test_each_step_of_an_inspection_is_told(world, tablet):
    supervisor = world.supervisor()
    listener = Listener(world.supervisor())
    content = world.new_picture()
    tablet.push(world.started())
    tablet.push(world.photo("C03", content))
    tablet.upload(content)
    tablet.push(*world.answers())
    tablet.push(SubmitInspection(world.inspection, 1))
    supervisor.return_inspection(world.inspection, ReturnRequest(2, "请补充"))
    tablet.push(SubmitInspection(world.inspection, 3))
    supervisor.accept(world.inspection, AcceptRequest(4))
    kinds = [listener.heard.get(timeout=SOON).kind for _ in range(8)]
    assert kinds == ["started", "results", "evidence", "results", "submitted", "returned", "submitted", "accepted"]


def test_another_district_hears_nothing_and_an_administrator_hears_all(world, another, tablet):
    stranger, administrator = Listener(another.supervisor()), Listener(another.supervisor(Role.ADMINISTRATOR))
    world.submitted(tablet)
    assert administrator.heard.get(timeout=SOON).district == world.district
    assert stranger.heard.empty()


def test_signing_out_ends_the_stream_of_that_session_only(world, connect):
    leaving, staying = world.supervisor(), world.supervisor()
    ended, open_still = Listener(leaving), Listener(staying)
    connect(leaving._transport.token).sign_out()
    assert ended.heard.get(timeout=SOON) is None
    assert open_still.heard.empty()


def test_a_batch_sent_again_is_not_told_again(world, tablet):
    lines = [tablet.line(world.started())]
    listener = Listener(world.supervisor())
    tablet.centre.push(lines)
    assert listener.heard.get(timeout=SOON).kind == "started"
    tablet.centre.push(lines)
    with pytest.raises(Empty):
        listener.heard.get(timeout=0.5)
