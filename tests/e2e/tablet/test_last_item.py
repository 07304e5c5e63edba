"""The only item that is still open, while it is on the screen: the largest button leads to what it lacks."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.details]


def test_the_largest_button_brings_into_sight_what_the_item_on_the_screen_lacks(browse, answer_all):
    page = browse(390, 844)
    page.open_assignment()
    answer_all(but="A02")
    page.finish()
    page.tap("missing-A02")
    page.tap("answer-fail")
    page.see("next-open", "请先完成本项：A02")
    assert not lies_above_the_bar(page)
    page.tap("next-open")
    page.eventually(lambda: lies_above_the_bar(page))
    page.see("missing", "照片")


def lies_above_the_bar(page):
    lack, bar = page.box(page.at("missing")), page.box(page.at("next-open"))
    return bool(lack and bar and lack["y"] > 60 and lack["y"] + lack["height"] <= bar["y"])
