"""Notes of arrived pictures."""

from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder


def test_a_note_torn_by_a_kill_is_cleared_at_the_next_start(tmp_path):
    torn = tmp_path / "arrivals" / "01a20e65-a24f-7565-a86e-517f64540936.json.part"
    torn.parent.mkdir()
    torn.write_bytes(b'{"photo_id"')
    assert ArrivalFolder(tmp_path / "arrivals", EvidenceFolder(tmp_path / "evidence"), lambda sha256: False).waiting() == []
    assert not torn.exists()
