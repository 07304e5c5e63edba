"""Sending photos from a real store to a centre of few words."""

from collections.abc import Mapping
from hashlib import sha256
from random import Random

import pytest

from inspector_app.services.photos import PhotoService
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.client.evidence import send_photos
from sync.client.loads import Loads
from sync.client.progress import Progress
from sync.errors import CentreFailed, CentreUnreachable, EvidenceMismatch, NotFound, OperationInvalid
from sync.imaging.evidence import Evidence
from sync.protocol.messages import (
    SMALL_FILES,
    EvidenceState,
    OperationOutcome,
    OperationStatus,
    SmallEvidence,
)

MANY = 120


class TakingCentre:
    """Takes every file whole, until it goes away before the file with this number."""

    def __init__(self, gone_before: int | None = None) -> None:
        self.taken: list[str] = []
        self.loads: list[list[str]] = []
        self._gone_before = gone_before

    def evidence_state(self, sha256: str) -> EvidenceState:
        return EvidenceState(sha256, 0, complete=False)

    def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        if len(self.taken) == self._gone_before:
            raise CentreUnreachable(centre="http://centre.example")
        self.taken.append(sha256)
        return EvidenceState(sha256, length, complete=True)

    def send_small_evidence(self, files: Mapping[str, bytes]) -> SmallEvidence:
        self.loads.append(list(files))
        if self._gone_before is not None and len(self.taken) + len(files) > self._gone_before:
            raise CentreUnreachable(centre="http://centre.example")
        return SmallEvidence(tuple(self._taken_or_left_out(sha256, content) for sha256, content in files.items()))

    def _taken_or_left_out(self, sha256: str, content: bytes) -> EvidenceState:
        try:
            return self.send_evidence(sha256, 0, len(content), content)
        except (EvidenceMismatch, OperationInvalid):
            return EvidenceState(sha256, 0, complete=False)


def small_evidence(original: bytes, _caption) -> Evidence:
    copy = b"copy of " + original
    return Evidence(
        copy=copy,
        copy_sha256=sha256(copy).hexdigest(),
        thumbnail=b"thumbnail",
        original_sha256=sha256(original).hexdigest(),
        original_size=len(original),
        original_type="image/jpeg",
        width=1,
        height=1,
        camera_model="",
        camera_time="",
    )


@pytest.fixture
def waiting(bench):
    """Many small photos whose records the centre has; their hashes in the order they were taken."""
    folder = EvidenceFolder(bench.folder / "evidence")
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    photos = PhotoService(bench.records, folder, arrivals, small_evidence, bench.ids, bench.clock, bench.preferences)
    inspection, random = bench.started(), Random(1)
    made = [photos.attach(inspection, "D01", random.randbytes(40), bench.officer).facts for _ in range(MANY)]
    queued = bench.queue.queued(None, 1000)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, OperationStatus.APPLIED)) for entry in queued])
    return [facts.copy_sha256 for facts in made]


def send(bench, centre, **options):
    send_photos(centre, bench.queue, False, Progress(), lambda _: None, Loads(), **options)


@pytest.mark.parametrize("gather_seconds", [0.0, 60.0])
def test_every_photo_is_sent_once_whether_receipts_come_slowly_or_all_at_once(bench, waiting, gather_seconds):
    centre = TakingCentre()
    send(bench, centre, gather_seconds=gather_seconds)
    assert centre.taken == waiting
    assert bench.queue.backlog(unmetered=False).files == 0


def test_when_the_line_breaks_every_receipt_so_far_is_kept_and_the_rest_follows_later(bench, waiting):
    gone = TakingCentre(gone_before=70)
    with pytest.raises(CentreUnreachable):
        send(bench, gone)
    kept = len(gone.taken)
    assert 70 - SMALL_FILES < kept <= 70
    assert bench.queue.backlog(unmetered=False).files == MANY - kept
    later = TakingCentre()
    send(bench, later)
    assert later.taken == waiting[kept:]


def test_files_whose_request_failed_go_alone_the_next_time(bench, waiting):
    gone = TakingCentre(gone_before=70)
    with pytest.raises(CentreUnreachable):
        send(bench, gone)
    failed, later = set(gone.loads[-1]), TakingCentre()
    send(bench, later)
    assert failed
    assert not failed & {sha256 for load in later.loads for sha256 in load}


def test_a_centre_that_takes_files_only_alone_gets_them_alone(bench, waiting):
    class Earlier(TakingCentre):
        def send_small_evidence(self, files: Mapping[str, bytes]) -> SmallEvidence:
            raise NotFound(what="route", name="evidence")

    centre = Earlier()
    send(bench, centre)
    assert centre.taken == waiting


class NarrowGate(TakingCentre):
    """Something in between that lets only requests of so many bytes through."""

    def __init__(self, passes: int) -> None:
        super().__init__()
        self.passes = passes
        self.turned_back: list[int] = []

    def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        self._let_through(len(chunk))
        if offset + len(chunk) < length:
            return EvidenceState(sha256, offset + len(chunk), complete=False)
        return super().send_evidence(sha256, offset, length, chunk)

    def send_small_evidence(self, files: Mapping[str, bytes]) -> SmallEvidence:
        self._let_through(sum(map(len, files.values())))
        return super().send_small_evidence(files)

    def _let_through(self, size: int) -> None:
        if size > self.passes:
            self.turned_back.append(size)
            raise CentreFailed(status=413)


