"""Long names push nothing off a phone's page."""

import pytest

from tests.e2e import tablet_process
from tests.e2e.tablet_process import fill, today_in_zhengzhou

pytestmark = [pytest.mark.browser, pytest.mark.details]
NAME = "阿卜杜热合曼·买买提明·古丽娜尔"


@pytest.fixture
def tablet_data(tmp_path, monkeypatch):
    """As everywhere, with an officer of a long name."""
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
