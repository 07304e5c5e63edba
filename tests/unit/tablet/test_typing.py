"""What is being typed is on disk before something else takes the screen."""

import asyncio
from types import SimpleNamespace

import pytest

from inspector_app.ui.screens.recording import Recording
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.messages import Changes, ContestedValue, OperationOutcome, OperationStatus, RemoteResult

MINE = ResultValue(Outcome.FAIL, note="纸箱")
THEIRS = ResultValue(Outcome.FAIL, note="电动车")


@pytest.fixture
def typing(bench):
    """The inspection on a screen, without the screen; what is on disk: ``typing.drafts()``."""
    inspection = bench.started()

    async def work(call):
        return call()

    tablet, by = SimpleNamespace(inspections=bench.inspections), SimpleNamespace(person_id=bench.officer)
    hand = SimpleNamespace(tablet=tablet, by=by, work=work, act=work)
    recording = Recording(hand, inspection, bench.inspections.sheet(inspection))

    def colleague_passes(code):
        bench.inspections.answer(inspection, code, ResultValue(Outcome.PASS), bench.second_officer)

    def in_conflict(code):
        """The officer's failure is in conflict with a colleague's, which stands; the revision of the officer's."""
        mine = bench.inspections.answer(inspection, code, MINE, bench.officer).revision
        queued = bench.queue.queued(None, 1000)
        met = OperationOutcome(queued[-1].id, OperationStatus.CONFLICT, "state-outdated")
        bench.queue.settle([*((one.id, OperationOutcome(one.id, OperationStatus.APPLIED)) for one in queued[:-1]), (met.id, met)])
        now = bench.clock.now()
        ours = ContestedValue(mine, MINE, bench.officer, now)
        theirs = RemoteResult(inspection, code, THEIRS, bench.ids.new(), bench.second_officer, now, (ours,))
        bench.queue.take_in(Changes(cursor="met", more=False, centre_time=now, results=(theirs,)))
        return mine

    return SimpleNamespace(
        recording=recording,
        hand=hand,
        drafts=lambda: bench.inspections.sheet(inspection).drafts,
        colleague_passes=colleague_passes,
        in_conflict=in_conflict,
    )


def test_texts_of_several_fields_are_on_disk_before_a_camera_opens(typing):
    async def type_and_reach_for_the_camera():
        keys = [
            ("A03", "note", "东侧通"),
            ("A03", "note", "东侧通道堆放纸箱"),
            ("A03", "severity_reason", "去年也有"),
            ("D02", "note", "锁"),
        ]
        tasks = [asyncio.ensure_future(typing.recording.typed(*key)) for key in keys]
        await asyncio.sleep(0)
        assert typing.drafts() == {}
        await typing.recording.keep_drafts()
        for task in tasks:
            task.cancel()

    asyncio.run(type_and_reach_for_the_camera())
    assert typing.drafts() == {"A03": {"note": "东侧通道堆放纸箱", "severity_reason": "去年也有"}, "D02": {"note": "锁"}}


def test_fingers_that_rest_are_enough_also_after_a_second_field(typing):
    async def type_in_two_fields():
        await asyncio.gather(typing.recording.typed("A03", "note", "纸箱"), typing.recording.typed("A03", "reason", "无"))

    asyncio.run(type_in_two_fields())
    assert typing.drafts() == {"A03": {"note": "纸箱", "reason": "无"}}


def test_what_a_colleagues_answer_does_not_ask_for_stays_a_draft(typing):
    async def type_and_leave():
        await typing.recording.typed("A03", "note", "纸箱")
        await typing.recording.commit_texts("A03")

    asyncio.run(type_and_leave())
    assert typing.drafts() == {"A03": {"note": "纸箱"}}
    assert typing.recording.texts("A03") == {"note": "纸箱"}


def test_words_typed_before_a_colleagues_other_answer_came_stand_once_their_outcome_is_chosen_again(typing):
    async def type_and_choose():
        await typing.recording.typed("A03", "note", "纸箱")
        typing.colleague_passes("A03")
        await typing.recording.reread()
        await typing.recording.choose("A03", Outcome.FAIL)

    asyncio.run(type_and_choose())
    assert typing.recording.sheet.value("A03").note == "纸箱"
    assert typing.recording.texts("A03") == {}


@pytest.mark.parametrize("stands", [False, True])
def test_what_was_being_typed_goes_on_where_the_own_value_or_the_standing_one_is_chosen(typing, stands):
    mine = typing.in_conflict("A03")

    async def type_and_decide():
        await typing.recording.reread()
        await typing.recording.typed("A03", "note", "纸箱，约三立方米")
        assert await typing.recording.decide("A03", None if stands else mine) == []
        assert typing.recording.sheet.value("A03") == (THEIRS if stands else MINE)
        assert typing.drafts() == {"A03": {"note": "纸箱，约三立方米"}}
        await typing.recording.commit_texts("A03")

    asyncio.run(type_and_decide())
    assert typing.recording.sheet.value("A03").note == "纸箱，约三立方米"
    assert not typing.recording.sheet.contested


def test_what_was_being_typed_is_not_put_into_a_colleagues_value_and_is_told_to_who_typed_it(typing, bench):
    typing.in_conflict("A03")
    mine = typing.recording
    typing.hand.by.person_id = bench.second_officer

    async def type_and_decide():
        await mine.reread()
        (other,) = mine.sheet.contested["A03"]
        await mine.typed("A03", "note", "电动车三辆")
        assert await mine.decide("A03", other.revision) == ["电动车三辆"]

    asyncio.run(type_and_decide())
    assert mine.sheet.value("A03") == MINE
    assert (mine.texts("A03"), typing.drafts()) == ({}, {})
