"""The content of the on-site record and of the draft order."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from sync.domain.checklists import Bilingual, LegalBasis, Severity
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.findings import FindingState
from sync.domain.inspections import VISIT, Outcome, PhotoFacts, ResultValue
from sync.domain.marks import Arrow
from sync.domain.orders import order_of
from sync.domain.people import Duty, TeamMember
from sync.domain.report import Visit, count_photos, report_of
from sync.domain.signatures import Ink, Part, Refusal, Signature, SignedContent, Standing, content_digest

NINE, TEN = datetime(2026, 11, 24, 1, tzinfo=UTC), datetime(2026, 11, 24, 2, tzinfo=UTC)
TEAM = (
    TeamMember(UUID(int=1), "张喆", Duty.OFFICER),
    TeamMember(UUID(int=2), "李玥", Duty.OFFICER),
    TeamMember(UUID(int=3), "王堃", Duty.EXPERT),
)
COMPOUND = Compound(UUID(int=9), "翠竹苑", "翠竹路1号", "JS", Bilingual("金水区", "Jinshui"), "安居物业", "91410100MA0000000X")
ASSIGNMENT = Assignment(UUID(int=7), UUID(int=8), "2026年度检查", COMPOUND, date(2026, 12, 1), "c", "1", Originals.ALWAYS, TEAM)
VALUES = {
    "A01": ResultValue(Outcome.PASS),
    "A02": ResultValue(
        Outcome.FAIL, note="通道堵塞", severity=Severity.CRITICAL, severity_reason="两处", due_on=date(2026, 12, 1)
    ),
    "B01": ResultValue(Outcome.FAIL, note="台账缺页", fixed_on_spot=True),
    "B02": ResultValue(Outcome.NOT_APPLICABLE, reason="无电梯"),
    "B03": ResultValue(Outcome.FAIL, note="灯不亮", due_on=date(2026, 11, 27)),
}
INK = Ink(400, ((0, 0, 500, 200),))


def photo(number, code, at=NINE):
    return PhotoFacts(UUID(int=number), code, f"{number:064x}", 10, "image/jpeg", "b" * 64, 5, 4, 3, at)


PHOTOS = (photo(30, "B03"), photo(31, "A02", TEN), photo(32, "A02", NINE))


@pytest.fixture
def checklist(item, checklist_of):
    fire, lift = LegalBasis("消防法", "第十六条"), LegalBasis("特种设备安全法", "第三十九条")
    second = Bilingual("第二类", "Second")
    return checklist_of(
        item(),
        item(code="A02", basis=(fire, lift)),
        item(code="B01", category=second),
        item(code="B02", category=second),
        item(code="B03", category=second, basis=(LegalBasis("消防法", "第二十八条"), fire)),
        item(code="B04", category=second),
    )


@pytest.fixture
def report(checklist):
    return report_of(ASSIGNMENT, checklist, Visit(NINE, TEN), VALUES, PHOTOS, ())


def test_a_record_names_place_team_time_and_list(report, checklist):
    assert (report.compound, report.team, report.campaign) == (COMPOUND, TEAM, "2026年度检查")
    assert (report.started_at, report.ended_at) == (NINE, TEN)
    assert (report.checklist_title, report.checklist_version) == (checklist.title, "1")


def test_every_item_stands_in_a_record_even_one_without_an_answer(report):
    assert [one.code for one in report.items] == ["A01", "A02", "B01", "B02", "B03", "B04"]
    assert [report.count(one) for one in (*Outcome, None)] == [1, 3, 1, 1]
    assert [(name.zh, len(items)) for name, items in report.categories()] == [("类", 2), ("第二类", 4)]


def test_a_failed_item_carries_its_severity_and_others_none(report):
    assert [one.severity for one in report.items] == [None, Severity.CRITICAL, Severity.MAJOR, None, Severity.MAJOR, None]
    assert report.items[1].severity_reason == "两处"
    assert report.items[3].reason == "无电梯"


def test_the_score_of_a_record_leaves_out_what_was_not_applicable(report):
    assert report.score == 25.0


def test_photos_are_numbered_by_item_and_then_by_time(report):
    assert [(one.number, one.photo_id.int, one.item_code) for one in report.photos] == [
        (1, 32, "A02"),
        (2, 31, "A02"),
        (3, 30, "B03"),
    ]


def test_annotated_copies_follow_the_photo_they_were_drawn_on_under_its_number(checklist):
    marks = (Arrow((0.1, 0.1), (0.5, 0.5)),)
    copies = [
        replace(photo(number, "A02"), annotates=UUID(int=source), marks=marks)
        for number, source in ((40, 32), (41, 99), (42, 32))
    ]
    photos = report_of(ASSIGNMENT, checklist, Visit(NINE), VALUES, (*copies, *PHOTOS), ()).photos
    assert [(one.number, one.photo_id.int, one.copy) for one in photos] == [
        (1, 32, 0),
        (1, 40, 1),
        (1, 42, 2),
        (2, 41, 1),
        (3, 31, 0),
        (4, 30, 0),
    ]
    assert count_photos(photos) == 4


def test_photos_of_the_visit_as_a_whole_are_numbered_last_and_are_no_items(checklist):
    shown = replace(photo(50, "A02"), item_code=VISIT)
    found = report_of(ASSIGNMENT, checklist, Visit(NINE), VALUES, (shown, *PHOTOS), ())
    assert [(one.number, one.photo_id.int) for one in found.visit_photos] == [(4, 50)]
    assert found.photos[-1:] == found.visit_photos
    assert all(one.photo_id != shown.photo_id for item in found.items for one in item.photos)


def test_findings_are_numbered_in_checklist_order(report):
    assert [(one.number, one.item.code, one.finding.state) for one in report.findings] == [
        (1, "A02", FindingState.OPEN),
        (2, "B01", FindingState.FIXED_ON_SPOT),
        (3, "B03", FindingState.OPEN),
    ]


def test_a_record_carries_the_digest_that_its_signatures_bind(report):
    content = SignedContent(ASSIGNMENT.inspection_id, COMPOUND.id, "c", "1", VALUES, PHOTOS)
    assert report.digest == content_digest(content)


def test_every_place_for_a_signature_tells_how_it_stands(report, checklist):
    signed = Signature(UUID(int=40), Part.OFFICER, "张喆", report.digest, UUID(int=1), INK)
    earlier = Signature(UUID(int=41), Part.OFFICER, "李玥", "0" * 64, UUID(int=2), INK)
    refused = Signature(UUID(int=42), Part.ENTERPRISE, "赵经理", report.digest, refusal=Refusal("有异议"))
    given = report_of(ASSIGNMENT, checklist, Visit(NINE), VALUES, PHOTOS, (signed, earlier, refused)).signatures
    assert [(one.place.part, one.standing) for one in given] == [
        (Part.OFFICER, Standing.SIGNED),
        (Part.OFFICER, Standing.OUTDATED),
        (Part.ENTERPRISE, Standing.REFUSED),
        (Part.EXPERT, Standing.OPEN),
        (Part.WITNESS, Standing.OPEN),
    ]
    assert given[0].signature == signed


def test_no_witness_is_expected_where_nobody_refused(report):
    assert Part.WITNESS not in {one.place.part for one in report.signatures}


def test_a_draft_order_asks_for_open_findings_by_deadline(report):
    order = order_of(report)
    assert [(one.due_on, [found.number for found in one.findings]) for one in order.demands] == [
        (date(2026, 11, 27), [3]),
        (date(2026, 12, 1), [1]),
    ]
    assert [one.number for one in order.findings] == [1, 3]
    assert [one.number for one in order.photos] == [1, 2, 3]


def test_a_finding_without_a_day_comes_last_in_a_draft_order(checklist):
    values = {**VALUES, "A01": ResultValue(Outcome.FAIL, note="缺")}
    order = order_of(report_of(ASSIGNMENT, checklist, Visit(NINE, TEN), values, PHOTOS, ()))
    assert [one.due_on for one in order.demands] == [date(2026, 11, 27), date(2026, 12, 1), None]


def test_a_draft_order_names_every_article_once_under_its_law(report):
    assert [(one.law, one.articles) for one in order_of(report).basis] == [
        ("消防法", ("第十六条", "第二十八条")),
        ("特种设备安全法", ("第三十九条",)),
    ]


def test_a_draft_order_names_the_party_and_officers_but_no_expert(report):
    order = order_of(report)
    assert (order.party.enterprise, order.party.credit_code) == ("安居物业", "91410100MA0000000X")
    assert [member.name for member in order.officers] == ["张喆", "李玥"]
    assert order.record_digest == report.digest


def test_there_is_no_order_where_everything_was_put_right_on_the_spot(checklist):
    values = {code: replace(value, fixed_on_spot=True) for code, value in VALUES.items()}
    assert order_of(report_of(ASSIGNMENT, checklist, Visit(NINE, TEN), values, PHOTOS, ())) is None
