"""A plan as it is typed, and a seed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from inspector_app.console.campaigns.plan_form import PlanProblem, PlanTexts, fresh, request_of, texts_of
from inspector_app.console.campaigns.seed_form import SeedProblem, seed_of
from inspector_app.console.campaigns.words import percent, plan_lines, rate_in
from sync.domain.draw.plan import DEFAULT_RATES, Check, Departments, Qualification
from sync.domain.draw.seeds import Promise, SeedKind, commitment
from sync.domain.people import Duty
from sync.errors import SeedInvalid
from sync.i18n import LANGUAGES
from sync.protocol.campaigns import PlanRequest

TODAY = date(2026, 11, 28)
SECRETS = {"市局": "first secret", "协会": "second secret"}
BOUND = {name: commitment(name, secret) for name, secret in SECRETS.items()}
PARTIES = "\n".join(f"{name} {bound}" for name, bound in BOUND.items())


def typed(**changed: Any) -> PlanTexts:
    plain = replace(fresh(TODAY, ("zz-property-27", "1")), name="冬季抽查", announced="12 月 1 日掷骰")
    return replace(plain, **changed)


def test_a_new_plan_needs_only_a_name_and_what_the_seed_will_be() -> None:
    plan = request_of(typed()).plan
    (check,) = plan.checks
    assert check.rates == DEFAULT_RATES
    assert (plan.first_day, plan.last_day) == ("2026-11-29", "2026-12-26")
    assert (plan.home_district, plan.enterprise_cap, plan.seed.kind) == (True, 0, SeedKind.DICE)


def test_everything_that_is_typed_stands_in_the_plan_and_comes_back_to_its_field() -> None:
    texts = typed(
        rates=("0.25", "5", "10 %", "", "30％"),
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
    )
    made = request_of(texts)
    (check,) = made.plan.checks
    assert check.rates == (("A", 1000), ("AA", 500), ("AAA", 25), ("C", 3000))
    assert (check.cover, check.kinds, check.marks) == (True, ("住宅", "商住混合"), ("高层",))
    assert (made.plan.enterprise_cap, made.plan.mark_weights) == (2, (("老旧 小区", 3), ("高层", 2)))
    assert made.plan.departments is Departments.DIFFERENT
    assert made.plan.seed.parties == tuple(BOUND.items())
    assert (made.release_at, made.names) == (datetime(2026, 12, 1, 1, 0, tzinfo=UTC), True)
    assert request_of(texts_of(made)) == made


def test_what_has_no_field_stays_as_it_was() -> None:
    before = request_of(typed())
    flood = Check("flood", "zz-flood", "1", cover=True)
    plan = replace(before.plan, checks=(*before.plan.checks, flood), qualifications=(Qualification(Duty.EXPERT, "消防"),))
    kept = PlanRequest(plan)
    changed = request_of(replace(texts_of(kept), name="另名"), kept)
    assert changed == replace(kept, plan=replace(plan, campaign="另名"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"first_day": "明天"}, "first_day"),
        ({"last_day": "2026-11-28"}, "last_day"),
        ({"checklist": ""}, "checklist"),
        ({"rates": ("101", "5", "10", "20", "30")}, "rates"),
        ({"rates": ("", "", "", "", "")}, "rates"),
        ({"weights": "高层"}, "weights"),
        ({"weights": "高层 0"}, "weights"),
        ({"cap": "-1"}, "cap"),
        ({"announced": ""}, "announced"),
        ({"seed": SeedKind.COMMITMENTS, "parties": PARTIES.splitlines()[0]}, "parties"),
        ({"seed": SeedKind.COMMITMENTS, "parties": "市局 abc\n协会 def"}, "parties"),
        ({"release": "bald"}, "release"),
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_is_told_line_by_line(language: str) -> None:
    made = request_of(typed(cap="2", weights="高层 2", marks="高层"))
    told = dict(plan_lines(language, made.plan, made.release_at))
    assert "AAA 2% · AA 5% · A 10% · B 20% · C 30%" in told.values()
    assert "高层 +2" in told.values()


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
