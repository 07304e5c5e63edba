"""A centre after a small campaign; every test spoils a copy of its own."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.private_centre import private_centre
from inspector_app.fleet.campaign import Campaign, Order, plan_of
from inspector_app.fleet.muster import muster
from sync.domain.clock import SystemClock, local_day
from sync.server.auditing.differences import Audited

ORDER = Order(tablets=2, inspections=3, photos=24, photo_bytes=44_000, fail_rate=0.3, seed=5, at_once=1)


@dataclass(frozen=True)
class Audits:
    """A centre in a folder that nobody serves."""

    folder: Path

    def run(self, read_files: bool = True) -> Audited:
        with opened_centre(settings_for(self.folder)) as centre:
            return centre.audit.run(read_files, lambda done, whole: None)

    def problems(self, read_files: bool = True) -> list[str]:
        """What is wrong, by name."""
        return [one.key.rpartition(".")[2] for one in self.run(read_files).faults]

    def spoil(self, statement: str, *values: object) -> int:
        """Change the tables behind the centre's back; returns how many rows it met."""
        with closing(sqlite3.connect(self.folder / "centre.db")) as connection, connection:
            return connection.execute(statement, values).rowcount

    def row(self, query: str) -> Any:
        with closing(sqlite3.connect(self.folder / "centre.db")) as connection:
            return connection.execute(query).fetchone()

    def photo_file(self) -> Path:
        """An evidence file, the first by name."""
        return sorted((self.folder / "evidence").glob("??/*"))[0]


@pytest.fixture(scope="session")
def after_a_campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audited")
    with private_centre(folder / "centre") as (url, settings):
        with opened_centre(settings) as centre:
            codes = muster(centre, ORDER.inspections, ORDER.tablets)
        with Campaign(ORDER, plan_of(ORDER, local_day(SystemClock().now())), codes, folder / "fleet") as campaign:
            campaign.enrol(url)
            campaign.record(lambda: None)
            campaign.send(lambda: None)
    return folder / "centre"


@pytest.fixture
def audits(after_a_campaign: Path, tmp_path: Path) -> Audits:
    """A copy to be spoilt."""
    return Audits(copytree(after_a_campaign, tmp_path / "centre"))
