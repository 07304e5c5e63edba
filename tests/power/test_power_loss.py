"""The power fails after any call of a recorded day: whatever was acknowledged is there at the next start."""

from pathlib import Path
from random import Random

import pytest

from tests.power.campaign import SOAK_MINUTES, every_cut
from tests.power.disk import Disk, File, Folder, Loss, Write
from tests.power.hosting import Host
from tests.power.mutants import MUTANTS, Mutant
from tests.power.power_cut import SIDES, Cut, acknowledgements, calls_of, problems_after
from tests.power.recording import Replay, record

_QUICK = "tablet, synchronous off"


@pytest.fixture(scope="module")
def day(host, tmp_path_factory) -> Path:
    """A recorded day of both sides."""
    return record(host, tmp_path_factory.mktemp("recorded") / "day")


def test_played_again_without_loss_the_disk_is_the_real_one(day, tmp_path):
    replay = Replay(day)
    calls = len(list(replay.steps()))
    assert calls > 500
    for side in SIDES:
        replay.disk.write_to(tmp_path / side, side, Loss.KEPT, Random(1))
        assert _content(tmp_path / side) == _content(day / "disk" / side)


def _content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("side", SIDES)
def test_after_a_power_cut_what_was_acknowledged_is_there(host, day, tmp_path, side):
    """With everything unsynced gone after each acknowledgement, and with some or torn writes after a few calls."""
    calls = calls_of(day, side)
    random = Random(len(calls))
    cuts = {Cut(number, side, Loss.DROPPED) for number in acknowledgements(day)[::4]}
    cuts |= {Cut(number, side, random.choice((Loss.SOME, Loss.TORN))) for number in random.sample(calls, 4)}
    assert _failed(host, day, cuts, tmp_path) == {}


@pytest.mark.parametrize("side", SIDES)
def test_after_a_power_cut_both_sides_come_to_hold_the_same(host, day, tmp_path, side):
    calls, first = calls_of(day, side), acknowledgements(day)[0]
    number = Random(len(calls)).choice([number for number in calls if number >= first])
    cuts = {Cut(number, side, Loss.TORN, whole=True)}
    assert _failed(host, day, cuts, tmp_path) == {}


@pytest.mark.parametrize(
    "mutant",
    [pytest.param(one, id=one.name, marks=pytest.mark.details if one.name == _QUICK else pytest.mark.soak) for one in MUTANTS],
)
def test_without_what_keeps_data_over_a_power_cut_something_is_lost(strace, host, tmp_path, mutant: Mutant):
    """Proves that the proof bites: a copy of the source with one safeguard taken out must fail it."""
    with Host(tmp_path, mutant.tree(tmp_path / "source")) as careless:
        day = record(careless, tmp_path / "day")
    cuts = {Cut(number, mutant.side, Loss.DROPPED) for number in acknowledgements(day)[::-1]}
    assert any(problems for _, problems in problems_after(host, day, cuts, tmp_path))


def test_a_write_is_gone_until_its_file_and_its_name_are_synced(tmp_path):
    disk, random = Disk(), Random(1)
    disk.create("tablet", Folder)
    disk.root.sync()
    disk.create("tablet/photo", File)
    photo = disk.find("tablet/photo")
    photo.said.append(Write(0, b"x" * 700))
    disk.write_to(tmp_path / "nothing", "tablet", Loss.DROPPED, random)
    disk.find("tablet").sync()
    disk.write_to(tmp_path / "name", "tablet", Loss.DROPPED, random)
    photo.sync()
    disk.write_to(tmp_path / "whole", "tablet", Loss.DROPPED, random)
    assert [_content(tmp_path / step) for step in ("nothing", "name", "whole")] == [{}, {"photo": b""}, {"photo": b"x" * 700}]


@pytest.mark.soak
@pytest.mark.parametrize("side", SIDES)
def test_every_call_may_be_the_last_before_a_power_cut(host, tmp_path, side):
    progress = every_cut(host, side, tmp_path, SOAK_MINUTES)
    print(f"{side}: {progress.tried} power cuts tried, {len(progress.failed)} failed")
    assert progress.failed == {}


def _failed(host: Host, day: Path, cuts: set[Cut], folder: Path) -> dict[str, list[str]]:
    tried = dict(problems_after(host, day, cuts, folder))
    assert tried.keys() == cuts
    return {str(cut): problems for cut, problems in tried.items() if problems}
