"""Many records are checked at once, and each keeps its place and its fault."""

from shutil import copytree

from sync.errors import RecordAltered
from sync.verifying.campaign import check_records
from sync.verifying.sources import records_in


def test_of_many_records_the_spoilt_one_is_named_in_its_place(handed_out, tmp_path):
    for number in range(12):
        copytree(handed_out.record, tmp_path / "many" / f"{number:02}")
    (stored,) = [photo["facts"] for photo in handed_out.stated()["results"][0]["photos"] if photo["copy_stored"]]
    (photo,) = (tmp_path / "many" / "07" / "evidence").glob(f"{stored['copy_sha256']}*")
    photo.write_bytes(b"another")
    verdicts = list(check_records(records_in(tmp_path / "many"), handed_out.key))
    assert [verdict.label for verdict in verdicts] == [f"{number:02}" for number in range(12)]
    assert [number for number, verdict in enumerate(verdicts) if verdict.fault] == [7]
    fault = verdicts[7].fault
    assert isinstance(fault, RecordAltered)
    assert fault.fields == {"problem": "record.problem.photo-changed", "file": f"evidence/{photo.name}", "item": "A01"}
