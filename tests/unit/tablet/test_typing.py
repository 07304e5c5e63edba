"""What is being typed is on disk before something else takes the screen."""

import asyncio
from types import SimpleNamespace

import pytest

from inspector_app.ui.screens.recording import Recording
from sync.domain.inspections import Outcome, ResultValue


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

    return SimpleNamespace(
        recording=recording, drafts=lambda: bench.inspections.sheet(inspection).drafts, colleague_passes=colleague_passes
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
