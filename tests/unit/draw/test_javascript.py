"""The page's script is a second program, written from docs/draw.md: it has to find what ours finds."""

import pytest
from hypothesis import HealthCheck, given, settings

from sync.domain.draw.drawing import draw
from sync.domain.draw.outcomes import outcome_document
from sync.domain.draw.plan import Departments
from sync.domain.draw.seeds import Promise, Seed, SeedKind, commitment, key_of
from tests.unit.draw.worlds import World, compound, compounds, person, tangled

MANY = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def ours(world, seed):
    frozen = world.frozen()
    key = key_of(frozen.frozen, frozen.plan.seed, seed)
    lines = outcome_document(draw(frozen.plan, frozen.pools, key)).decode().splitlines()
    return {"frozen": frozen.frozen, "key": key, "lines": lines}


@MANY
@given(world=tangled())
def test_both_programs_find_the_same_in_any_world(recompute, world):
    assert recompute(world.files(), {"value": "06 11 17"}) == ours(world, Seed("06 11 17"))


@pytest.mark.soak
@settings(MANY, max_examples=3000, derandomize=False)
@given(world=tangled())
def test_both_programs_find_the_same_in_very_many_worlds(recompute, world):
    assert recompute(world.files(), {"value": "06 11 17"}) == ours(world, Seed("06 11 17"))


def test_both_agree_where_work_is_uneven_and_has_to_be_levelled(recompute):
    rows = [compound(n, district=f"D{n % 2}") for n in range(40)]
    officers = [person(f"O{n}", home="D0" if n < 7 else "D1", department=f"{n % 3}科") for n in range(10)]
    world = World(rows, officers).planned(rate=10_000, departments=Departments.DIFFERENT)
    assert recompute(world.files(), {"value": "x"}) == ours(world, Seed("x"))


def test_one_changed_digit_of_the_seed_changes_what_is_found(recompute):
    files = World(compounds(200)).files()
    one, other = (recompute(files, {"value": value}) for value in ("123456", "123457"))
    assert one["frozen"] == other["frozen"]
    assert one["key"] != other["key"]
    visits = [[line for line in found["lines"] if line.startswith('["visit"')] for found in (one, other)]
    assert len(visits[0]) == 20
    assert visits[0] != visits[1]


def test_one_changed_letter_of_a_pool_changes_what_is_found(recompute):
    world = World(compounds(200))
    before = recompute(world.files(), {"value": "1"})
    world.compounds[7][1] = "另一个名字"
    after = recompute(world.files(), {"value": "1"})
    assert before["frozen"] != after["frozen"]
    assert before["lines"][1:] != after["lines"][1:]


def test_secrets_of_parties_make_the_same_key_in_both(recompute):
    secrets = (("业主代表", "a7 x"), ("公证处", "9-9"), ("Bureau", "zzz"))
    promise = Promise(SeedKind.COMMITMENTS, "三方承诺", tuple((party, commitment(party, secret)) for party, secret in secrets))
    world = World(compounds(30)).planned(seed=promise)
    opened = {"value": "", "openings": [list(one) for one in secrets]}
    assert recompute(world.files(), opened) == ours(world, Seed("", openings=secrets))
    opened["openings"][1][1] = "9-8"
    assert "公证处" in recompute(world.files(), opened)["error"]


@pytest.mark.parametrize(
    "content", [b'["a", 1]\n', b'["a",1.5]\n', b'["a",1]', b'["\\u0061",1]\n', b"\xff\n", b'{"b":1,"a":2}\n']
)
def test_the_script_refuses_what_is_not_canonical(recompute, content):
    files = World(compounds(3)).files() | {"extras.ndjson": content}
    assert recompute(files, {"value": "1"})["error"].startswith("extras.ndjson")
