"""A special campaign's own checklist comes from a file, and a plan takes it."""

from collections.abc import Callable
from typing import Any

import pytest

from sync.protocol.campaigns import CampaignFilter
from tests.e2e.console.test_registers import choose
from tests.small_places import SmallItem, small_checklist

pytestmark = [pytest.mark.browser, pytest.mark.details]


def test_a_checklist_is_looked_at_published_and_chosen_for_a_special_campaign(
    signed_in: Callable[..., Any], place: Any, centre: Any
) -> None:
    document = small_checklist("flood-browser", [SmallItem("F01", "required", 100)])
    console = signed_in(place.administrator, "campaigns")
    console.click("new-campaign")
    console.at("plan-name").wait_for()
    console.type("plan-name", "汛期专项（浏览器）")
    console.find("add-check")
    console.click("add-check")
    console.find("publish-checklist")
    choose(console, "坏.json", document.replace('"weight": 100', '"weight": 90').encode(), "publish-checklist")
    console.see("plan-problem", "合计应为 100，实为 90")
    choose(console, "汛期.json", document.encode(), "publish-checklist")
    console.see("publish-facts", "flood-browser，版本 1，共 1 项：消防 1 项")
    assert "flood-browser" not in {one.id for one in centre.checklists().rows}
    console.click("publish-confirm")
    console.see("message", "已发布《测试清单 flood-browser》")
    console.find("plan-announced")
    console.type("plan-announced", "掷骰")
    console.click("save-plan")
    console.at("next-step").wait_for()
    (campaign,) = centre.campaigns(CampaignFilter("汛期专项（浏览器）")).rows
    assert centre.campaign(campaign.id).plan.checks[1].checklist == "flood-browser"
