"""Places that a command is told to write to and cannot: full ones, read-only ones, and what is no folder at all."""

import errno
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_records import write_record
from inspector_app.cli.draw_freeze import freeze as draw_freeze
from sync.drawing.checking import check_campaign, newest_standing
from sync.errors import FolderNotWritable, StorageFull
from sync.server.services.records import RecordFile
from tests.integration.draw.conftest import DICE, freeze, published, registers

__all__ = ["published", "registers"]


def fill(place: Path, all_but: int) -> None:
    """Leave so many bytes of the disk free."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(file.tell() - all_but)


@pytest.fixture
def export(suicha, data, tmp_path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """``suicha rescue export`` of a tablet to a file."""
    open_tablet(tmp_path / "tablet").close()
    key = tmp_path / "key.pem"
    assert suicha("centre", "key", "--data", data, "--rescue", "--out", key).returncode == 0
    options = ("--data", tmp_path / "tablet", "--key", key)
    return lambda out, language="en": suicha("rescue", "export", *options, "--out", out, language=language)


def test_a_rescue_file_is_not_begun_where_nothing_can_be_written(export, sentence_of):
    done = export("/proc/x.rescue")
    assert done.returncode == 1
    assert sentence_of(done).startswith("The file /proc/x.rescue cannot be written")
    assert "无法写入" in sentence_of(export("/proc/nowhere/x.rescue", language="zh-CN"))


def test_a_rescue_file_on_a_read_only_disk_is_said(export, sentence_of, mounted):
    out = mounted("ro") / "x.rescue"
    assert sentence_of(export(out)).startswith(f"The file {out} cannot be written")


@pytest.mark.parametrize("free", [0, 8192])
def test_a_stick_without_room_for_a_rescue_file_is_told_with_both_numbers(export, sentence_of, mounted, free):
    stick = mounted("size=64k")
    fill(stick, free)
    said = sentence_of(export(stick / "x.rescue"))
    assert "packing did not begin" in said
    assert f"has {free / 1e6:.1f} MB" in said
    assert [path.name for path in stick.iterdir()] == ["filler"]


def test_a_centre_on_a_disk_with_little_left_says_that_it_is_full(suicha, sentence_of, mounted):
    disk = mounted("size=4m")
    assert suicha("centre", "create", "--data", disk / "centre").returncode == 0
    fill(disk, 32768)
    done = suicha("centre", "serve", "--data", disk / "centre", "--port", 0)
    assert done.returncode == 1
    assert "storage is full" in sentence_of(done)


def test_a_record_that_does_not_fit_is_said_and_leaves_nothing(mounted):
    disk = mounted("size=64k")
    with pytest.raises(StorageFull):
        write_record([RecordFile("record.json", bytes(128 * 1024))], disk / "record")
    assert list(disk.iterdir()) == []


def test_a_record_that_cannot_be_written_where_it_shall_be_is_said(mounted):
    disk = mounted("ro")
    with pytest.raises(FolderNotWritable) as refused:
        write_record([RecordFile("record.json", b"{}")], disk / "record")
    assert refused.value.fields == {"folder": str(disk)}


@pytest.fixture
def freezing(suicha, registers) -> Callable[[Path, Path], "subprocess.CompletedProcess[str]"]:
    """``suicha draw freeze`` into a folder, with a file to keep."""
    options = ("--registers", registers, "--plan", registers / "plan.json")
    return lambda folder, keep: suicha("draw", "freeze", folder, *options, "--keep", keep)


def test_a_draw_that_does_not_fit_on_its_disk_leaves_nothing_and_is_frozen_once_there_is_room(
    freezing, sentence_of, mounted, tmp_path
):
    disk, keep = mounted("size=16k"), tmp_path / "kept.ndjson"
    done = freezing(disk / "public", keep)
    assert done.returncode == 1
    assert "storage is full" in sentence_of(done)
    assert list((disk / "public").iterdir()) == []
    assert not keep.exists()
    subprocess.run(["mount", "-o", "remount,size=1m", disk], check=True)
    assert freezing(disk / "public", keep).returncode == 0
    assert keep.stat().st_size > 0


def test_who_is_who_stays_where_the_draw_is_out_although_the_disk_failed_after_it(registers, tmp_path, monkeypatch):
    def failing(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("sync.drawing.files.sync_folder", failing)
    keep, options = tmp_path / "kept.ndjson", ("--registers", registers, "--plan", registers / "plan.json")
    with pytest.raises(FolderNotWritable):
        draw_freeze.main([str(one) for one in (tmp_path / "public", *options, "--keep", keep)], standalone_mode=False)
    officer = json.loads((tmp_path / "public/1/officers.ndjson").read_text(encoding="utf-8").splitlines()[0])[0]
    assert officer in keep.read_text(encoding="utf-8")


def test_where_there_is_no_room_for_who_is_who_nothing_is_published(freezing, sentence_of, mounted, tmp_path):
    disk = mounted("size=16k")
    fill(disk, 0)
    assert "storage is full" in sentence_of(freezing(tmp_path / "public", disk / "kept.ndjson"))
    assert [path.name for path in disk.iterdir()] == ["filler"]
    assert list((tmp_path / "public").iterdir()) == []


def test_a_seed_that_does_not_fit_leaves_the_draw_as_it_was_frozen(suicha, sentence_of, registers, mounted):
    disk = mounted("size=1m")
    freeze(disk / "public", registers)
    fill(disk, 0)
    run = ("draw", "run", disk / "public", "--seed", DICE)
    assert "storage is full" in sentence_of(suicha(*run))
    assert [check.outcome for check in check_campaign(disk / "public")] == [None]
    (disk / "filler").unlink()
    assert suicha(*run).returncode == 0


@pytest.mark.parametrize(("state", "said"), [("full", "storage is full"), ("read-only", "cannot be written to")])
def test_nobody_is_replaced_where_nothing_can_be_written(suicha, sentence_of, published, mounted, state, said):
    disk = mounted("size=1m")
    public = shutil.copytree(published, disk / "public")
    if state == "full":
        fill(disk, 0)
    else:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    person = newest_standing(public)[2].visits[0].officers[0]
    done = suicha("draw", "replace", public, "--person", person, "--reason", "不能到岗")
    assert done.returncode == 1
    assert said in sentence_of(done)
    assert check_campaign(public)[0].replacements == 0


@pytest.fixture(params=["key", "register"])
def written(request, suicha, data) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """A command that writes one file to a place."""
    if request.param == "key":
        return lambda place, *more: suicha("centre", "key", "--data", data, "--out", place / "x.csv", *more)
    return lambda place, *more: suicha("centre", "export", "officers", place / "x.csv", "--data", data, *more)


def test_a_file_that_does_not_fit_is_said_and_what_was_there_stays(written, sentence_of, mounted):
    disk = mounted("size=64k")
    (disk / "x.csv").write_text("what was there")
    fill(disk, 0)
    assert "storage is full" in sentence_of(written(disk))
    assert json.loads(written(disk, "--json").stdout)["error"]["code"] == "storage-full"
    assert (disk / "x.csv").read_text() == "what was there"
    assert sorted(path.name for path in disk.iterdir()) == ["filler", "x.csv"]


def test_a_file_on_a_read_only_disk_is_said(written, sentence_of, mounted):
    disk = mounted("ro")
    assert sentence_of(written(disk)).startswith(f"The file {disk / 'x.csv'} cannot be written")
    assert json.loads(written(disk / "below", "--json").stdout)["error"]["code"] == "file-not-writable"


def test_a_file_that_can_be_written_is_there_whole_and_alone(written, tmp_path):
    assert written(tmp_path / "new").returncode == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["x.csv"]
