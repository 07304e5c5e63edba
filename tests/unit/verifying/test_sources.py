"""A record's files are read where they are, and nothing outside it."""

import os
from zipfile import ZipFile

import pytest

from sync.errors import UsageInvalid
from sync.verifying.sources import FolderSource, open_record, records_in


@pytest.fixture
def record(tmp_path):
    folder = tmp_path / "record"
    (folder / "evidence").mkdir(parents=True)
    (folder / "manifest.json").write_bytes(b"{}")
    (folder / "evidence" / "a.jpg").write_bytes(b"abc")
    (tmp_path / "outside").write_bytes(b"secret")
    return folder


@pytest.fixture
def zipped(record, tmp_path):
    with ZipFile(tmp_path / "record.zip", "w") as archive:
        for name in ("manifest.json", "evidence/a.jpg"):
            archive.write(record / name, name)
    return tmp_path / "record.zip"


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_folder_and_zip_read_alike(kind, record, zipped):
    (path,) = records_in(record if kind == "folder" else zipped)
    with open_record(path) as source:
        assert source.names() == {"manifest.json", "evidence/a.jpg"}
        assert source.read("evidence/a.jpg") == b"abc"
        assert source.sha256("evidence/a.jpg") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        with pytest.raises(FileNotFoundError):
            source.read("evidence/b.jpg")


@pytest.mark.parametrize("name", ["../outside", "evidence/../../outside", "evidence"])
def test_nothing_outside_the_folder_is_read(record, name):
    with pytest.raises(FileNotFoundError):
        FolderSource(record).read(name)
    with pytest.raises(FileNotFoundError):
        FolderSource(record).sha256(str(record.parent / "outside"))


def test_what_is_no_plain_file_is_not_opened(record):
    os.mkfifo(record / "evidence" / "pipe.jpg")
    with pytest.raises(FileNotFoundError):
        FolderSource(record).sha256("evidence/pipe.jpg")


def test_a_byte_spoilt_inside_a_zip_is_no_crash(zipped):
    content = bytearray(zipped.read_bytes())
    content[content.index(b"abc")] ^= 1
    zipped.write_bytes(content)
    with open_record(zipped) as source, pytest.raises(ValueError, match="a.jpg"):
        source.sha256("evidence/a.jpg")


def test_a_folder_of_records_is_read_by_name(record, zipped, tmp_path):
    (tmp_path / ".record-draft").mkdir()
    assert [path.name for path in records_in(tmp_path)] == ["record", "record.zip"]


def test_a_place_without_records_is_said(tmp_path):
    with pytest.raises(UsageInvalid):
        records_in(tmp_path)


def test_a_file_that_is_no_zip_is_said(record, tmp_path):
    with pytest.raises(UsageInvalid), open_record(tmp_path / "outside"):
        pass
