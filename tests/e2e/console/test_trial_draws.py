"""An administrator looks before freezing, and no trial draw could be completed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sync.bundled import bundled_checklist
from sync.domain.clock import SystemClock, local_day
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.seeds import Promise, SeedKind
from sync.domain.ids import IdMaker
from sync.protocol.campaigns import PlanRequest

pytestmark = [pytest.mark.browser, pytest.mark.details]


def test_what_no_trial_could_keep_to_is_said_and_frozen_only_after_a_warning(
    signed_in: Callable[..., Any], place: Any, centre: Any
) -> None:
    today, bundled = local_day(SystemClock().now()), bundled_checklist()
    check = Check("routine", bundled.id, bundled.version, cover=True)
    promise = Promise(SeedKind.DICE, "掷骰")
    plan = Plan("人手不足", today.isoformat(), (today + timedelta(days=30)).isoformat(), (check,), promise, most_expert_visits=1)
    campaign = IdMaker().new()
    centre.plan_campaign(campaign, PlanRequest(plan))
    console = signed_in(place.administrator, f"campaigns/{campaign}")
    console.click("freeze-look")
    console.see("freeze-headline", "试抽 5 次均无法完成")
    console.see("freezing", "专家检查次数上限")
    console.click("freeze")
    console.see("freeze-warning", "试抽 5 次均无法完成")
    console.click("dialog-cancel")
    assert centre.campaign(campaign).draws == ()
    console.click("freeze")
    console.click("freeze-confirm")
    console.see("next-step", "掷骰")
    assert [draw.number for draw in centre.campaign(campaign).draws] == [1]
