"""A zip is sent while it is made."""

import tracemalloc
from io import BytesIO
from zipfile import ZipFile

import pytest

from sync.server.services.records import RecordFile
from sync.server.services.zipping import zipped

MOMENT = (2026, 5, 6, 9, 30, 0)


def test_a_zip_holds_what_went_in_and_nothing_of_the_day_it_was_made(tmp_path):
    (tmp_path / "photo").write_bytes(b"jpeg" * 1000)
    files = [
        RecordFile("record.json", "郑州".encode() * 500),
        RecordFile("evidence/a.jpg", tmp_path / "photo"),
        RecordFile("e", b""),
    ]
    content = b"".join(zipped(files, MOMENT))
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {
            "record.json": "郑州".encode() * 500,
            "evidence/a.jpg": b"jpeg" * 1000,
            "e": b"",
        }
        assert {info.date_time for info in archive.infolist()} == {MOMENT}
    assert content == b"".join(zipped(files, MOMENT))


def test_no_more_than_a_few_blocks_are_in_memory_at_once(tmp_path):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(64 * 2**20)
    tracemalloc.start()
    try:
        sent = sum(map(len, zipped([RecordFile(name, tmp_path / "large") for name in "ab"], MOMENT)))
        assert sent > 128 * 2**20
        assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
    finally:
        tracemalloc.stop()


def test_a_file_that_goes_missing_ends_it(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(zipped([RecordFile("a", b"a"), RecordFile("b", tmp_path / "gone")], MOMENT))
