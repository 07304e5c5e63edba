"""Two who write about the same inspection: whoever had to wait decides on what the other left, not on what was there before."""

from threading import Thread
from time import sleep

from sync.domain.clock import SystemClock
from sync.domain.ids import IdMaker
from sync.domain.inspections import State
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import SetResult, SubmitInspection
from sync.server.repositories.intake import IntakeTables
from sync.server.services.deciding import decide
from sync.server.services.intake import read_line
from sync.server.services.known import Effects, Sender

UNTIL_IT_WAITS = 0.5
"""Seconds, for a request to come as far as the lock."""


def test_an_answer_that_waited_for_a_submission_meets_a_frozen_inspection(served, world, tablet, values):
    colleague = world.tablet(world.team[1])
    tablet.push(world.started(), *world.answers())
    standing = {result.item_code: result.revision for result in tablet.centre.pull(None).results}
    late = colleague.line(SetResult(world.inspection, "B02", values["pass"], standing["B02"]))
    outcomes = []
    pushing = Thread(target=lambda: outcomes.extend(colleague.centre.push([late]).outcomes))

    sender, submission = (
        Sender(tablet.device_id, frozenset(world.team)),
        read_line(tablet.line(SubmitInspection(world.inspection, 1))),
    )
    clock = SystemClock()
    with IntakeTables(served.centre.database, IdMaker(clock), clock).transaction() as writing:  # as another process has it
        effects = Effects()
        outcome = decide(writing.load([submission], [sender.device_id]), sender, submission, effects)
        writing.store(sender, effects)
        pushing.start()
        sleep(UNTIL_IT_WAITS)
        assert not outcomes
    pushing.join()

    assert outcome.status is OperationStatus.APPLIED
    assert [(one.status, one.code) for one in outcomes] == [(OperationStatus.CONFLICT, "inspection-frozen")]
    detail = world.supervisor().inspection(world.inspection)
    assert detail.summary.state is State.SUBMITTED
    assert next(one for one in detail.results if one.item_code == "B02").value != values["pass"]
