"""A record is written whole or not at all."""

import pytest

from inspector_app.cli.centre_records import write_record
from sync.errors import EvidenceGone, PlaceTaken
from sync.server.services.records import RecordFile


def test_what_breaks_off_leaves_nothing_behind(tmp_path):
    with pytest.raises(EvidenceGone):
        write_record([RecordFile("record.json", b"{}"), RecordFile("evidence/a.jpg", tmp_path / "gone")], tmp_path / "record")
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_is_there_is_not_written_over(tmp_path):
    write_record([RecordFile("record.json", b"{}")], tmp_path / "record")
    with pytest.raises(PlaceTaken):
        write_record([RecordFile("record.json", b"other")], tmp_path / "record")
    assert (tmp_path / "record" / "record.json").read_bytes() == b"{}"
