"""What is said before the seed holds after it; whoever goes instead keeps to the same rules."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sync.domain.draw.choosing import Visit
from sync.domain.draw.drawing import benches, draw
from sync.domain.draw.eligibility import demands, may_go
from sync.domain.draw.foresight import foresee
from sync.domain.draw.replacing import Replacement, Request, replace_one, replaced
from sync.domain.draw.shortfalls import Constraint, Shortfall
from tests.unit.draw.worlds import World, compounds, person, tangled

pytestmark = pytest.mark.details

ANY = settings(max_examples=80)
NO_TEAM = {Constraint.OFFICERS, Constraint.EXPERTS, Constraint.DEPARTMENTS}


@ANY
@given(tangled(), st.integers(0, 99))
def test_what_was_frozen_without_complaint_never_lacks_a_team(world, seed):
    frozen = world.frozen()
    foreseen = foresee(frozen.plan, frozen.pools)
    found = draw(frozen.plan, frozen.pools, f"{seed}").shortfalls
    assert {one.constraint for one in foreseen} <= NO_TEAM
    if not foreseen:
        assert {one.constraint for one in found}.isdisjoint(NO_TEAM)


@ANY
@given(tangled(), st.data())
def test_what_is_foreseen_happens_when_everything_is_drawn(world, data):
    plan = world.plan
    whole = tuple(replace(check, cover=True, district_rates=()) for check in plan.checks)
    world.plan = replace(plan, checks=whole, enterprise_cap=0, most_officer_visits=0, most_expert_visits=0)
    frozen = world.frozen()
    found = draw(frozen.plan, frozen.pools, data.draw(st.sampled_from("abc"))).shortfalls
    assert sorted(map(repr, foresee(frozen.plan, frozen.pools))) == sorted(map(repr, found))


@ANY
@given(tangled(enough=True), st.data())
def test_whoever_goes_instead_keeps_to_the_rules_and_is_the_least_loaded_of_those_who_may(world, data):
    frozen = world.frozen()
    plan, pools = frozen.plan, frozen.pools
    visits = draw(plan, pools, "key").visits
    assume(visits)
    person_gone = data.draw(st.sampled_from(sorted({one for visit in visits for one in (*visit.officers, *visit.experts)})))
    on = tuple(visit.number for visit in visits if person_gone in (*visit.officers, *visit.experts))
    request = Request(1, "0" * 64, person_gone, on, "不能到岗")
    drawn = replace_one(plan, pools, visits, frozenset(), request, "other key")
    assume(not isinstance(drawn, Shortfall))
    after = replaced(visits, Replacement(request, None, drawn))
    assert [number for number, _ in drawn] == list(on)
    assert not any(person_gone in (*visit.officers, *visit.experts) for visit in after)
    positions = {name: position for position, name in enumerate(pools.compounds.ids)}
    for bench, most in benches(plan, pools):
        asked = demands(plan, pools, [Visit(positions[visit.compound], visit.checks) for visit in after], bench)
        teams = [visit.officers if bench.seats == 2 else visit.experts for visit in after]
        for team, demand in zip(teams, asked, strict=True):
            people = [bench.ids.index(one) for one in team]
            assert len(set(people)) == bench.seats
            assert all(may_go(bench, one, demand) for one in people)
            assert not bench.apart or len({bench.departments[one] for one in people}) == bench.seats
        assert not most or max(sum(one in team for team in teams) for one in bench.ids) <= most


def test_nobody_left_to_go_instead_is_said_and_nothing_is_drawn():
    world = World(compounds(3), [person("O1"), person("O2")]).planned(rate=10_000)
    frozen = world.frozen()
    visits = draw(frozen.plan, frozen.pools, "key").visits
    request = Request(1, "0" * 64, visits[0].officers[0], (1,), "不能到岗")
    found = replace_one(frozen.plan, frozen.pools, visits, frozenset(), request, "key")
    assert found == Shortfall(Constraint.OFFICERS, 1, 0, (visits[0].compound,), {}, {"people": 1})
