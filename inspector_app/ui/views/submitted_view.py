"""What is said of an inspection that has left an officer's hands: submitted and yet to be sent, or by which colleague, and what
became of what was being typed here; or given to another team. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from inspector_app.services.records import Sheet
from inspector_app.ui.views.wording import clock_time, day, shortened
from sync.domain.clock import local_day
from sync.domain.inspections import ResultValue, State
from sync.i18n import say

_QUOTED = 80
"""Columns of what was typed that are shown again: enough to know it by."""


@dataclass(frozen=True, slots=True)
class SubmittedView:
    """``words``: who and when. ``kept``: what was typed on the item and did not go on record, or empty. ``leave``: the way
    back."""

    words: str
    kept: str
    leave: str


def state_words(language: str, state: State, submission_waits: bool) -> str:
    """Where an inspection stands. Nobody reviews what has not reached the centre."""
    return say(language, "tablet.submitted.waits" if submission_waits else f"state.{state.value}")


def withdrawn_words(language: str, sheet: Sheet) -> str:
    """That it is another team's by now, and what becomes of what was recorded; empty while it is not."""
    return say(language, "tablet.withdrawn") if sheet.withdrawn else ""


def submitted_words(language: str, paused: bool, withdrawn: bool = False) -> str:
    """That it is submitted, and when it goes to the centre; or, where it was given to another team in that moment, what becomes
    of it."""
    if withdrawn:
        return say(language, "tablet.finish.done.withdrawn")
    return say(language, "tablet.finish.done.paused" if paused else "tablet.finish.done")


def colleague_words(language: str, sheet: Sheet, reader: UUID) -> str:
    """Who submitted it and when, for anybody else on the team; empty where that is not so."""
    record = sheet.record
    if record.state is not State.SUBMITTED or record.submitted_by in (None, reader) or record.submitted_at is None:
        return ""
    names = {member.person_id: member.name for member in sheet.assignment.team}
    name = names.get(record.submitted_by) or say(language, "tablet.conflict.somebody")
    time = f"{day(language, local_day(record.submitted_at))} {clock_time(record.submitted_at)}"
    return say(language, "tablet.submitted.by", name=name, time=time)


def submitted_view(language: str, sheet: Sheet, code: str, reader: UUID, typed: Mapping[str, str]) -> SubmittedView | None:
    """For an item; None where no colleague has submitted. ``typed`` are texts under the fingers, newer than any draft on disk."""
    words = colleague_words(language, sheet, reader)
    if not words:
        return None
    text = _not_on_record({**sheet.drafts.get(code, {}), **typed}, sheet.value(code))
    kept = say(language, "tablet.submitted.kept", text=shortened(text, _QUOTED)) if text else ""
    return SubmittedView(words, kept, say(language, "tablet.submitted.leave"))


def _not_on_record(texts: Mapping[str, str], value: ResultValue) -> str:
    recorded = (value.note, value.reason, value.severity_reason)
    return " ".join(text.strip() for text in texts.values() if text.strip() and text not in recorded)
