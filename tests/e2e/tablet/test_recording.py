import pytest

from sync.domain.inspections import UNANSWERED, Outcome, State

pytestmark = pytest.mark.browser


@pytest.mark.details
@pytest.mark.parametrize(
    "size", [(1280, 800), pytest.param((800, 1280), marks=pytest.mark.soak), pytest.param((390, 844), marks=pytest.mark.soak)]
)
def test_an_answer_is_on_disk_once_the_screen_says_so(browse, sheet, size):
    page = browse(*size)
    page.open_assignment()
    page.pass_in_list("A02")
    assert sheet().value("A02").outcome is Outcome.PASS
    page.fail_with_phrase("A03")
    page.eventually(lambda: bool(sheet().value("A03").note))
    value = sheet().value("A03")
    item = sheet().checklist.by_code["A03"]
    assert (value.outcome, value.note, value.severity) == (Outcome.FAIL, item.phrases[0].zh, item.severity)
    assert value.due_on is not None


@pytest.mark.details
@pytest.mark.killed
def test_kill_9_leads_back_to_the_same_item_and_filter_with_every_answer_and_the_text_being_typed(page, tablet, sheet, records):
    page.open_assignment()
    page.pass_in_list("A02")
    page.answer("A03", "fail")
    page.tap("show-open")
    page.see_selected("show-open")
    people = [person.person_id for person in records.sign_in.people()]
    page.eventually(lambda: any(records.place.recall(person).shown == "open" for person in people))
    page.reveal("note", across=0.7)
    page.type("note", "东侧通道堆放纸箱")
    page.eventually(lambda: sheet().drafts.get("A03", {}).get("note") == "东侧通道堆放纸箱" or bool(sheet().value("A03").note))
    tablet.kill()
    tablet.start()
    page.open()
    page.see_selected("show-open")
    page.see("item-code", "A03")
    page.see_selected("answer-fail")
    page.see_typed("note", "东侧通道堆放纸箱")
    page.tap("next-open")
    page.eventually(lambda: sheet().value("A03").note == "东侧通道堆放纸箱")
    page.tap("show-all")
    page.reveal("item-A02-pass")
    page.see_selected("item-A02-pass")


def test_undo_takes_back_the_last_change_and_says_which(page, sheet):
    page.open_assignment()
    page.pass_in_list("A02")
    page.tap("undo")
    page.see("message", "A02")
    page.see_selected("item-A02-pass", False)
    assert sheet().value("A02") == UNANSWERED


def test_finish_leads_to_what_is_missing_and_submit_freezes(page, sheet):
    page.open_assignment()
    page.pass_in_list("A02")
    page.finish()
    page.see("finish-title", "26")
    page.tap("missing-A01")
    page.see("item-code", "A01")
    assert sheet().record.state is State.IN_PROGRESS


@pytest.mark.details
def test_a_complete_inspection_is_submitted_and_shown_as_frozen(page, sheet, answer_all):
    page.open_assignment()
    answer_all(but="A02")
    page.pass_in_list("A02")
    page.finish()
    page.submit()
    page.eventually(lambda: sheet().record.state is State.SUBMITTED)
    page.see("assignment-3", "已完成，待发送")


@pytest.mark.details
def test_the_open_filter_shows_only_what_is_left(page):
    page.open_assignment()
    page.pass_in_list("A02")
    page.tap("show-open")
    page.see_selected("show-open")
    page.eventually(lambda: page.at("item-A02").count() == 0)
    page.at("item-A03").wait_for()
