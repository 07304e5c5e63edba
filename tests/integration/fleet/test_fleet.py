"""A small fleet against a real centre, and what the recount sees when the centre was tampered with."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from inspector_app.cli.centre_options import opened_centre
from inspector_app.cli.private_centre import private_centre
from inspector_app.fleet.campaign import Campaign, Order, Summary, plan_of
from inspector_app.fleet.muster import muster
from inspector_app.fleet.recount import Recount, recount
from sync.domain.clock import SystemClock, local_day

ORDER = Order(tablets=2, inspections=3, photos=34, photo_bytes=44_000, fail_rate=0.15, seed=5, at_once=2)
PHOTO_BYTES = 34 * 44_000


@dataclass(frozen=True)
class Arrived:
    """A centre after a fleet has sent everything, its server stopped."""

    centre: Path
    journal: Path
    summary: Summary

    def recount(self) -> Recount:
        return recount(self.journal, f"sqlite:///{self.centre / 'centre.db'}", self.centre / "evidence")

    def sql(self, statement: str) -> None:
        with closing(sqlite3.connect(self.centre / "centre.db", isolation_level=None)) as connection:
            assert connection.execute(statement).rowcount == 1

    def evidence_file(self) -> Path:
        return next(path for path in sorted((self.centre / "evidence").glob("??/*")) if path.stat().st_size == 44_000)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Arrived:
    folder = tmp_path_factory.mktemp("fleet")
    with private_centre(folder / "centre") as (url, settings):
        with opened_centre(settings) as centre:
            codes = muster(centre, ORDER.inspections, ORDER.tablets)
        plan = plan_of(ORDER, local_day(SystemClock().now()))
        with Campaign(ORDER, plan, codes, folder / "fleet") as campaign:
            campaign.enrol(url)
            campaign.record(lambda: None)
            voyage = campaign.send(lambda: None)
            summary = campaign.summary(voyage, settings.url, settings.evidence)
            return Arrived(folder / "centre", campaign.journal.path, summary)


@pytest.fixture
def tampered(fleet: Arrived, tmp_path: Path) -> Arrived:
    """A copy to be spoilt."""
    copytree(fleet.centre, tmp_path / "centre")
    return Arrived(tmp_path / "centre", fleet.journal, fleet.summary)


def test_everything_recorded_offline_stands_at_the_centre_once(fleet: Arrived) -> None:
    assert (fleet.summary.lost, fleet.summary.doubled, fleet.summary.waiting) == (0, 0, 0)
    assert (fleet.summary.conflicts, fleet.summary.rejected) == (0, 0)
    assert (fleet.summary.inspections, fleet.summary.results, fleet.summary.photos) == (3, 81, 34)
    assert fleet.summary.findings == round(0.15 * 81)


def test_the_line_carries_hardly_more_than_records_and_copies(fleet: Arrived) -> None:
    assert fleet.summary.bytes_needed > PHOTO_BYTES
    assert fleet.summary.bytes_needed < fleet.summary.bytes_sent < fleet.summary.bytes_needed * 1.05
    assert fleet.summary.records == 3 + 81 + 34 + 3


ONE_RESULT = "WHERE rowid = (SELECT min(rowid) FROM results)"


@pytest.mark.details
@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM results {ONE_RESULT}",
        f"""UPDATE results SET value = '{{"outcome":"not_applicable","reason":"-"}}' {ONE_RESULT}""",
        "DELETE FROM result_revisions WHERE rowid = (SELECT min(rowid) FROM result_revisions)",
        "DELETE FROM photos WHERE rowid = (SELECT min(rowid) FROM photos)",
        "DELETE FROM evidence WHERE rowid = (SELECT min(rowid) FROM evidence WHERE size = 44000)",
        "DELETE FROM reviews WHERE rowid = (SELECT min(rowid) FROM reviews)",
    ],
)
def test_a_missing_row_is_one_lost(tampered: Arrived, statement: str) -> None:
    tampered.sql(statement)
    counted = tampered.recount()
    assert (len(counted.lost), counted.doubled) == (1, ())


def test_a_missing_file_is_one_lost(tampered: Arrived) -> None:
    tampered.evidence_file().unlink()
    assert [fact[0] for fact in tampered.recount().lost] == ["kept"]


def test_a_file_with_one_flipped_bit_is_one_lost(tampered: Arrived) -> None:
    path = tampered.evidence_file()
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    assert [fact[1] for fact in tampered.recount().lost] == [path.name]


def test_a_second_copy_of_a_file_is_one_doubled(tampered: Arrived) -> None:
    path = tampered.evidence_file()
    (path.parent / "again").write_bytes(path.read_bytes())
    counted = tampered.recount()
    assert (counted.lost, [fact[0] for fact in counted.doubled]) == ((), ["kept"])


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO result_revisions SELECT randomblob(16), inspection_id, item_code, value, base, author, at, received_at,"
        " conflict FROM result_revisions LIMIT 1",
        "INSERT INTO photos SELECT randomblob(16), inspection_id, item_code, facts, copy_sha256, original_sha256, author,"
        " removed_at, original_wanted FROM photos LIMIT 1",
    ],
)
def test_a_row_that_stands_twice_is_one_doubled(tampered: Arrived, statement: str) -> None:
    tampered.sql(statement)
    counted = tampered.recount()
    assert (counted.lost, len(counted.doubled)) == ((), 1)
