"""An administrator plans a campaign and draws it before witnesses."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.campaigns.words import moment_text
from sync.bundled import bundled_checklist
from sync.domain.clock import SystemClock, local_day
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.pools import Decision
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.domain.ids import IdMaker
from sync.domain.registers.columns import Register
from sync.protocol.campaigns import CampaignFilter, FreezeRequest, PlanRequest, RunRequest
from sync.protocol.recusals import RecusalFilter
from sync.protocol.registers import RegisterFilter
from sync.protocol.visits import VisitFilter

pytestmark = pytest.mark.browser
THROWS = "52341 63251 41236 52431"
LATER = datetime.now(UTC).replace(hour=1, minute=0, second=0, microsecond=0) + timedelta(days=20)
"""When what is drawn here would be released: not while other tests look at what the tablets have."""
LOOKS = [(1280, 800, "zh-CN", "light"), (1280, 800, "en", "dark"), (390, 844, "zh-CN", "dark"), (800, 1280, "en", "light")]


@pytest.mark.details
def test_a_campaign_is_planned_frozen_and_drawn_with_a_seed_and_its_witnesses(
    signed_in: Callable[..., Any], place: Any, centre: Any
) -> None:
    console = signed_in(place.administrator, "campaigns")
    console.click("new-campaign")
    console.at("plan-name").wait_for()
    console.type("plan-name", "冬季抽查（浏览器）")
    console.find("add-check")
    console.click("add-check")
    console.click("check-2-fold")
    console.scroll(100_000)
    console.click("save-plan")
    console.see("plan-problem", "检查 2：请选择检查清单")
    console.see_in_sight("check-2-checklist")
    console.find("check-2-remove")
    console.click("check-2-remove")
    console.click("save-plan")
    console.see("plan-problem", "请写明种子")
    console.see_in_sight("plan-announced")
    console.type("plan-announced", "12 月 1 日十时掷骰二十次")
    console.scroll(100_000)
    console.type("plan-release", moment_text(LATER))
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
    console.see("next-step", f"{moment_text(LATER)} 之前结果保密")


def planned(centre: Any, name: str, days: int = 0) -> UUID:
    """A campaign of one check from today on, for so many days more."""
    today, bundled, campaign = local_day(SystemClock().now()), bundled_checklist(), IdMaker().new()
    check, promise = Check("routine", bundled.id, bundled.version), Promise(SeedKind.DICE, "掷骰")
    plan = Plan(name, today.isoformat(), (today + timedelta(days=days)).isoformat(), (check,), promise)
    centre.plan_campaign(campaign, PlanRequest(plan, LATER))
    return campaign


@pytest.mark.details
def test_districts_are_added_to_a_check_and_taken_out_again(signed_in: Callable[..., Any], place: Any, centre: Any) -> None:
    campaign = planned(centre, "区县增减")
    (first, second) = place.centre.register_files.page(Register.COMPOUNDS, RegisterFilter()).districts[:2]
    console = signed_in(place.administrator, f"campaigns/{campaign}/plan")
    console.at("plan-name").wait_for()
    console.find("routine-more")
    console.click("routine-more")
    for one in (first, second):
        console.find("routine-districts")
        console.click("routine-districts")
        console.press(console.page.get_by_role("menuitem", name=one.name.zh))
        console.at(f"routine-districts-{one.code}-out").wait_for()
    console.click(f"routine-districts-{first.code}-out")
    console.at(f"routine-districts-{first.code}-out").wait_for(state="detached")
    console.find("routine-district_rates")
    console.click("routine-district_rates")
    console.press(console.page.get_by_role("menuitem", name=first.name.zh))
    console.type(f"routine-district_rates-{first.code}-B", "40")
    console.scroll(100_000)
    console.click("save-plan")
    console.at("next-step").wait_for()
    (saved,) = centre.campaign(campaign).plan.checks
    assert (saved.districts, saved.district_rates) == ((second.code,), ((first.code, "B", 4000),))


@pytest.mark.details
def test_a_plan_that_was_never_to_be_is_withdrawn(signed_in: Callable[..., Any], place: Any, centre: Any) -> None:
    campaign = planned(centre, "误建的方案")
    console = signed_in(place.administrator, f"campaigns/{campaign}")
    console.click("withdraw-plan")
    console.at("withdraw-confirm").wait_for()
    console.shot("withdraw")
    console.click("withdraw-confirm")
    console.at("new-campaign").wait_for()
    assert not centre.campaigns(CampaignFilter("误建的方案")).rows


@pytest.fixture
def drawn(centre: Any) -> UUID:
    """A campaign that was drawn."""
    campaign = planned(centre, "抽取完毕", days=30)
    centre.freeze(campaign, FreezeRequest())
    centre.run_draw(campaign, RunRequest(1, Seed(THROWS.replace(" ", ""), "三楼", ("赵监督",))))
    return campaign


@pytest.mark.soak
def test_whoever_cannot_go_is_replaced_by_the_draw_with_a_reason(
    signed_in: Callable[..., Any], place: Any, centre: Any, drawn: UUID
) -> None:
    visit = centre.drawn_visits(drawn, VisitFilter()).rows[0]
    console = signed_in(place.administrator, f"campaigns/{drawn}")
    console.click("visit-1")
    console.click(f"replace-{visit.team[0].person_id}")
    console.click("replace-confirm")
    console.see("dialog-problem", "请写明替换理由")
    console.type("replace-reason", "因公出差")
    console.shot("campaign-replace")
    console.click("replace-confirm")
    console.see("message", "第 1 项由")
    changed = centre.drawn_visits(drawn, VisitFilter()).rows[0]
    console.see("visit-1", changed.team[0].name)
    assert visit.team[0] not in changed.team
    (replacement,) = centre.campaign(drawn).draws[0].replacements
    assert replacement.reason == "因公出差"


@pytest.mark.soak
def test_a_recusal_is_entered_and_decided_with_a_reason(signed_in: Callable[..., Any], place: Any, centre: Any) -> None:
    console = signed_in(place.administrator, "campaigns/recusals")
    officer = place.centre.register_files.page(Register.OFFICERS, RegisterFilter()).rows[0]
    console.click("new-recusal")
    console.type("recused-search", officer.facts["name"])
    console.click(f"person-{officer.id}")
    console.see("recused-person", officer.facts["name"])
    console.type("recusal-target", "没有这个")
    console.click("recusal-confirm")
    console.see("dialog-problem", "没有这个")
    console.type("recusal-target", "JS-0001")
    console.click("recusal-confirm")
    console.see("message", "已登记")
    (recusal,) = centre.recusals(RecusalFilter()).rows
    console.click(f"recusal-{recusal.id}")
    console.click("recusal-refuse")
    console.see("dialog-problem", "请写明理由")
    console.type("recusal-reason", "已不在该小区居住")
    console.click("recusal-refuse")
    console.see(f"recusal-{recusal.id}", "未同意")
    (decided,) = centre.recusals(RecusalFilter()).rows
    assert (decided.decision, decided.reason) == (Decision.REFUSED, "已不在该小区居住")


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
    plan = Plan(long_name, today.isoformat(), last.isoformat(), (check,), promise, enterprise_cap=30)
    campaign = IdMaker().new()
    centre.plan_campaign(campaign, PlanRequest(plan, LATER))
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
