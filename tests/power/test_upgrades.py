"""A first start, or an upgrade, that fails at any of its calls: the next start finishes it, and every frozen line is there."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from sync.server.services.countersigning import open_key
from sync.server.services.rescue_key import open_rescue_key
from tests.power.campaign import SOAK_MINUTES, every_point
from tests.power.hosting import ROOT, Host
from tests.power.oracle import CENTRE_FILE, TABLET_FILE, sound
from tests.power.strace import CHANGING, fault
from tests.power.sweep import KINDS, Point, places_in

FROZEN = ROOT / "tests" / "fixtures" / "databases"
VERSIONS = sorted(path.name for path in FROZEN.glob("m*-*"))
_DATABASE = {"tablet": TABLET_FILE, "centre": CENTRE_FILE}
_LINES = {"tablet": "SELECT line FROM outbox ORDER BY seq", "centre": "SELECT line FROM operations ORDER BY device_id, seq"}


NOTHING = "nothing"
"""A folder in which nothing is yet."""


class Upgrade:
    """The first start of the present code on a frozen folder, or on an empty one."""

    def __init__(self, host: Host, side: str, version: str, folder: Path) -> None:
        self._host, self._side, self._folder = host, side, folder
        self._frozen = FROZEN / version / side
        self._lines = _lines(self._copy() / _DATABASE[side], side) if self._frozen.exists() else None

    def points(self) -> list[Point]:
        """Every call of the upgrade that changes something."""
        run = self._copy()
        self._start(run, ("-y", "-o", str(self._folder / "trace"), "-e", f"trace={CHANGING}"))
        found = dict.fromkeys(places_in(self._folder / "trace", run))
        return [Point(self._side, *place, kind) for place in found for kind in KINDS]

    def problems_at(self, point: Point) -> list[str]:
        """What is wrong after the next start."""
        run = self._copy()
        what = fault(point.call, run / point.file, point.number, point.kind)
        self._start(run, ("-y", "-o", str(self._folder / "trace"), *what))
        if code := self._start(run):
            return [f"the next start ended with {code}: {self._host.last_words()}"]
        database = _DATABASE[self._side]
        problems = sound(run / database)
        if self._lines is not None and _lines(run / database, self._side) != self._lines:
            problems.append("lines are not as they were frozen")
        return problems

    def _start(self, run: Path, strace: tuple[str, ...] = ()) -> int:
        return self._host.wait(self._host.start(f"reopen_{self._side}", strace=strace, **{self._side: run}))

    def _copy(self) -> Path:
        run = self._folder / "run"
        shutil.rmtree(run, ignore_errors=True)
        if self._frozen.exists():
            shutil.copytree(self._frozen, run)
            if self._side == "centre":
                open_rescue_key(run, open_key(run))  # private keys are not kept in a repository
        else:
            run.mkdir()
        return run


def _lines(database: Path, side: str) -> list[tuple[bytes]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(_LINES[side]).fetchall()


@pytest.mark.parametrize("side", ["tablet", "centre"])
def test_an_upgrade_that_fails_is_finished_by_the_next_start(host, tmp_path, side):
    upgrade = Upgrade(host, side, VERSIONS[0], tmp_path)
    points = upgrade.points()
    point = Random(len(points)).choice([point for point in points if point.file == f"{_DATABASE[side]}-wal"])
    assert upgrade.problems_at(point) == []


@pytest.mark.soak
@pytest.mark.parametrize("version", [NOTHING, *VERSIONS])
@pytest.mark.parametrize("side", ["tablet", "centre"])
def test_every_call_of_a_first_start_or_an_upgrade_may_fail(host, tmp_path, side, version):
    upgrade = Upgrade(host, side, version, tmp_path)
    points = upgrade.points()
    progress = every_point(f"upgrades-{version}-{side}", points, upgrade.problems_at, SOAK_MINUTES)
    print(f"{version} {side}: {progress.tried} of {len(points)} points tried, {len(progress.failed)} failed")
    assert progress.failed == {}
