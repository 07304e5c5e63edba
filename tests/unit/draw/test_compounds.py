"""Which compounds are drawn: rates, weights, caps, merged checks, and what is said where they cannot be met."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.domain.draw.choosing import Choice, choose
from sync.domain.draw.plan import DEFAULT_RATES, Check
from sync.domain.draw.quotas import WHOLE, quotas
from sync.domain.draw.shortfalls import Constraint
from sync.domain.draw.strata import weights_of
from sync.errors import DrawFileInvalid
from tests.unit.draw.worlds import World, compound, compounds, evenly

ANY = settings(max_examples=60)


@ANY
@given(st.lists(st.integers(0, 10**9)), st.integers(0, WHOLE - 1))
def test_a_quota_is_a_share_rounded_down_or_up_and_so_is_the_sum(shares, start):
    found = quotas(shares, start)
    assert all(share // WHOLE <= quota <= -(-share // WHOLE) for share, quota in zip(shares, found, strict=True))
    assert sum(shares) // WHOLE <= sum(found) <= -(-sum(shares) // WHOLE)


@settings(max_examples=10)
@given(st.lists(st.integers(0, 30_000), max_size=4))
def test_over_all_starts_a_stratum_gives_exactly_its_share(shares):
    total = [sum(column) for column in zip(*(quotas(shares, start) for start in range(WHOLE)), strict=True)]
    assert total == shares


def test_rates_go_by_credit_grade_unless_told_otherwise():
    world = World([compound(n, grade=grade) for n, grade in enumerate(("AAA", "AA", "A", "B", "C") * 100)])
    assert {one.grade: one.quota for one in world.drawn().strata} == {grade: rate // 100 for grade, rate in DEFAULT_RATES}


def test_a_district_may_have_a_rate_of_its_own():
    world = World([compound(n, district=f"D{n % 2}") for n in range(200)])
    check = replace(world.plan.checks[0], district_rates=(("D1", "A", 5000),))
    found = world.planned(checks=(check,)).drawn().strata
    assert [(one.district, one.quota) for one in found] == [("D0", 10), ("D1", 50)]


def test_a_grade_without_a_rate_is_said():
    with pytest.raises(DrawFileInvalid) as refused:
        World([compound(1, grade="Z")]).drawn()
    assert refused.value.fields["grade"] == "Z"


def test_a_check_looks_only_at_its_kinds_districts_and_marks_and_may_cover_them_all():
    rows = [compound(n, district=f"D{n % 4}", marks="flood" if n % 3 == 0 else "") for n in range(60)]
    flood = Check("flood", "flood", "1", cover=True, districts=("D1", "D2"), marks=("fire", "flood"))
    drawn = World(rows).planned(checks=(flood,)).drawn().visits
    assert {one.compound for one in drawn} == {row[0] for row in rows if row[3] in ("D1", "D2") and row[6] == "flood"}


def test_checks_that_draw_the_same_compound_are_one_visit():
    world = World(compounds(100))
    routine = replace(world.plan.checks[0], rates=evenly(1000))
    more = Check("fire", "fire", "1", rates=evenly(2000))
    visits = world.planned(checks=(routine, more)).drawn().visits
    assert Counter(one.checks for one in visits) == {("routine", "fire"): 10, ("fire",): 10}


def test_a_merged_visit_counts_once_towards_the_cap():
    world = World(compounds(10)).planned(enterprise_cap=3)
    both = tuple(Check(name, name, "1", rates=evenly(3000)) for name in ("one", "other"))
    assert len(world.planned(checks=both).drawn().visits) == 3


def test_weight_from_complaints_and_marks_makes_a_draw_more_likely():
    rows = [compound(n, marks="flood" if n == 2 else "") for n in range(4)]
    extras = [["1", "C0001", 2, "complaints", "12345 热线"]]
    world = World(rows, extras=extras).planned(rate=2500, mark_weights=(("flood", 1),)).frozen()
    choices = (choose(world.plan, world.pools, f"{seed}") for seed in range(3000))
    drawn = Counter(f"C{choice.visits[0].compound:04d}" for choice in choices if isinstance(choice, Choice))
    expected = {name: 3000 * weight / 7 for name, weight in (("C0000", 1), ("C0001", 3), ("C0002", 2), ("C0003", 1))}
    assert sum((drawn[name] - count) ** 2 / count for name, count in expected.items()) < 16.27  # chi-square, 3 degrees, 0.001


def test_weight_ends_at_the_most_that_the_plan_allows():
    extras = [["1", "C0001", 90, "record", "案卷"]]
    light = World(compounds(50), extras=extras).planned(most_weight=1).frozen()
    assert weights_of(light.plan, light.pools) == [1] * 50
    heavy = World(compounds(50), extras=extras).frozen()
    assert Counter(weights_of(heavy.plan, heavy.pools)) == {1: 49, 10: 1}


@ANY
@given(st.data())
def test_a_cap_is_kept_and_only_a_cap_that_nobody_could_keep_stops_the_draw(data):
    rows = [
        compound(n, data.draw(st.sampled_from(("E1", "E2", "E3"))), data.draw(st.sampled_from(("D1", "D2", "D3"))))
        for n in range(data.draw(st.integers(1, 9)))
    ]
    visits = {code: data.draw(st.integers(0, 2)) for code in ("E1", "E2", "E3")}
    world = World(rows, enterprises=[[code, code, count] for code, count in visits.items()])
    frozen = world.planned(rate=5000, enterprise_cap=2).frozen()
    found = choose(frozen.plan, frozen.pools, "key")
    free = choose(replace(frozen.plan, enterprise_cap=0), frozen.pools, "key")
    assert isinstance(free, Choice)
    wanted = {one.district: one.quota for one in free.strata}
    room = {code: max(0, 2 - count) for code, count in visits.items()}

    def fits(chosen):
        by_district, by_enterprise = Counter(row[3] for row in chosen), Counter(row[2] for row in chosen)
        return by_district == Counter(wanted) and all(by_enterprise[code] <= left for code, left in room.items())

    possible = any(fits(chosen) for chosen in combinations(rows, sum(wanted.values())))
    assert isinstance(found, Choice) == possible
    if isinstance(found, Choice):
        assert fits([rows[visit.compound] for visit in found.visits])
    else:
        assert found.constraint is Constraint.ENTERPRISE_CAP
        assert found.missing > 0


def test_the_shortfall_of_a_cap_says_by_how_much_and_with_that_much_more_it_is_possible():
    world = World(compounds(10)).planned(rate=5000, enterprise_cap=2)
    (shortfall,) = world.drawn().shortfalls
    assert (shortfall.needed, shortfall.available, shortfall.where) == (5, 2, ("routine A D1", "E1"))
    assert world.planned(enterprise_cap=2 + shortfall.remedies["room"]).drawn().visits
