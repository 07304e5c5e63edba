"""What an item says of earlier visits: its last result, and on the item that asks for it the findings still open. Pure."""

from dataclasses import dataclass
from datetime import date

from inspector_app.services.records import Sheet
from inspector_app.ui.views.wording import day, due_in_words
from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import LONGEST_TEXT, Outcome
from sync.domain.previous import OpenFinding, PreviousItem, PreviousPhoto, note_of
from sync.i18n import say

_BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class PreviousView:
    """The last result in one line; behind it the deadline it had been given, and its photo. ``severity`` and ``finding`` are the
    words with their meaning; ``unfolds``: there is more to see than the line."""

    outcome: Outcome
    line: str
    severity: tuple[Severity, str] | None
    finding: tuple[FindingState, str] | None
    due: str | None
    photo: PreviousPhoto | None
    unfolds: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """An open finding: item, text, since when and until when; ``overdue`` says how late it is."""

    item: str
    text: str
    due: str
    overdue: str | None


@dataclass(frozen=True, slots=True)
class EarlierView:
    """What earlier visits found. ``propose`` names the tap that makes a failure with ``note`` of it; None where there is
    nothing to propose."""

    title: str
    found: int
    lines: tuple[FindingLine, ...]
    note: str
    propose: str | None


def previous_view(language: str, sheet: Sheet, code: str) -> PreviousView | None:
    """The last result of an item; None where there was none."""
    visit = sheet.history.visit
    item = visit.item(code) if visit else None
    if visit is None or item is None:
        return None
    failed = item.outcome is Outcome.FAIL
    return PreviousView(
        outcome=item.outcome,
        line=say(language, "tablet.previous.line", day=day(language, visit.visited_on), result=_result(language, item)),
        severity=(item.severity, say(language, f"severity.{item.severity.value}")) if failed and item.severity else None,
        finding=(item.finding_state, say(language, f"finding.{item.finding_state.value}")) if item.finding_state else None,
        due=say(language, "tablet.previous.due", day=day(language, item.due_on)) if item.due_on else None,
        photo=item.photo,
        unfolds=bool(item.note or item.due_on or item.photo),
    )


def earlier_view(language: str, sheet: Sheet, code: str, visited_on: date) -> EarlierView | None:
    """What earlier visits found, for the item that looks at it; None for other items and at a first visit."""
    item, history = sheet.checklist.by_code[code], sheet.history
    if not item.earlier_findings or (history.visit is None and not history.findings):
        return None
    found = history.open_findings
    key = "open" if found else "closed" if history.findings else "nothing"
    note = proposed_note(sheet.value(code).note, found)
    return EarlierView(
        title=say(language, f"tablet.earlier.{key}", count=len(found) or history.findings),
        found=history.findings,
        lines=tuple(_line(language, sheet, finding, visited_on) for finding in found),
        note=note,
        propose=_proposal(language, sheet, code, note) if found else None,
    )


def proposed_note(note: str, findings: tuple[OpenFinding, ...]) -> str:
    """The note with the open findings set or appended, once; without what stood there where both have no room."""
    proposed = note_of(findings)
    if not note.strip() or proposed in note:
        return note if note.strip() else proposed
    both = f"{note.rstrip('；;，, ')}{_BETWEEN}{proposed}"
    return both if len(both) <= LONGEST_TEXT else proposed


def _proposal(language: str, sheet: Sheet, code: str, note: str) -> str | None:
    value = sheet.value(code)
    if not sheet.record.state.editable or (value.outcome is Outcome.FAIL and value.note == note):
        return None
    return say(language, "tablet.earlier.fill" if value.outcome is Outcome.FAIL else "tablet.earlier.propose")


def _result(language: str, item: PreviousItem) -> str:
    outcome = say(language, f"outcome.{item.outcome.value}")
    return f"{outcome} · {item.note}" if item.note else outcome


def _line(language: str, sheet: Sheet, finding: OpenFinding, visited_on: date) -> FindingLine:
    known = sheet.checklist.by_code.get(finding.item_code) if finding.checklist_id == sheet.checklist.id else None
    title = f"{finding.item_code}  {known.title.in_language(language)}" if known else finding.item_code
    late = finding.due_on if finding.is_overdue(visited_on) else None
    overdue = due_in_words(language, late, visited_on) if late else None
    return FindingLine(title, finding.text, _due(language, finding), overdue)


def _due(language: str, finding: OpenFinding) -> str:
    found = day(language, finding.visited_on)
    if finding.due_on is None:
        return say(language, "tablet.earlier.no_due", found=found)
    return say(language, "tablet.earlier.due", found=found, day=day(language, finding.due_on))
