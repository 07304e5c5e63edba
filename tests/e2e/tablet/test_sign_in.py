import pytest

pytestmark = pytest.mark.browser
_FAULT = (244, 67, 54)
"""The red of what cannot be laid out; no colour of the app."""


@pytest.mark.details
@pytest.mark.signed_out
def test_a_wrong_pin_is_said_and_the_right_one_opens_the_list(browse):
    page = browse()
    page.sign_in(0, "9731")
    page.see("sign-in-message", "PIN 不正确")
    for digit in "1357":
        page.tap(f"pin-{digit}")
    page.tap("pin-enter")
    page.see("assignment-0", "东风小区")


@pytest.mark.details
@pytest.mark.signed_out
def test_after_several_wrong_pins_the_pad_pauses_and_counts_the_seconds_down(browse):
    page = browse()
    page.tap("person-1")
    for _ in range(4):
        for digit in "9731":
            page.tap(f"pin-{digit}")
        page.eventually(lambda: page.said("sign-in-message") == "")
        page.tap("pin-enter")
        page.eventually(lambda: page.said("sign-in-message") != "")
    page.see("sign-in-message", "登录已暂停")
    page.see("sign-in-wait", "请等 3 秒后再试")
    page.see("sign-in-message", "可以重新输入 PIN 了")
    assert "秒" not in page.said("sign-in-wait")


@pytest.mark.details
@pytest.mark.signed_out
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_key_moves_when_a_wrong_pin_is_said_and_when_the_next_one_is_begun(browse, records, language):
    records.display.set_language(language)
    page = browse(390, 844)
    page.tap("person-0")
    before = page.resting(page.at("pin-1"))
    for digit in "9731":
        page.tap(f"pin-{digit}")
    page.tap("pin-enter")
    page.eventually(lambda: page.said("sign-in-message") != "")
    assert page.resting(page.at("pin-1")) == before
    assert _FAULT not in page.colours()
    said, first_key = page.resting(page.at("sign-in-message")), page.resting(page.at("pin-1"))
    assert said["y"] + said["height"] <= first_key["y"]
    page.tap("pin-9")
    page.eventually(lambda: page.said("sign-in-message") == "")
    assert page.resting(page.at("pin-1")) == before


@pytest.mark.details
@pytest.mark.signed_out
@pytest.mark.parametrize("size", [(390, 844), (1024, 768), (768, 1024)])
def test_the_whole_pad_is_in_sight(browse, size):
    page = browse(*size)
    page.tap("person-0")
    box = page.resting(page.at("other-person"))
    assert box["y"] + box["height"] <= size[1] - 8


def test_one_officer_hands_the_tablet_to_another_who_bears_the_next_answer(page, records):
    page.open_assignment()
    page.pass_in_list("A02")
    page.tap("back")
    page.tap("hand-over")
    page.sign_in(1, "2468")
    page.open_assignment()
    page.pass_in_list("A03")
    sheet = _sheet(records)
    names = {person.person_id: person.name for person in records.sign_in.people()}
    assert [names[sheet.results[code].author] for code in ("A02", "A03")] == ["张喆", "李玥"]


@pytest.mark.soak
@pytest.mark.killed
def test_a_restart_within_half_an_hour_asks_for_no_pin(page, tablet):
    tablet.kill()
    tablet.start()
    page.open()
    page.at("assignment-0").wait_for()


def _sheet(records):
    started = next(one for one in records.assignments.waiting() if one.state is not None)
    return records.inspections.sheet(started.assignment.inspection_id)
