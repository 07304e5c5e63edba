"""A plan as it is typed, and a seed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from inspector_app.console.campaigns.check_form import CheckTexts, fresh_check
from inspector_app.console.campaigns.plan_form import PlanTexts, fresh, request_of, texts_of
from inspector_app.console.campaigns.seed_form import SeedProblem, seed_of
from inspector_app.console.campaigns.typed import PlanProblem
from inspector_app.console.campaigns.words import GRADES, known_words, percent, rate_in
from sync.domain.compounds import Originals
from sync.domain.draw.columns import is_word
from sync.domain.draw.plan import DEFAULT_RATES, Check, Departments, Plan, Qualification
from sync.domain.draw.plan_reading import read_plan
from sync.domain.draw.seeds import Promise, SeedKind, commitment
from sync.domain.people import Duty
from sync.errors import SeedInvalid
from sync.protocol.campaigns import PlanRequest

TODAY = date(2026, 11, 28)
SECRETS = {"市局": "first secret", "协会": "second secret"}
BOUND = {name: commitment(name, secret) for name, secret in SECRETS.items()}
PARTIES = "\n".join(f"{name} {bound}" for name, bound in BOUND.items())


def typed(**changed: Any) -> PlanTexts:
    plain = replace(fresh(TODAY, ("zz-property-27", "1")), name="冬季抽查", announced="12 月 1 日掷骰")
    mine = {name: changed.pop(name) for name in list(changed) if name in CheckTexts.__dataclass_fields__}
    return replace(plain, **{"checks": (replace(plain.checks[0], **mine),), **changed})


def rates(*texts: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(GRADES, texts, strict=True))


def test_a_new_plan_needs_only_a_name_and_what_the_seed_will_be() -> None:
    plan = request_of(typed()).plan
    (check,) = plan.checks
    assert check.rates == DEFAULT_RATES
    assert (plan.first_day, plan.last_day) == ("2026-11-29", "2026-12-26")
    assert (plan.home_district, plan.enterprise_cap, plan.seed.kind) == (True, 0, SeedKind.DICE)


def test_everything_that_is_typed_stands_in_the_plan_and_comes_back_to_its_field() -> None:
    texts = typed(
        rates=rates("0.25", "5", "10 %", "", "30％"),
        districts=("JS",),
        district_rates=(("JS", rates("", "", "", "50", "")),),
        officers="消防、电梯",
        experts="消防",
        most_weight="7",
        officer_visits="9",
        expert_visits="12",
        marked_experts="高层：消防，电梯",
        cover=True,
        kinds="住宅、 商住混合",
        marks="高层",
        cap="2",
        weights="高层 2，老旧 小区 3",
        crossed=False,
        departments=True,
        seed=SeedKind.COMMITMENTS,
        parties=PARTIES,
        release="2026-12-01 09:00",
        names=True,
        originals=Originals.ON_DEMAND,
    )
    made = request_of(texts)
    (check,) = made.plan.checks
    assert check.rates == (("A", 1000), ("AA", 500), ("AAA", 25), ("C", 3000))
    assert (check.districts, check.district_rates) == (("JS",), (("JS", "B", 5000),))
    assert made.plan.qualifications == (
        Qualification(Duty.OFFICER, "消防", check="routine"),
        Qualification(Duty.OFFICER, "电梯", check="routine"),
        Qualification(Duty.EXPERT, "消防", check="routine"),
        Qualification(Duty.EXPERT, "消防", mark="高层"),
        Qualification(Duty.EXPERT, "电梯", mark="高层"),
    )
    assert (made.plan.most_weight, made.plan.most_officer_visits, made.plan.most_expert_visits) == (7, 9, 12)
    assert (check.cover, check.kinds, check.marks) == (True, ("住宅", "商住混合"), ("高层",))
    assert (made.plan.enterprise_cap, made.plan.mark_weights) == (2, (("老旧 小区", 3), ("高层", 2)))
    assert made.plan.departments is Departments.DIFFERENT
    assert made.plan.seed.parties == tuple(BOUND.items())
    assert (made.release_at, made.names, made.originals) == (datetime(2026, 12, 1, 1, 0, tzinfo=UTC), True, Originals.ON_DEMAND)
    assert request_of(texts_of(made)) == made


def test_a_check_that_is_added_has_an_id_of_its_own_and_the_others_keep_theirs() -> None:
    first = typed().checks[0]
    added = fresh_check(("zz-flood", "1"), [first.id])
    after_removal = fresh_check(("zz-fire", "1"), [added.id])
    assert [one.id for one in (first, added, after_removal)] == ["routine", "check-2", "routine"]
    made = request_of(typed(checks=(first, added)))
    assert [check.id for check in made.plan.checks] == ["routine", "check-2"]
    assert request_of(replace(texts_of(made), checks=texts_of(made).checks[1:]), made).plan.checks == made.plan.checks[1:]


def test_a_check_that_is_removed_takes_along_what_it_asked_of_its_people() -> None:
    first = replace(typed().checks[0], officers="消防")
    made = request_of(typed(checks=(first, fresh_check(("zz-flood", "1"), [first.id]))))
    assert made.plan.qualifications == (Qualification(Duty.OFFICER, "消防", check="routine"),)
    assert request_of(replace(texts_of(made), checks=texts_of(made).checks[1:]), made).plan.qualifications == ()


def test_a_problem_names_the_check_that_it_is_in() -> None:
    texts = typed()
    added = fresh_check(("", ""), [texts.checks[0].id])
    with pytest.raises(PlanProblem) as problem:
        request_of(replace(texts, checks=(*texts.checks, added)))
    assert (problem.value.field, problem.value.check) == ("checklist", "check-2")


WORDS = some.text("消防、：; a-", min_size=1, max_size=5).filter(is_word)
TOKENS = some.sampled_from(["A", "AAA", "D", "JS", "ZD", "x:1"])
RATES = some.integers(0, 10_000)
DAYS = some.dates(date(2020, 1, 1), date(2030, 1, 1))
DIGEST = some.text("0123456789abcdef", min_size=64, max_size=64)


def sets_of(kind: Any) -> Any:
    return some.lists(kind, max_size=3, unique=True).map(lambda found: tuple(sorted(found)))


def tables_of(*keys: Any) -> Any:
    return some.dictionaries(some.tuples(*keys), RATES, max_size=3).map(
        lambda found: tuple(sorted((*key, value) for key, value in found.items()))
    )


@some.composite
def any_plan(draw: Any) -> PlanRequest:
    """Whatever a centre takes for a plan, as it keeps it."""
    ids = draw(some.lists(some.sampled_from(["routine", "flood", "check-2"]), min_size=1, unique=True))
    checks = tuple(
        Check(
            one,
            draw(WORDS),
            draw(WORDS),
            draw(some.booleans()),
            draw(sets_of(WORDS)),
            draw(sets_of(TOKENS)),
            draw(sets_of(WORDS)),
            draw(tables_of(TOKENS)),
            draw(tables_of(TOKENS, TOKENS)),
        )
        for one in ids
    )
    of_check = some.builds(Qualification, some.sampled_from(Duty), WORDS, check=some.sampled_from(ids))
    of_mark = some.builds(Qualification, some.sampled_from(Duty), WORDS, mark=WORDS)
    kind = draw(some.sampled_from(SeedKind))
    parties = some.lists(some.tuples(WORDS, DIGEST), min_size=2, max_size=3, unique_by=(lambda one: one[0], lambda one: one[1]))
    bound = tuple(sorted(draw(parties))) if kind is SeedKind.COMMITMENTS else ()
    first, last = sorted([draw(DAYS), draw(DAYS)])
    counts = some.integers(0, 2000)
    plan = Plan(
        draw(some.text(" 冬a", min_size=1, max_size=4)),
        first.isoformat(),
        last.isoformat(),
        checks,
        Promise(kind, draw(some.text(" 掷b", min_size=1, max_size=4)), bound),
        draw(counts),
        tuple(sorted(draw(some.dictionaries(WORDS, some.integers(0, 100), max_size=3)).items())),
        draw(some.integers(0, 100)),
        draw(some.booleans()),
        draw(some.sampled_from(Departments)),
        draw(counts),
        draw(counts),
        tuple(draw(some.lists(of_check | of_mark, max_size=4))),
    )
    assert read_plan(plan.plain()) == plan
    at = draw(some.none() | some.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC)))
    return PlanRequest(plan, at, draw(some.sampled_from(Originals)), draw(some.booleans()))


@pytest.mark.details
@given(any_plan())
def test_whatever_a_plan_says_is_still_said_after_it_stood_in_the_fields(made: PlanRequest) -> None:
    assert request_of(texts_of(made), made) == made
    renamed = replace(texts_of(made), name="另名")
    assert request_of(renamed, made) == replace(made, plan=replace(made.plan, campaign="另名"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"first_day": "明天"}, "first_day"),
        ({"last_day": "2026-11-28"}, "last_day"),
        ({"checklist": ("", "")}, "checklist"),
        ({"rates": rates("101", "5", "10", "20", "30")}, "rates"),
        ({"rates": rates("", "", "", "", "")}, "rates"),
        ({"weights": "高层"}, "weights"),
        ({"weights": "高层 0"}, "weights"),
        ({"cap": "-1"}, "cap"),
        ({"announced": ""}, "announced"),
        ({"seed": SeedKind.COMMITMENTS, "parties": PARTIES.splitlines()[0]}, "parties"),
        ({"seed": SeedKind.COMMITMENTS, "parties": "市局 abc\n协会 def"}, "parties"),
        ({"release": "bald"}, "release"),
        ({"district_rates": (("JS", rates("", "", "", "", "")),)}, "district_rates"),
        ({"most_weight": "101"}, "most_weight"),
        ({"officer_visits": "x"}, "officer_visits"),
        ({"expert_visits": "1.5"}, "expert_visits"),
        ({"marked_officers": "高层"}, "marked_officers"),
        ({"marked_experts": "：消防"}, "marked_experts"),
    ],
)
def test_the_first_field_that_cannot_be_read_is_named(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(PlanProblem) as problem:
        request_of(typed(**changed))
    assert problem.value.field == field


@pytest.mark.parametrize(
    ("text", "rate"), [("2", 200), ("2.5", 250), ("0.25%", 25), ("100", 10_000), ("100.01", None), ("x", None)]
)
def test_a_rate_is_a_number_of_percent(text: str, rate: int | None) -> None:
    assert rate_in(text) == rate
    if rate is not None:
        assert rate_in(percent(rate)) == rate


THROWS = "123456 123456 123456 12"


def test_dice_are_typed_in_groups_with_witnesses_a_line_each() -> None:
    seed = seed_of(Promise(SeedKind.DICE, "掷骰"), THROWS, (), "2026-12-01 三楼", "赵监督\n钱公证、孙媒体\n")
    assert (seed.value, seed.witnesses) == ("12345612345612345612", ("赵监督", "钱公证", "孙媒体"))


def test_secrets_are_opened_by_the_parties_that_bound_them() -> None:
    promise = Promise(SeedKind.COMMITMENTS, "两方", tuple(BOUND.items()))
    secrets = list(SECRETS.values())
    seed = seed_of(promise, "", secrets, "三楼", "赵监督")
    assert seed.openings == tuple(SECRETS.items())
    with pytest.raises(SeedInvalid):
        seed_of(promise, "", ["another", secrets[1]], "三楼", "赵监督")


@pytest.mark.parametrize(("at", "witnesses", "field"), [("三楼", " \n", "witnesses"), ("", "赵监督", "at")])
def test_a_seed_without_witnesses_or_place_is_none(at: str, witnesses: str, field: str) -> None:
    with pytest.raises(SeedProblem) as problem:
        seed_of(Promise(SeedKind.DICE, "掷骰"), THROWS, (), at, witnesses)
    assert problem.value.field == field


def test_too_few_throws_are_no_seed() -> None:
    with pytest.raises(SeedInvalid):
        seed_of(Promise(SeedKind.DICE, "掷骰"), "123", (), "三楼", "赵监督")


def test_what_is_on_the_registers_is_told_below_a_field_as_far_as_it_is_short() -> None:
    assert known_words("zh-CN", ("住宅", "老旧小区")) == "名录中有：住宅、老旧小区"
    assert known_words("zh-CN", [f"类{n}" for n in range(12)]).endswith("、类7 等 12 种")
    assert known_words("zh-CN", ()) == "名录中还没有"
