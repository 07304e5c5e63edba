"""Extra weights come into a plan from a file."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sync.bundled import bundled_checklist
from sync.domain.clock import SystemClock, local_day
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.seeds import Promise, SeedKind
from sync.domain.ids import IdMaker
from sync.domain.registers.columns import Register
from sync.protocol.campaigns import PlanRequest
from sync.protocol.registers import RegisterFilter
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.opening import read_table
from tests.e2e.console.test_registers import choose

pytestmark = [pytest.mark.browser, pytest.mark.details]
LOOKS = [(1280, 800, "zh-CN", "light"), (1280, 800, "en", "dark"), (390, 844, "zh-CN", "dark"), (390, 844, "en", "light")]
HEADING = ("项目编码", "项目名称", "类别", "额外权重", "来源", "备注")


@pytest.fixture
def campaign(centre: Any) -> UUID:
    """One that was planned."""
    today, bundled = local_day(SystemClock().now()), bundled_checklist()
    check = Check("routine", bundled.id, bundled.version)
    last = today + timedelta(days=30)
    plan = Plan("冬季抽查", today.isoformat(), last.isoformat(), (check,), Promise(SeedKind.DICE, "掷骰"))
    made = IdMaker().new()
    centre.plan_campaign(made, PlanRequest(plan))
    return made


def compounds(place: Any) -> list[tuple[str, str]]:
    """Codes and names."""
    rows = place.centre.register_files.page(Register.COMPOUNDS, RegisterFilter(page_size=100)).rows
    return [(row.facts["code"], row.facts["name"]) for row in rows]


def weighed(centre: Any, campaign: UUID) -> list[tuple[str, int, str]]:
    return [(one.compound, one.weight, one.source) for one in centre.campaign(campaign).extras]


def complaints(place: Any) -> bytes:
    """Twelve good rows; one with a weight that cannot be, one with a compound that is not."""
    known = compounds(place)[:12]
    good = [(code, name, "投诉", "3", f"12345 热线第 {n} 号", "") for n, (code, name) in enumerate(known, 1)]
    return write_csv(
        [HEADING, *good, (*known[0], "投诉", "300", "信访", ""), ("", "没有这个小区", "不良记录", "2", "去年评级", "")]
    )


def test_a_file_of_complaints_is_looked_at_then_its_good_rows_stand_in_the_plan_and_go_out_again(
    signed_in: Callable[..., Any], place: Any, centre: Any, campaign: UUID, tmp_path: Path
) -> None:
    console = signed_in(place.administrator, f"campaigns/{campaign}")
    console.at("next-step").wait_for()
    console.scroll(100_000)
    console.click("import-extras")
    with console.page.expect_download() as download:
        console.click("import-template")
    assert download.value.suggested_filename == "额外权重 模板.xlsx"
    download.value.save_as(tmp_path / "template.xlsx")
    assert [line.cells for line in read_table((tmp_path / "template.xlsx").read_bytes())] == [HEADING[:5]]
    choose(console, "投诉.csv", complaints(place))
    console.see("import-summary", "新增 12，变更 0，不变 0，有问题 2")
    console.see("wrong-0", "第 14 行 D 列（额外权重）")
    console.see("wrong-0", "1 到 100 的整数")
    console.see("wrong-1", "没有叫这个名称的物业项目")
    console.see("import-notices", "备注")
    assert weighed(centre, campaign) == []
    console.click("import-good")
    console.see("import-done", "新增 12")
    console.see("import-left-out", "2 行有问题")
    expected = [(code, 3, f"12345 热线第 {n} 号") for n, (code, _) in enumerate(compounds(place)[:12], 1)]
    assert sorted(weighed(centre, campaign)) == sorted(expected)
    console.click("import-to-list")
    console.at("next-step").wait_for()
    console.scroll(100_000)
    console.see("extras-range", "1–10")
    console.click("extras-next")
    console.see("extras-range", "11–12")
    console.see("extras", sorted(expected)[-1][2])
    console.open(f"campaigns/{campaign}/import")
    console.at("import-export").wait_for()
    with console.page.expect_download() as download:
        console.click("import-export")
    download.value.save_as(tmp_path / "extras.xlsx")
    choose(console, "again.xlsx", (tmp_path / "extras.xlsx").read_bytes())
    console.see("import-summary", "不变 12，有问题 0")
    console.see("import-stuck", "文件与方案完全一致")


@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS)
def test_the_import_of_extra_weights_fits_every_page(
    signed_in: Callable[..., Any], place: Any, campaign: UUID, width: int, height: int, language: str, mode: str
) -> None:
    look = {"language": language, "mode": mode, "width": width, "height": height}
    name = f"{width}-{language}-{mode}"
    console = signed_in(place.administrator, f"campaigns/{campaign}/import", **look)
    console.at("choose-file").wait_for()
    console.shot(f"extras-import-{name}")
    console.see_no_small_targets(47)
    choose(console, "12345 热线投诉（2026 年第三季度）.csv", complaints(place))
    console.at("import-summary").wait_for()
    console.shot(f"extras-preview-{name}")
    console.see_no_small_targets(47)
    console.click("group-new")
    console.at("new-0").wait_for()
    console.shot(f"extras-new-{name}")
    console.click("import-good")
    console.at("import-done").wait_for()
    console.shot(f"extras-done-{name}")
    console.click("import-to-list")
    console.at("next-step").wait_for()
    console.scroll(100_000)
    console.at("extras-next").wait_for()
    console.shot(f"extras-plan-{name}")
    if os.environ.get("SUICHA_SCREENSHOTS"):
        console.open(f"campaigns/{campaign}/plan")
        console.at("plan-name").wait_for()
        console.scroll(100_000)
        console.at("plan-originals").wait_for()
        console.shot(f"plan-originals-{name}")
