"""What the tablet keeps of earlier visits, and how it comes by their pictures."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

import pytest

from inspector_app.services.enrolment import Device
from inspector_app.services.previous import PreviousService
from inspector_app.store.files import EvidenceFolder
from sync.client.previous import fetch_thumbnails
from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import Outcome, State
from sync.domain.previous import NO_HISTORY, CompoundHistory, OpenFinding, PreviousItem, PreviousPhoto, PreviousVisit
from sync.errors import CentreFailed, CentreUnreachable, EvidenceMismatch, NotFound
from sync.protocol.messages import AssignmentHistory, Changes, InspectionHead, PhotoSize

DAY = date(2026, 5, 6)
COPY = b"the whole evidence copy"
PASSED, FAILED = (
    PreviousPhoto(UUID(int=number), sha256(COPY).hexdigest(), datetime(2026, 5, 6, 2, tzinfo=UTC)) for number in (71, 72)
)


def past(*photos: PreviousPhoto) -> CompoundHistory:
    passed, failed = (*photos, PASSED, FAILED)[:2]
    items = (
        PreviousItem("A01", Outcome.PASS, photo=passed),
        PreviousItem("D02", Outcome.FAIL, "通道被占", Severity.CRITICAL, DAY, finding_state=FindingState.OPEN, photo=failed),
    )
    finding = OpenFinding(DAY, "zz-property-27", "D02", "通道被占", Severity.CRITICAL, DAY)
    return CompoundHistory(PreviousVisit(UUID(int=70), DAY, items), (finding,), 1)


def news(bench, *previous: AssignmentHistory, cursor: str = "second", **more) -> Changes:
    return Changes(cursor, False, bench.clock.now(), assignments=tuple(bench.assignments), previous=tuple(previous), **more)


@pytest.fixture
def told(bench):
    """The first assignment's compound was visited before."""
    bench.queue.take_in(news(bench, AssignmentHistory(bench.assignments[0].id, past())))
    return bench


class Line:
    """A centre at the other end that has these pictures; ``broken`` is raised instead."""

    def __init__(self, pictures: dict[UUID, bytes], broken: Exception | None = None) -> None:
        self.pictures = pictures
        self.broken = broken
        self.asked: list[tuple[UUID, PhotoSize]] = []

    def previous_photo(self, photo_id: UUID, size: PhotoSize) -> bytes:
        self.asked.append((photo_id, size))
        if self.broken is not None:
            raise self.broken
        if photo_id not in self.pictures:
            raise NotFound(what="photo", name=str(photo_id))
        return self.pictures[photo_id]


# --- history ---------------------------------------------------------------------------------------------------------
def test_a_sheet_knows_what_was_before_also_after_a_kill(told, reopened):
    inspection = told.started()
    assert told.inspections.sheet(inspection).history == past()
    assert reopened().inspections.sheet(inspection).history == past()


def test_an_assignment_without_earlier_visits_has_no_history(told):
    inspection = told.inspections.start(told.assignments[1].id, told.officer)
    assert told.inspections.sheet(inspection).history == NO_HISTORY


def test_an_assignment_that_comes_again_without_a_history_has_none_any_more(told):
    told.queue.take_in(news(told, cursor="third"))
    assert told.records.history(told.assignments[0].id) == NO_HISTORY
    assert told.queue.wanted_thumbnails(10) == []


def test_news_about_something_else_leave_the_history_alone(told):
    told.queue.take_in(Changes("third", False, told.clock.now()))
    assert told.records.history(told.assignments[0].id) == past()


# --- pictures by themselves ------------------------------------------------------------------------------------------
def test_pictures_of_failures_come_first(told):
    assert told.queue.wanted_thumbnails(10) == [FAILED.photo_id, PASSED.photo_id]


def test_what_is_fetched_is_on_disk_and_not_asked_for_again(told):
    line = Line({FAILED.photo_id: b"small", PASSED.photo_id: b"other"})
    fetch_thumbnails(line, told.queue)
    fetch_thumbnails(line, told.queue)
    assert line.asked == [(FAILED.photo_id, PhotoSize.THUMBNAIL), (PASSED.photo_id, PhotoSize.THUMBNAIL)]
    assert EvidenceFolder(told.folder / "evidence").thumbnail(FAILED.photo_id) == b"small"


@pytest.mark.parametrize("broken", [NotFound(what="photo", name="x"), CentreFailed(status=500)])
def test_a_picture_that_cannot_be_had_is_asked_for_once(told, broken):
    line = Line({}, broken)
    fetch_thumbnails(line, told.queue)
    fetch_thumbnails(line, told.queue)
    assert len(line.asked) == 2, "each of the two once"


