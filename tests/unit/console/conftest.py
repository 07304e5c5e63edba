"""An inspection as the centre describes it, in pieces that tests put together."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from sync.bundled import bundled_checklist
from sync.domain.checklists import Bilingual, Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import UNANSWERED, Outcome, PhotoFacts, ResultValue, State
from sync.domain.people import Duty, TeamMember
from sync.protocol.console import (
    FindingOnRecord,
    InspectionDetail,
    InspectionSummary,
    PhotoOnRecord,
    ResultOnRecord,
    ReviewAct,
    ReviewEntry,
    RevisionOnRecord,
)

TODAY = date(2026, 11, 24)
VISIT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
FAILED = ResultValue(Outcome.FAIL, note="门禁损坏", severity=Severity.MAJOR, due_on=date(2026, 12, 1))
PASSED = ResultValue(Outcome.PASS)
CODES = ("A01", "A02", "A03", "B01")


class Records:
    """Builds what the centre answers; every argument changes one thing."""

    today = TODAY
    visit = VISIT
    failed = FAILED
    passed = PASSED

    def summary(self, **changes: Any) -> InspectionSummary:
        plain = InspectionSummary(
            inspection_id=UUID(int=1),
            compound="玥湖堃府",
            enterprise="河南居然好城市服务有限公司",
            district="ZD",
            district_name=Bilingual("郑东新区", "Zhengdong New Area"),
            state=State.SUBMITTED,
            state_rev=3,
            due_on=TODAY + timedelta(days=2),
            answered=27,
            item_count=27,
            findings=2,
            conflicts=0,
            evidence_stored=5,
            evidence_expected=7,
            started_at=VISIT,
            submitted_at=VISIT + timedelta(hours=2),
            score=86.0,
        )
        return replace(plain, **changes)

    def revision(self, value: ResultValue, minutes: float = 0, conflict: bool = False, late: float = 1) -> RevisionOnRecord:
        """Written so many minutes after the visit began, received ``late`` minutes later."""
        at = VISIT + timedelta(minutes=minutes)
        return RevisionOnRecord(value, "张喆", at, at + timedelta(minutes=late), conflict)

    def result(self, code: str, value: ResultValue = UNANSWERED, *history: RevisionOnRecord, photos: Any = ()) -> ResultOnRecord:
        return ResultOnRecord(code, value, tuple(photos), history or ((self.revision(value),) if value.outcome else ()))

    def photo(self, **changes: Any) -> PhotoOnRecord:
        facts = PhotoFacts(UUID(int=9), "A01", "ab" * 32, 4_800_000, "image/jpeg", "cd" * 32, 300_000, 4000, 3000, VISIT)
        return replace(PhotoOnRecord(facts, "张喆", copy_stored=True, original_stored=False), **changes)

    def returned(self, minutes: float, *items: Any, comment: str = "") -> ReviewEntry:
        return ReviewEntry(ReviewAct.RETURNED, "沈知远", VISIT + timedelta(minutes=minutes), comment, items)

    def finding(self, severity: Severity, fixed: bool = False) -> FindingOnRecord:
        state = FindingState.FIXED_ON_SPOT if fixed else FindingState.OPEN
        return FindingOnRecord("A01", "门禁损坏", severity, state)

    def detail(self, *results: ResultOnRecord, **changes: Any) -> InspectionDetail:
        plain = InspectionDetail(
            summary=self.summary(),
            address="郑东新区麦香路208号",
            credit_code="91410199MAXUQWWM70",
            campaign="2026年检查",
            team=(TeamMember(UUID(int=2), "张喆", Duty.OFFICER), TeamMember(UUID(int=3), "王堃", Duty.EXPERT)),
            checklist=bundled_checklist(),
            results=results or tuple(self.result(code, PASSED) for code in CODES),
        )
        return replace(plain, **changes)


@pytest.fixture
def records() -> Records:
    return Records()
