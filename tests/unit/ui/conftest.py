"""Sheets without a store: what a view gets to see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from inspector_app.services.records import InspectionRecord, PhotoRecord, Sheet
from sync.bundled import bundled_checklist
from sync.domain.checklists import Bilingual, Checklist, read_checklist
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.inspections import UNANSWERED, VISIT, Outcome, PhotoFacts, Result, ResultValue, State

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
INSPECTION = UUID(int=7)


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    return read_checklist(bundled_checklist().document)


@pytest.fixture
def assignment(checklist: Checklist) -> Assignment:
    place = Compound(UUID(int=1), "翠竹苑", "农业路38号", "JS", Bilingual("金水区", "Jinshui"), "安居物业", "91410100MA0000000X")
    return Assignment(
        UUID(int=2), INSPECTION, "2026", place, date(2026, 11, 26), checklist.id, checklist.version, Originals.ALWAYS, ()
    )


@pytest.fixture
def sheet(checklist: Checklist, assignment: Assignment) -> Sheet:
    """An inspection that was just started."""
    record = InspectionRecord(INSPECTION, assignment.id, checklist.id, checklist.version, State.IN_PROGRESS, 1, NOW, UUID(int=3))
    return Sheet(
        assignment=assignment,
        record=record,
        checklist=checklist,
        results={item.code: Result(INSPECTION, item.code, UNANSWERED, None, None, None) for item in checklist.items},
        photos={code: [] for code in (VISIT, *checklist.by_code)},
        contested={},
        drafts={},
    )


@pytest.fixture
def answered() -> Callable[..., Sheet]:
    """``answered(sheet, A02=value)``: the sheet with these values."""

    def change(sheet: Sheet, **values: ResultValue) -> Sheet:
        results = {code: replace(sheet.results[code], value=value) for code, value in values.items()}
        return replace(sheet, results=sheet.results | results)

    return change


@pytest.fixture
def complete(sheet: Sheet, answered: Callable[..., Sheet]) -> Sheet:
    """Every item answered with all it needs."""
    value = ResultValue(Outcome.NOT_APPLICABLE, reason="没有这一项")
    return answered(sheet, **{item.code: value for item in sheet.checklist.items})


@pytest.fixture
def photo() -> PhotoRecord:
    facts = PhotoFacts(UUID(int=9), "A01", "a" * 64, 9, "image/jpeg", "b" * 64, 9, 4, 3, NOW)
    return PhotoRecord(INSPECTION, facts, UUID(int=3))
