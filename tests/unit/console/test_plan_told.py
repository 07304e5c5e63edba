"""A plan as it is told to whoever reads it."""

from datetime import UTC, datetime

import pytest

from inspector_app.console.campaigns.plan_told import plan_lines
from sync.domain.checklists import Bilingual
from sync.domain.compounds import Originals
from sync.domain.draw.plan import Check, Departments, Plan, Qualification
from sync.domain.draw.seeds import Promise, SeedKind
from sync.domain.people import Duty
from sync.i18n import LANGUAGES
from sync.protocol.campaigns import ChecklistOnRecord, PlanRequest
from sync.protocol.console import DistrictName

ROUTINE = Check("routine", "zz-property-27", "1", kinds=("住宅",), districts=("JS",), marks=("高层",))
FLOOD = Check("flood", "flood", "2", cover=True, district_rates=(("EQ", "A", 5000), ("EQ", "B", 25), ("JS", "C", 100)))
PLAN = Plan(
    "冬季抽查",
    "2026-12-01",
    "2026-12-28",
    (ROUTINE, FLOOD),
    Promise(SeedKind.DICE, "12 月 1 日掷骰"),
    enterprise_cap=2,
    mark_weights=(("高层", 2),),
    most_weight=7,
    departments=Departments.DIFFERENT,
    most_officer_visits=9,
    qualifications=(
        Qualification(Duty.EXPERT, "防汛", check="flood"),
        Qualification(Duty.EXPERT, "给排水", check="flood"),
        Qualification(Duty.OFFICER, "消防", mark="高层"),
    ),
)
TOLD = [
    ("Period", "2026-12-01 to 2026-12-28"),
    ("Merged", "Check 1"),
    ("Checklist", "zz-property-27 (1)"),
    ("Sample", "AAA 2% · AA 5% · A 10% · B 20% · C 30%"),
    ("Only", "住宅 · JS · 高层"),
    ("Merged", "Check 2"),
    ("Checklist", "flood (2)"),
    ("Sample", "All of them"),
    ("Rates of a district", "EQ: A 50% · B 0.25%"),
    ("Rates of a district", "JS: C 1%"),
    ("Experts qualified for", "防汛, 给排水"),
    ("Cap per enterprise", "at most 2 visits a year"),
    ("Extra weight", "高层 +2"),
    ("Most weight in sum", "7"),
    ("Crossing districts", "Officers are not drawn for their home district"),
    ("Departments", "The two officers come from different departments"),
    ("Visits of an officer", "at most 9"),
    ("Officers qualified for", "高层: 消防"),
    ("Seed", "Dice: 12 月 1 日掷骰"),
    ("Release", "at once after the draw"),
    ("Names", "not published, pseudonyms only"),
    ("Originals travel", "on an unmetered network"),
]


def test_everything_a_plan_demands_is_told_in_order() -> None:
    assert list(plan_lines("en", PlanRequest(PLAN))) == TOLD


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_both_languages_line_by_line(language: str) -> None:
    assert len(plan_lines(language, PlanRequest(PLAN))) == len(TOLD)


def test_a_plan_of_one_check_speaks_of_no_parts_and_of_its_release() -> None:
    plan = Plan("抽查", "2026-12-01", "2026-12-28", (ROUTINE,), PLAN.seed)
    asked = PlanRequest(plan, datetime(2026, 12, 1, 1, tzinfo=UTC), Originals.ON_DEMAND)
    names = [name for name, _ in plan_lines("en", asked)]
    assert names[:-2] == ["Period", "Checklist", "Sample", "Only", "Cap per enterprise", "Crossing districts", "Seed", "Release"]
    told = dict(plan_lines("zh-CN", asked))
    assert (told["下发时间"], told["原图上传"]) == ("2026-12-01 09:00", "调取时")


@pytest.mark.parametrize(
    ("language", "name", "published", "kept"),
    [
        ("en", "Names", "of officers and experts are published", "not published, pseudonyms only"),
        ("zh-CN", "姓名公布", "公布执法人员和专家姓名", "不公布，只列代号"),
    ],
)
def test_it_is_told_whether_names_are_published(language: str, name: str, published: str, kept: str) -> None:
    told = [dict(plan_lines(language, PlanRequest(PLAN, names=names)))[name] for names in (True, False)]
    assert told == [published, kept]


@pytest.mark.parametrize(
    ("language", "only", "own"),
    [("en", "住宅 · Jinshui · 高层", "EQ: A 50% · B 0.25%"), ("zh-CN", "住宅 · 金水区 · 高层", "EQ：A 50% · B 0.25%")],
)
def test_a_district_is_told_by_its_name_where_it_has_one(language: str, only: str, own: str) -> None:
    told = [value for _, value in plan_lines(language, PlanRequest(PLAN), (DistrictName("JS", Bilingual("金水区", "Jinshui")),))]
    assert only in told
    assert own in told


def test_a_checklist_is_told_by_its_title_where_it_is_known() -> None:
    known = ChecklistOnRecord("flood", "2", Bilingual("汛期检查清单", "Flood checklist"))
    told = [value for name, value in plan_lines("zh-CN", PlanRequest(PLAN), (), (known,)) if name == "检查清单"]
    assert told == ["zz-property-27（1）", "汛期检查清单（2）"]
