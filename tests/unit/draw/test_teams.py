"""Who goes where: every constraint, the evenness of the work, and what is said where there is no team."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.domain.draw.columns import words
from sync.domain.draw.eligibility import Bench, Demand, may_go
from sync.domain.draw.plan import Departments, Qualification
from sync.domain.draw.shortfalls import Constraint
from sync.domain.draw.teams import assign
from sync.domain.people import Duty
from tests.unit.draw.worlds import World, compound, compounds, name_of, person, recusal, tangled

ANY = settings(max_examples=100)


def loads(outcome):
    return Counter(one for visit in outcome.visits for one in visit.officers)


@ANY
@given(tangled(), st.integers(0, 99))
def test_nobody_is_ever_drawn_against_a_rule(world, seed):
    outcome, plan = world.drawn(str(seed)), world.plan
    rows, people = {row[0]: row for row in world.compounds}, {row[0]: row for row in (*world.officers, *world.experts)}
    granted = {(row[1], row[2], row[3]) for row in world.recusals if row[5] == "granted"}
    for visit in outcome.visits:
        _, _, enterprise, district, _, _, marks, _ = rows[visit.compound]
        assert len({*visit.officers, *visit.experts}) == 3
        for one in (*visit.officers, *visit.experts):
            assert granted.isdisjoint(
                {(one, "compound", visit.compound), (one, "enterprise", enterprise), (one, "district", district)}
            )
        for one in visit.officers:
            _, _, home, _, checked, temporary, valid_from, valid_until, _ = people[one]
            assert (checked, temporary) == (1, 0)
            assert valid_from <= plan.first_day <= plan.last_day <= valid_until
            assert not (plan.home_district and home == district)
        if plan.departments is Departments.DIFFERENT:
            assert len({people[one][3] for one in visit.officers}) == 2
        for rule in plan.qualifications:
            members = visit.officers if rule.duty is Duty.OFFICER else visit.experts
            if rule.check in visit.checks or rule.mark in words(marks):
                assert all(rule.needed in people[one][8].split(",") for one in members)
    for most, found in (
        (plan.most_officer_visits, loads(outcome)),
        (plan.most_expert_visits, Counter(one for visit in outcome.visits for one in visit.experts)),
    ):
        assert not most or max(found.values(), default=0) <= most


@ANY
@given(st.integers(2, 9), st.integers(1, 30), st.integers(0, 999))
def test_without_constraints_nobody_has_more_than_one_visit_over_another(officers, visits, seed):
    world = World(compounds(visits), [person(f"O{n}") for n in range(officers)]).planned(rate=10_000)
    found = loads(world.drawn(str(seed)))
    work = [found[name_of(f"O{n}")] for n in range(officers)]
    assert sum(work) == 2 * visits
    assert max(work) - min(work) <= 1


BENCHES = st.tuples(
    st.lists(st.tuples(st.sampled_from("DEF"), st.sampled_from("xy")), min_size=2, max_size=4),
    st.lists(st.tuples(st.sampled_from("DEFG"), st.sets(st.integers(0, 3), max_size=2)), min_size=1, max_size=4),
    st.booleans(),
    st.integers(1, 4),
)


@settings(max_examples=200)
@given(BENCHES)
def test_the_work_is_as_even_as_any_assignment_could_make_it_and_one_is_found_whenever_there_is_one(made):
    people, places, apart, most = made
    ids = tuple(f"P{n}" for n in range(len(people)))
    homes, departments = zip(*people, strict=True)
    bench = Bench(Duty.OFFICER, 2, ids, homes, departments, (frozenset(),) * len(ids), True, apart, {})
    wanted = [Demand(where, frozenset(ids[n] for n in out if n < len(ids)), frozenset()) for where, out in places]

    def teams_for(demand):
        fit = [one for one in range(len(ids)) if may_go(bench, one, demand)]
        return [pair for pair in combinations(fit, 2) if not apart or departments[pair[0]] != departments[pair[1]]]

    best = min(
        (
            sorted((Counter(one for team in teams for one in team)[n] for n in range(len(ids))), reverse=True)
            for teams in product(*map(teams_for, wanted))
        ),
        default=None,
    )
    found = assign(bench, wanted, "key", most)
    if best is None:
        assert {one.constraint for one in found.shortfalls} <= {Constraint.OFFICERS, Constraint.DEPARTMENTS}
    elif best[0] > most:
        (shortfall,) = found.shortfalls
        assert shortfall.constraint is Constraint.OFFICER_VISITS
        assert shortfall.remedies["cap"] == best[0]
        assert shortfall.missing > 0
    else:
        assert all(tuple(sorted(team)) in teams_for(demand) for team, demand in zip(found.teams, wanted, strict=True))
        work = Counter(one for team in found.teams for one in team)
        assert sorted((work[n] for n in range(len(ids))), reverse=True) == best


def test_a_visit_without_enough_officers_says_who_was_left_out_and_why():
    officers = [
        person("O1"), person("O2", home="D1"), person("O3", checked=0), person("O4", temporary=1),
        person("O5", valid_until="2026-06-29"), person("O6", valid_from="2026-06-02"), person("O7"),
    ]  # fmt: skip
    world = World(compounds(1), officers, recusals=[recusal("O7", "enterprise", "E1")]).planned(rate=10_000)
    (shortfall,) = world.drawn().shortfalls
    assert (shortfall.constraint, shortfall.needed, shortfall.available) == (Constraint.OFFICERS, 2, 1)
    assert shortfall.where == ("C0001",)
    assert shortfall.excluded == {"unchecked": 1, "temporary": 1, "certificate": 2, "home": 1, "recused": 1}
    assert shortfall.remedies == {"people": 1}


def test_a_recusal_that_was_refused_binds_nobody():
    recusals = [recusal("O1", "district", "D1", "refused")]
    world = World(compounds(1), [person("O1"), person("O2")], recusals=recusals).planned(rate=10_000)
    assert set(world.drawn().visits[0].officers) == {name_of("O1"), name_of("O2")}


def test_two_of_one_department_are_no_team_where_the_plan_wants_two_departments():
    world = World(compounds(1), [person("O1"), person("O2")]).planned(rate=10_000, departments=Departments.DIFFERENT)
    (shortfall,) = world.drawn().shortfalls
    assert (shortfall.constraint, shortfall.needed, shortfall.available) == (Constraint.DEPARTMENTS, 2, 1)
    world.officers.append(person("O3", department="二科"))
    assert len(world.drawn().visits) == 1


def test_an_expert_without_the_qualification_stays_away():
    rule = Qualification(Duty.EXPERT, "lifts", mark="lift")
    world = World([compound(1, marks="lift"), compound(2)], experts=[person("X1"), person("X2", qualifications="fire,lifts")])
    visits = world.planned(rate=10_000, qualifications=(rule,)).drawn().visits
    assert {visit.compound: visit.experts for visit in visits} == {"C0001": (name_of("X2"),), "C0002": (name_of("X1"),)}


def test_nobody_is_tied_to_the_same_colleague_round_after_round():
    world = World(compounds(60), [person(f"O{n}") for n in range(12)]).planned(rate=10_000)
    pairs = Counter(frozenset(visit.officers) for visit in world.drawn().visits)
    assert len(pairs) > 30
