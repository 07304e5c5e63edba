"""What one item says. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from inspector_app.services.records import Sheet
from inspector_app.ui.views.conflict_view import ConflictView, conflict_view
from inspector_app.ui.views.inspection_view import ReturnedView, returned_comments, returned_view
from inspector_app.ui.views.photo_groups import count_taken
from inspector_app.ui.views.previous_view import EarlierView, PreviousView, earlier_view, previous_view
from inspector_app.ui.views.submitted_view import SubmittedView, submitted_view, withdrawn_words
from inspector_app.ui.views.wording import day
from sync.domain.checklists import DUE_DAYS, Severity
from sync.domain.inspections import Lack, Outcome, ResultValue, lacks_of
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with its present answer. ``due_choices``: days, label, chosen. ``texts`` prefer what is being typed."""

    code: str
    title: str
    category: str
    facts: tuple[str, ...]
    guidance: str
    basis: tuple[str, ...]
    editable: bool
    value: ResultValue
    note: str
    reason: str
    severity_reason: str
    phrases: tuple[str, ...]
    reasons: tuple[str, ...]
    severities: tuple[tuple[Severity, str, bool], ...]
    asks_severity_reason: bool
    due_text: str
    due_choices: tuple[tuple[int, str, bool], ...]
    photo_hint: str
    photo_missing: bool
    missing: tuple[str, ...]
    returned_comment: str | None
    conflict: ConflictView | None
    previous: PreviousView | None = None
    earlier: EarlierView | None = None
    submitted: SubmittedView | None = None
    withdrawn: str = ""
    returned: ReturnedView | None = None


def item_view(
    language: str,
    sheet: Sheet,
    code: str,
    visited_on: date,
    typed: Mapping[str, str] = MappingProxyType({}),
    reader: UUID | None = None,
) -> ItemView:
    """Everything about one item. ``typed`` are texts under the fingers, newer than any draft on disk; what is frozen shows
    what is on record."""
    item, value = sheet.checklist.by_code[code], sheet.value(code)
    drafts = {**sheet.drafts.get(code, {}), **typed} if sheet.record.state.editable else {}
    lacks = lacks_of(item, value, len(sheet.photos[code]))
    return ItemView(
        code=code,
        title=item.title.in_language(language),
        category=item.category.in_language(language),
        facts=(say(language, f"method.{item.method.value}"), say(language, f"photo_rule.{item.photo.value}")),
        guidance=item.guidance.in_language(language),
        basis=tuple(f"《{entry.law}》{entry.article}" for entry in item.basis),
        editable=sheet.record.state.editable,
        value=value,
        note=drafts.get("note", value.note),
        reason=drafts.get("reason", value.reason),
        severity_reason=drafts.get("severity_reason", value.severity_reason),
        phrases=tuple(phrase.in_language(language) for phrase in item.phrases),
        reasons=tuple(say(language, f"tablet.reason.{number}") for number in range(1, 5)),
        severities=tuple(
            (severity, say(language, f"severity.{severity.value}"), severity is value.severity) for severity in Severity
        ),
        asks_severity_reason=value.severity is not None and value.severity is not item.severity,
        due_text=day(language, value.due_on) if value.due_on else say(language, "tablet.item.no_due"),
        due_choices=tuple(
            (
                days,
                say(language, "tablet.item.days", count=days),
                value.due_on is not None and (value.due_on - visited_on).days == days,
            )
            for days in DUE_DAYS
        ),
        photo_hint=_photo_hint(language, sheet, code),
        photo_missing=Lack.PHOTO in lacks,
        missing=tuple(say(language, f"lack.{lack.value}") for lack in lacks if lack is not Lack.ANSWER),
        returned_comment=returned_comments(sheet).get(code),
        conflict=conflict_view(language, sheet, code),
        previous=previous_view(language, sheet, code),
        earlier=earlier_view(language, sheet, code, visited_on),
        submitted=submitted_view(language, sheet, code, reader, typed) if reader else None,
        withdrawn=withdrawn_words(language, sheet),
        returned=returned_view(language, sheet, code),
    )


def with_phrase(note: str, phrase: str) -> str:
    """The note with a phrase set or appended; once is enough."""
    if phrase in note:
        return note
    return f"{note.rstrip('；;，, ')}；{phrase}" if note.strip() else phrase


def _photo_hint(language: str, sheet: Sheet, code: str) -> str:
    item, value = sheet.checklist.by_code[code], sheet.value(code)
    demanded = item.demands_photo(value.outcome is Outcome.FAIL) and value.outcome is not Outcome.NOT_APPLICABLE
    count = count_taken(sheet.photos[code])
    if count:
        return say(language, "tablet.photos.count", count=count)
    if not sheet.record.state.editable:
        return say(language, "tablet.photos.none")
    return say(language, "tablet.photos.required" if demanded else "tablet.photos.optional")