def test_a_gate_that_lets_only_small_requests_through_ends_no_sync(bench, waiting, monkeypatch):
    monkeypatch.setattr("sync.client.loads.LEAST_BYTES", 8)
    monkeypatch.setattr("sync.client.chunks.LEAST_BYTES", 8)
    centre = NarrowGate(passes=30)
    loads = Loads()
    send_photos(centre, bench.queue, False, Progress(), lambda _: None, loads)
    assert centre.taken == waiting
    assert len(centre.turned_back) < 10
    assert loads.room <= 30
    assert bench.queue.backlog(unmetered=False).files == 0


def test_a_gate_that_lets_nothing_through_ends_the_sync(bench, waiting):
    with pytest.raises(CentreFailed):
        send(bench, NarrowGate(passes=0))
    assert bench.queue.backlog(unmetered=False).files == MANY


class ResumingCentre(TakingCentre):
    """Has a part of every file it is asked about, and goes away when the rest comes until the ``bad`` times are over."""

    def __init__(self, held: int, bad: int = 0) -> None:
        super().__init__()
        self.held = held
        self.asked: list[str] = []
        self.offsets: list[int] = []
        self._bad = bad

    def evidence_state(self, sha256: str) -> EvidenceState:
        self.asked.append(sha256)
        return EvidenceState(sha256, self.held, complete=False)

    def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        self.offsets.append(offset)
        if self._bad:
            self._bad -= 1
            raise CentreUnreachable(centre="http://centre.example")
        return super().send_evidence(sha256, offset, length, chunk)


def test_a_file_that_was_cut_on_its_way_goes_on_where_it_was_cut_and_no_other_is_asked_about(bench, waiting):
    gone = TakingCentre(gone_before=0)
    with pytest.raises(CentreUnreachable):
        send(bench, gone)
    (failed,) = gone.loads
    centre = ResumingCentre(held=7)
    send(bench, centre)
    assert centre.asked == failed
    assert set(centre.offsets[: len(failed)]) == {7}
    assert centre.taken == waiting


def test_what_was_found_further_on_than_the_sync_before_counts_as_getting_further(bench, waiting):
    def found(held: int) -> Progress:
        progress = Progress()
        with pytest.raises(CentreUnreachable):
            send_photos(ResumingCentre(held, bad=1), bench.queue, False, progress, lambda _: None, Loads())
        return progress

    with pytest.raises(CentreUnreachable):
        send(bench, TakingCentre(gone_before=0))
    first, same, further = found(7), found(7), found(9)
    assert first.got_further(Progress())
    assert not same.got_further(first)
    assert further.got_further(same)
    assert not found(0).got_further(Progress())


@pytest.mark.parametrize("left", [0, 3])
def test_a_photo_that_lost_bytes_on_the_tablet_is_noted_and_holds_up_no_other(bench, waiting, left):
    spoilt = waiting[5]
    path = EvidenceFolder(bench.folder / "evidence").path_of(spoilt)
    path.write_bytes(path.read_bytes()[:left])
    centre, progress = TakingCentre(), Progress()
    send_photos(centre, bench.queue, False, progress, lambda _: None, Loads())
    assert centre.taken == [sha for sha in waiting if sha != spoilt]
    assert progress.troubled_files == {spoilt: "evidence-mismatch"}
    assert bench.queue.backlog(unmetered=False).files == 0


def test_a_photo_the_centre_turns_down_holds_up_no_other(bench, waiting):
    class Picky(TakingCentre):
        def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
            if sha256 == waiting[5]:
                raise OperationInvalid(problem="length")
            return super().send_evidence(sha256, offset, length, chunk)

    centre, progress = Picky(), Progress()
    send_photos(centre, bench.queue, False, progress, lambda _: None, Loads())
    assert len(centre.taken) == MANY - 1
    assert progress.troubled_files == {waiting[5]: "operation-invalid"}


def test_a_photo_that_was_spoilt_on_the_way_waits_for_the_next_sync(bench, waiting):
    class Spoiling(TakingCentre):
        def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
            if sha256 == waiting[5]:
                raise EvidenceMismatch(sha256=sha256)
            return super().send_evidence(sha256, offset, length, chunk)

    centre, progress = Spoiling(), Progress()
    send_photos(centre, bench.queue, False, progress, lambda _: None, Loads())
    assert len(centre.taken) == MANY - 1
    assert progress.troubled_files == {}
    later = TakingCentre()
    send(bench, later)
    assert later.taken == [waiting[5]]


def test_a_centre_that_never_gets_further_does_not_keep_the_tablet_busy(bench, waiting):
    class Deaf(TakingCentre):
        def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
            self.taken.append(sha256)
            return EvidenceState(sha256, 0, complete=False)

        def send_small_evidence(self, files: Mapping[str, bytes]) -> SmallEvidence:
            return SmallEvidence(tuple(EvidenceState(sha256, 0, complete=False) for sha256 in files))

    centre = Deaf()
    with pytest.raises(CentreFailed):
        send(bench, centre)
    assert set(centre.taken) == {waiting[0]}
    assert len(centre.taken) < 20
    assert bench.queue.backlog(unmetered=False).files == MANY
