"""What one of the 27 items shows to a reviewer. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from inspector_app.console import wording
from inspector_app.console.screens.photo_view import PhotoView, photo_views
from inspector_app.console.screens.previous_view import PreviousView
from sync.domain.checklists import Item, Severity
from sync.domain.inspections import Outcome, ResultValue
from sync.i18n import say
from sync.protocol.console import ResultOnRecord, ReviewEntry, RevisionOnRecord


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One entry of an item's history. ``received`` is empty when it reached the centre soon after it was written.
    ``settlement``: of a value in conflict, what became of it by whom and when, or that nobody has decided yet."""

    outcome: Outcome | None
    outcome_text: str
    severity: Severity | None
    text: str
    author: str
    at: str
    received: str
    conflict: bool
    settlement: str = ""


@dataclass(frozen=True, slots=True)
class ItemView:
    """``text`` is the note of a failure or the reason of an item that does not apply. ``deadline`` says until when, or that
    it was fixed on the spot. ``asked`` is what the last return said about the item. ``author`` is empty before any answer.
    ``conflict``: two people's values met; ``undecided``: nobody has decided between them yet. ``previous``: what the visit before
    found, if it looked at the item.
    """

    code: str
    title: str
    guidance: str
    outcome: Outcome | None
    outcome_text: str
    text: str
    severity: Severity | None
    severity_text: str
    severity_reason: str
    deadline: str
    fixed: bool
    author: str
    asked: str
    photos: tuple[PhotoView, ...]
    history: tuple[RevisionView, ...]
    changed: bool
    conflict: bool
    undecided: bool
    previous: PreviousView | None = None

    @property
    def failed(self) -> bool:
        return self.outcome is Outcome.FAIL

    @property
    def has_story(self) -> bool:
        """Whether there is more to its history than the current value."""
        return len(self.history) > 1


_SOON_SECONDS = 10 * 60


def item_view(
    language: str,
    item: Item,
    result: ResultOnRecord,
    today: date,
    returned_at: datetime | None = None,
    asked: str = "",
    accepted: ReviewEntry | None = None,
    previous: PreviousView | None = None,
) -> ItemView:
    """One item. ``returned_at`` is the last return, ``asked`` its word on this item. Whoever ``accepted`` the inspection settled
    what was in conflict by then, in favour of what stood."""
    value = result.value
    return ItemView(
        code=item.code,
        title=item.title.in_language(language),
        guidance=item.guidance.in_language(language),
        outcome=value.outcome,
        outcome_text=wording.outcome(language, value.outcome),
        text=_text(value),
        severity=value.severity if value.outcome is Outcome.FAIL else None,
        severity_text=_severity(language, value),
        severity_reason=_severity_reason(language, item, value),
        deadline=_deadline(language, value, today),
        fixed=value.outcome is Outcome.FAIL and value.fixed_on_spot,
        author=_author(language, result.history, today),
        asked=asked,
        photos=photo_views(language, f"{item.code} {item.title.in_language(language)}", result.photos, today),
        history=tuple(_revision(language, revision, today, accepted) for revision in result.history),
        changed=_changed(result.history, returned_at),
        conflict=any(revision.conflict for revision in result.history),
        undecided=any(revision.conflict and not _is_settled(revision, accepted) for revision in result.history),
        previous=previous,
    )


def _text(value: ResultValue) -> str:
    return {Outcome.FAIL: value.note, Outcome.NOT_APPLICABLE: value.reason}.get(value.outcome, "") if value.outcome else ""


def _severity(language: str, value: ResultValue) -> str:
    if value.outcome is not Outcome.FAIL or value.severity is None:
        return ""
    return say(language, f"severity.{value.severity.value}")


def _severity_reason(language: str, item: Item, value: ResultValue) -> str:
    if value.outcome is not Outcome.FAIL or value.severity in (None, item.severity):
        return ""
    usual = say(language, f"severity.{item.severity.value}")
    return say(language, "console.item.severity_changed", usual=usual, reason=value.severity_reason)


def _deadline(language: str, value: ResultValue, today: date) -> str:
    if value.outcome is not Outcome.FAIL:
        return ""
    if value.fixed_on_spot:
        return say(language, "finding.fixed_on_spot")
    return say(language, "console.item.due", day=wording.day(language, value.due_on, today)) if value.due_on else ""


def _author(language: str, history: tuple[RevisionOnRecord, ...], today: date) -> str:
    current = next((revision for revision in history if not revision.conflict), None)
    return f"{current.author} · {wording.moment(language, current.at, today)}" if current else ""


def _changed(history: tuple[RevisionOnRecord, ...], returned_at: datetime | None) -> bool:
    settled = [revision for revision in history if not revision.conflict]
    if returned_at is None:
        return len(settled) > 1
    return any(revision.received_at > returned_at for revision in settled)


def _is_settled(revision: RevisionOnRecord, accepted: ReviewEntry | None) -> bool:
    return revision.settlement is not None or (accepted is not None and accepted.at > revision.received_at)


def _settlement(language: str, revision: RevisionOnRecord, today: date, accepted: ReviewEntry | None) -> str:
    if not revision.conflict:
        return ""
    if revision.settlement and revision.decided_at:
        at = wording.moment(language, revision.decided_at, today)
        return say(language, f"console.item.conflict.{revision.settlement.value}", by=revision.decided_by, at=at)
    if accepted is not None and _is_settled(revision, accepted):
        at = wording.moment(language, accepted.at, today)
        return say(language, "console.item.conflict.accepted", by=accepted.by, at=at)
    return say(language, "console.item.conflict.open")


def _revision(language: str, revision: RevisionOnRecord, today: date, accepted: ReviewEntry | None) -> RevisionView:
    late = (revision.received_at - revision.at).total_seconds() > _SOON_SECONDS
    received = wording.moment(language, revision.received_at, today)
    return RevisionView(
        outcome=revision.value.outcome,
        outcome_text=wording.outcome(language, revision.value.outcome),
        severity=revision.value.severity,
        text=_text(revision.value),
        author=revision.author,
        at=wording.moment(language, revision.at, today),
        received=say(language, "console.item.received", at=received) if late else "",
        conflict=revision.conflict,
        settlement=_settlement(language, revision, today, accepted),
    )
