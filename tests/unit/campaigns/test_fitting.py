"""A plan that names what the registers do not have is told so, and what each check looks at is counted."""

from dataclasses import replace

import pytest

from sync.domain.campaigns.fitting import Misfit, MisfitKind, Reach, misfits, reaches
from sync.domain.draw.plan import Check, Plan, Qualification
from sync.domain.draw.registers import RegisteredCompound, Registers
from sync.domain.draw.seeds import Promise, SeedKind
from sync.domain.people import Duty

CHECK = Check("routine", "zz", "1")
PLAN = Plan("春季检查", "2026-06-01", "2026-06-30", (CHECK,), Promise(SeedKind.DICE, "公证处"))
OLD = RegisteredCompound("C1", "桐荫家园", "E1", "jinshui", "A", "老旧小区", marks=("高层",))
NEW = RegisteredCompound("C2", "阳光花园", "E1", "erqi", "B", "住宅", marks=("地下空间", "高层"))
REGISTERS = Registers((OLD, NEW), (), (), ())


def found(*checks, **plan):
    return misfits(replace(PLAN, checks=checks or (CHECK,), **plan), REGISTERS)


def test_a_plan_whose_words_are_all_on_the_registers_fits():
    flood = replace(CHECK, cover=True, kinds=("老旧小区",), marks=("高层",), districts=("jinshui",))
    assert found(CHECK, flood, mark_weights=(("高层", 2),)) == ()


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ({"kinds": ("老旧社区", "住宅")}, MisfitKind.KIND, "老旧社区"),
        ({"marks": ("低洼",)}, MisfitKind.MARK, "低洼"),
        ({"districts": ("XX",)}, MisfitKind.DISTRICT, "XX"),
        ({"district_rates": (("XX", "A", 100),)}, MisfitKind.DISTRICT, "XX"),
        ({"kinds": ("老旧小区",), "marks": ("地下空间",)}, MisfitKind.NO_COMPOUND, ""),
        ({"rates": (("A", 100),)}, MisfitKind.RATE, "B"),
    ],
)
def test_what_finds_nothing_is_named_with_the_number_of_its_check(words, kind, name):
    assert found(CHECK, replace(CHECK, **words)) == (Misfit(kind, 2, name),)


def test_a_grade_needs_no_rate_where_its_districts_have_their_own_or_all_are_covered():
    assert found(replace(CHECK, rates=(("A", 100),), district_rates=(("erqi", "B", 100),))) == ()
    assert found(replace(CHECK, rates=(), cover=True)) == ()


def test_marks_that_the_plan_weighs_or_asks_qualifications_for_have_to_be_there():
    asked = (Qualification(Duty.OFFICER, "消防", mark="高楼"), Qualification(Duty.EXPERT, "消防", mark="高楼"))
    assert found(mark_weights=(("低洼", 2),), qualifications=asked) == (
        Misfit(MisfitKind.WEIGHED_MARK, 0, "低洼"),
        Misfit(MisfitKind.QUALIFIED_MARK, 0, "高楼"),
    )


def test_what_each_check_looks_at_and_draws_is_counted():
    plan = replace(PLAN, checks=(replace(CHECK, cover=True, marks=("高层",)), replace(CHECK, rates=(("A", 2500), ("B", 5000)))))
    assert reaches(plan, REGISTERS) == (Reach(1, 2, 200, True), Reach(2, 2, 75, False))


def test_an_empty_register_is_looked_at_in_vain():
    assert misfits(PLAN, Registers((), (), (), ())) == (Misfit(MisfitKind.NO_COMPOUND, 1),)
