"""Places that a command is told to write to and cannot: full ones, read-only ones, and what is no folder at all."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_records import write_record
from sync.errors import FolderNotWritable, StorageFull
from sync.server.services.records import RecordFile


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
