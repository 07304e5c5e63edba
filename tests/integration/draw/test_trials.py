"""Trial draws before anything is frozen: on what would be frozen, with seeds that can be no public ones, and without a trace."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sync.domain.draw.plan import Check
from sync.domain.draw.seeds import Promise, Seed, SeedKind, key_of
from sync.domain.draw.shortfalls import Constraint
from sync.drawing.freezing import Freezing, prepare_draw
from sync.drawing.registers import read_plan_file, read_registers
from sync.drawing.running import outcome_of
from sync.drawing.trying import trial_key, trials_for, try_draws


def secrets() -> Callable[[], str]:
    numbers = count()
    return lambda: f"secret {next(numbers)}"


def prepared(folder: Path, registers: Path, **changed: Any) -> Freezing:
    plan = read_plan_file(registers / "plan.json")
    return prepare_draw(folder, replace(plan, **changed), read_registers(registers), secrets())


def every_grade(rate: int) -> tuple[Check, ...]:
    rates = tuple((grade, rate) for grade in ("AAA", "AA", "A", "B", "C"))
    return (Check("routine", "zz-property-27", "2026-draft", rates=rates),)


def test_what_can_be_drawn_with_any_seed_is_drawn_in_every_trial_and_nothing_is_written(tmp_path, registers):
    folder = tmp_path / "public"
    assert try_draws(prepared(folder, registers).draw, secrets()) == ((),) * 5
    assert not folder.exists()


def test_a_limit_that_no_seed_can_keep_to_is_said_in_every_trial_with_what_would_help(tmp_path, registers):
    found = prepared(tmp_path, registers, checks=every_grade(10_000), most_expert_visits=10)
    assert found.shortfalls == ()
    trials = try_draws(found.draw, secrets())
    assert len(trials) == 5
    for (one,) in trials:
        assert (one.constraint, one.needed, one.available, one.missing) == (Constraint.EXPERT_VISITS, 60, 40, 20)
        assert one.remedies == {"cap": 15, "people": 2, "visits": 20}


def test_a_limit_that_some_seeds_keep_to_fails_in_some_trials_with_what_their_keys_find(tmp_path, registers):
    """8.5 compounds of 60 are 8 or 9, as the seed rounds them; 4 experts make 8 visits."""
    draw = prepared(tmp_path, registers, checks=every_grade(1417), most_expert_visits=2).draw
    more = secrets()
    found = [trial for _ in range(8) for trial in try_draws(draw, more)]
    keys = [trial_key(draw.frozen, n % 5 + 1, f"secret {n}") for n in range(40)]
    assert found == [outcome_of(draw, key).shortfalls for key in keys]
    assert {tuple((one.needed, one.available) for one in trial) for trial in found} == {(), ((9, 8),)}


def test_every_trial_and_every_look_has_a_key_of_its_own():
    assert len({trial_key(frozen, number, secret) for frozen in ("ab", "cd") for number in (1, 2) for secret in "st"}) == 8


@pytest.mark.parametrize("kind", [SeedKind.DICE, SeedKind.LOTTERY, SeedKind.BEACON])
def test_no_public_seed_has_the_key_of_a_trial(kind):
    """Both are SHA-256 of lines, and the first lines differ whatever is typed as a seed."""
    frozen = "ab" * 32
    seed = Seed("12345612345612345612")
    assert key_of(frozen, Promise(kind, "掷骰"), seed) == _hash("suicha-draw 1", frozen, kind.value, seed.value)
    assert trial_key(frozen, 1, seed.value) == _hash("suicha-trial 1", frozen, "trial 1", seed.value)


def test_large_pools_are_tried_less_often_and_every_pool_at_least_once():
    assert [trials_for(size) for size in (0, 1, 20_000, 20_001, 50_000, 50_001, 1_000_000)] == [5, 5, 5, 4, 2, 1, 1]


def _hash(*lines: str) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()