def test_a_line_that_breaks_is_said_and_the_rest_waits(told):
    line = Line({FAILED.photo_id: b"small"}, CentreUnreachable(centre="x"))
    with pytest.raises(CentreUnreachable):
        fetch_thumbnails(line, told.queue)
    assert told.queue.wanted_thumbnails(10) == [FAILED.photo_id, PASSED.photo_id]


def test_pictures_that_are_here_hold_up_no_others_when_their_assignment_comes_again(told):
    """As when a tablet is enrolled anew: what had been fetched once counts as wanted."""
    fetch_thumbnails(Line({FAILED.photo_id: b"small", PASSED.photo_id: b"other"}), told.queue)
    later = [PreviousPhoto(UUID(int=number), "0" * 64, PASSED.taken_at) for number in (81, 82)]
    again, other = (
        AssignmentHistory(each.id, past(*photos)) for each, photos in zip(told.assignments[:2], ((), later), strict=True)
    )
    told.queue.take_in(news(told, again, other, cursor="third"))
    assert told.queue.wanted_thumbnails(2) == [photo.photo_id for photo in reversed(later)]


def test_a_picture_that_is_here_already_is_not_asked_for(told):
    told.queue.keep_thumbnail(FAILED.photo_id, b"taken with this tablet")
    assert told.queue.wanted_thumbnails(10) == [PASSED.photo_id]


def test_pictures_are_wanted_until_the_visit_is_done_or_taken_away(told):
    assignment = told.assignments[0]
    head = InspectionHead(
        assignment.inspection_id,
        assignment.id,
        assignment.checklist_id,
        assignment.checklist_version,
        State.SUBMITTED,
        2,
        told.clock.now(),
        told.officer,
    )
    told.queue.take_in(Changes("third", False, told.clock.now(), inspections=(head,)))
    assert told.queue.wanted_thumbnails(10) == []
    returned = replace(head, state=State.RETURNED, state_rev=3)
    told.queue.take_in(Changes("fourth", False, told.clock.now(), inspections=(returned,)))
    assert len(told.queue.wanted_thumbnails(10)) == 2
    told.queue.take_in(Changes("fifth", False, told.clock.now(), withdrawn=(assignment.id,)))
    assert told.queue.wanted_thumbnails(10) == []


def test_two_assignments_at_one_compound_share_a_picture(told):
    both = [AssignmentHistory(assignment.id, past()) for assignment in told.assignments[:2]]
    told.queue.take_in(news(told, *both, cursor="third"))
    assert sorted(told.queue.wanted_thumbnails(10)) == [PASSED.photo_id, FAILED.photo_id]
    told.queue.settle_thumbnails([PASSED.photo_id])
    assert told.queue.wanted_thumbnails(10) == [FAILED.photo_id]


# --- pictures on request ---------------------------------------------------------------------------------------------
def service(told, line: Line, enrolled: bool = True) -> PreviousService:
    device = Device(UUID(int=1), "平板", "http://127.0.0.1:9", "中心", "token") if enrolled else None
    return PreviousService(EvidenceFolder(told.folder / "evidence"), lambda: device, lambda *_: line)


def test_a_picture_asked_for_once_needs_no_line_afterwards(told):
    line = Line({FAILED.photo_id: b"small"})
    previous = service(told, line)
    assert previous.thumbnail(FAILED) is None
    assert previous.fetch_thumbnail(FAILED) == b"small"
    line.broken = CentreUnreachable(centre="x")
    assert previous.fetch_thumbnail(FAILED) == previous.thumbnail(FAILED) == b"small"


def test_the_evidence_copy_is_kept_only_with_the_bytes_it_was_declared_with(told):
    line = Line({FAILED.photo_id: b"other bytes"})
    with pytest.raises(EvidenceMismatch):
        service(told, line).full_size(FAILED)
    line.pictures[FAILED.photo_id] = COPY
    previous = service(told, line)
    assert previous.full_size(FAILED) == COPY
    line.broken = CentreUnreachable(centre="x")
    assert previous.full_size(FAILED) == COPY


def test_without_a_line_the_picture_stays_away_with_the_lines_own_error(told):
    with pytest.raises(CentreUnreachable):
        service(told, Line({}, CentreUnreachable(centre="x"))).fetch_thumbnail(PASSED)


def test_a_tablet_that_is_not_enrolled_has_nobody_to_ask(told):
    with pytest.raises(NotFound):
        service(told, Line({}), enrolled=False).fetch_thumbnail(PASSED)
