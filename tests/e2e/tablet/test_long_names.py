"""Long names push nothing off a phone's page."""

import pytest

from tests.e2e import tablet_process
from tests.e2e.tablet_process import fill, today_in_zhengzhou

pytestmark = [pytest.mark.browser, pytest.mark.details]
NAME = "阿卜杜热合曼·买买提明·古丽娜尔"


CAMPAIGN = (
    "2026年郑州市物业服务企业“双随机、一公开”联合监督检查"
    "（含消防安全、防汛备汛与电梯使用管理专项，第二批次，由市住房保障和房产管理局牵头）"
)


@pytest.fixture
def tablet_data(tmp_path, monkeypatch):
    """As everywhere, with an officer of a long name and a campaign of a longer one."""
    monkeypatch.setattr(tablet_process, "CAMPAIGN", CAMPAIGN)
    (_, duty, pin), *others = tablet_process.PEOPLE
    monkeypatch.setattr(tablet_process, "PEOPLE", ((NAME, duty, pin), *others))
    data = tmp_path / "tablet"
    fill(data, today_in_zhengzhou())
    return data


def test_the_way_back_the_person_and_the_settings_stand_side_by_side_on_a_phone(browse):
    page = browse(390, 844)
    page.at("assignment-0").wait_for()
    page.open_assignment()
    boxes = [page.resting(page.at(name)) for name in ("back", "sync-chip", "hand-over", "settings")]
    edges = [edge for box in boxes for edge in (box["x"], box["x"] + box["width"])]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= 390
    page.tap("back")
    page.see("hand-over", "阿卜杜…")


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "tablet"])
def test_a_long_campaign_takes_two_lines_above_the_items_and_is_heard_whole(browse, size):
    page = browse(*size)
    page.open_assignment(3)
    page.see("campaign", CAMPAIGN)
    assert page.size_of("campaign")[1] <= 45
    assert page.box(page.at("item-A02"))["y"] < size[1] - 160
