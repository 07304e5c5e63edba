"""A call that changes the disk fails, at the tablet or at the centre: nothing acknowledged is lost, nothing doubled."""

from random import Random

import pytest

from tests.power.campaign import SOAK_MINUTES, every_fault
from tests.power.hosting import Host
from tests.power.mutants import STRIKES_OFF_TOO_EARLY
from tests.power.sweep import KINDS, Point, Sweep

_SAMPLE = 2


@pytest.fixture(scope="module")
def sweep(host, tmp_path_factory) -> Sweep:
    return Sweep(host, tmp_path_factory.mktemp("sweep"))


@pytest.mark.parametrize("side", ["tablet", "centre"])
def test_a_call_that_fails_costs_nothing_that_was_acknowledged(sweep, side):
    """A few points drawn anew whenever the calls of the day change; ``make soak`` tries all."""
    points = sweep.points(side)
    random = Random(len(points))
    drawn = random.sample(points, _SAMPLE)
    assert {str(point): sweep.problems_at(point) for point in drawn} == {str(point): [] for point in drawn}


def test_a_day_has_every_kind_of_call_that_changes_a_disk(sweep):
    calls = {point.call for side in ("tablet", "centre") for point in sweep.points(side)}
    assert {"openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir"} <= calls


@pytest.mark.parametrize("kind", [pytest.param("EIO", marks=pytest.mark.soak), "ENOSPC"])
def test_a_disk_that_fails_from_then_on_stops_the_day_and_loses_nothing(sweep, kind):
    point = Point("tablet", "pwrite64", "tablet.db-wal", 30, kind)
    assert sweep.problems_at(point, from_then_on=True) == []


@pytest.mark.soak
def test_a_tablet_that_strikes_off_what_was_not_answered_is_caught(strace, tmp_path):
    """Proves that the proof bites: a copy of the source that is careless must fail it."""
    with Host(tmp_path, STRIKES_OFF_TOO_EARLY.tree(tmp_path / "source")) as careless:
        sweep = Sweep(careless, tmp_path)
        killed = [point for point in sweep.points("centre") if (point.kind, point.file) == ("KILL", "centre.db-wal")]
        assert any("lost on the way" in problem for problem in sweep.problems_at(killed[len(killed) // 2]))


@pytest.mark.soak
@pytest.mark.parametrize("side", ["tablet", "centre"])
def test_every_call_may_fail(host, tmp_path, side):
    progress = every_fault(host, side, tmp_path, SOAK_MINUTES)
    print(f"{side}: {progress.tried} points tried, {len(progress.failed)} failed; kinds {', '.join(KINDS)}")
    assert progress.failed == {}
