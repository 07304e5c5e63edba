"""Files that something between tablet and centre, or the centre, answers with a failure whenever they come."""

from collections.abc import Collection, Mapping

import pytest

from sync.errors import CentreFailed
from sync.protocol.messages import EvidenceState, SmallEvidence
from tests.unit.tablet.test_evidence_upload import MANY, TakingCentre, send, waiting

__all__ = ["waiting"]


class Wary(TakingCentre):
    """Behind something that takes these files for an attack, whatever else comes with them."""

    def __init__(self, refused: Collection[str]) -> None:
        super().__init__()
        self._refused = frozenset(refused)

    def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        if sha256 in self._refused:
            raise CentreFailed(status=403)
        return super().send_evidence(sha256, offset, length, chunk)

    def send_small_evidence(self, files: Mapping[str, bytes]) -> SmallEvidence:
        if self._refused & set(files):
            raise CentreFailed(status=403)
        return super().send_small_evidence(files)


def test_files_that_are_answered_with_a_failure_every_time_hold_up_no_others(bench, waiting):
    refused = waiting[0], waiting[1], waiting[60]
    centre, failed = Wary(refused), 0
    while len(centre.taken) < MANY - len(refused):
        failed += 1
        with pytest.raises(CentreFailed):
            send(bench, centre)
        assert failed < 10
    assert set(centre.taken) == set(waiting) - set(refused)
    assert bench.queue.backlog(unmetered=False).files == len(refused)

    later = TakingCentre()
    send(bench, later)
    assert set(later.taken) == set(refused)
