"""An administrator plans a campaign and draws it before witnesses."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sync.bundled import bundled_checklist
from sync.client.http_centre import HttpCentre
from sync.domain.clock import SystemClock, local_day
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.domain.ids import IdMaker
from sync.protocol.campaigns import CampaignFilter, FreezeRequest, PlanRequest, RunRequest, VisitFilter
from tests.e2e.console.conftest import PASSWORD

pytestmark = pytest.mark.browser
THROWS = "52341 63251 41236 52431"
LOOKS = [(1280, 800, "zh-CN", "light"), (1280, 800, "en", "dark"), (390, 844, "zh-CN", "dark"), (800, 1280, "en", "light")]


@pytest.fixture
def centre(place: Any) -> Any:
    """The administrator's own client, beside the browser."""
    client = HttpCentre(place.url)
    client.sign_in(place.administrator, PASSWORD)
    yield client
    client.close()


def test_a_campaign_is_planned_frozen_and_drawn_with_a_seed_and_its_witnesses(
    signed_in: Callable[..., Any], place: Any, centre: Any
) -> None:
    console = signed_in(place.administrator, "campaigns")
    console.click("new-campaign")
    console.at("plan-name").wait_for()
    console.type("plan-name", "冬季抽查（浏览器）")
    console.click("save-plan")
    console.see("plan-problem", "请写明种子")
    console.find("plan-announced")
    console.type("plan-announced", "12 月 1 日十时掷骰二十次")
    console.click("save-plan")
    console.see("next-step", "核对名录与方案")
    console.click("freeze-look")
    console.see("freeze-headline", "可以固定")
    console.click("freeze")
    console.click("freeze-confirm")
    console.see("next-step", "12 月 1 日十时掷骰二十次")
    (campaign,) = centre.campaigns(CampaignFilter("浏览器")).rows
    draw = centre.campaign(campaign.id).draws[0]
    console.see("draw-1", draw.frozen)
    console.click("seed")
    console.type("seed-value-0", THROWS)
    console.type("seed-at", "三楼会议室")
    console.click("seed-confirm")
    console.see("dialog-problem", "见证人")
    console.type("seed-witnesses", "赵监督\n钱公证")
    console.click("seed-confirm")
    console.see("wall-step-seed", "赵监督、钱公证")
    console.click("wall-on")
    first = centre.drawn_visits(campaign.id, VisitFilter()).rows[0]
    console.see("tile-1", first.name)
    console.click("wall-close")
    console.see("next-step", "任务已下发")


@pytest.mark.soak
@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS)
def test_campaigns_fit_every_page(
    signed_in: Callable[..., Any], place: Any, centre: Any, width: int, height: int, language: str, mode: str
) -> None:
    name = f"{width}-{language}-{mode}"
    today = local_day(SystemClock().now())
    long_name = "郑州市物业服务“双随机、一公开”第四季度定向抽查暨冬季消防安全隐患专项检查"
    promise = Promise(SeedKind.DICE, "掷骰")
    last = today + timedelta(days=30)
    bundled = bundled_checklist()
    check = Check("routine", bundled.id, bundled.version)
    plan = Plan(long_name, today.isoformat(), last.isoformat(), (check,), promise, enterprise_cap=3)
    campaign = IdMaker().new()
    centre.plan_campaign(campaign, PlanRequest(plan))
    look = {"language": language, "mode": mode, "width": width, "height": height}
    console = signed_in(place.administrator, "campaigns", **look)
    console.at(f"campaign-{campaign}").wait_for()
    console.shot(f"campaigns-{name}")
    console.see_no_small_targets(47)
    console.click(f"campaign-{campaign}")
    console.click("freeze-look")
    console.at("freeze-headline").wait_for()
    console.shot(f"campaign-look-{name}")
    console.see_no_small_targets(47)
    centre.freeze(campaign, FreezeRequest())
    console.open(f"campaigns/{campaign}/wall")
    console.at("wall-step-title").wait_for()
    console.shot(f"wall-title-{name}")
    for step in ("pools", "digests", "seed"):
        console.click("wall-on")
        console.at(f"wall-step-{step}").wait_for()
        console.shot(f"wall-{step}-{name}")
    console.see_no_small_targets(47)
    centre.run_draw(campaign, RunRequest(1, Seed(THROWS.replace(" ", ""), "三楼", ("赵监督",))))
    console.open(f"campaigns/{campaign}/wall")
    console.at("wall-step-seed").wait_for()
    console.shot(f"wall-seed-known-{name}")
    console.click("wall-on")
    console.at("tile-5").wait_for()
    console.shot(f"wall-selected-{name}")
    console.open(f"campaigns/{campaign}")
    console.at("draw-1").wait_for()
    console.shot(f"campaign-drawn-{name}")
    console.find("by-district")
    console.shot(f"campaign-result-{name}")
    if os.environ.get("SUICHA_SCREENSHOTS"):
        console.open(f"campaigns/{campaign}/plan")
        console.at("plan-name").wait_for()
        console.shot(f"campaign-plan-{name}")
        console.open("campaigns/recusals")
        console.at("empty").wait_for()
        console.shot(f"recusals-{name}")
        console.click("new-recusal")
        console.starting("person-").first.wait_for()
        console.shot(f"recusal-new-{name}")
