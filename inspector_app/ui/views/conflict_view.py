"""What two people recorded for one item, side by side, for whoever decides. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspector_app.services.records import Sheet
from inspector_app.ui.views.wording import clock_time, day
from sync.domain.checklists import Severity
from sync.domain.clock import local_day
from sync.domain.inspections import Outcome, ResultValue
from sync.i18n import say
from sync.protocol.messages import ContestedValue


@dataclass(frozen=True, slots=True)
class ConflictChoice:
    """One of the values. ``revision`` None: the one that stands now."""

    revision: UUID | None
    standing: str
    outcome: Outcome | None
    outcome_text: str
    text: str
    facts: str
    who: str
    take: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """``choices``: the standing value first, where one stands. ``editable``: somebody may decide here and now."""

    title: str
    hint: str
    choices: tuple[ConflictChoice, ...]
    editable: bool


def conflict_view(language: str, sheet: Sheet, code: str) -> ConflictView | None:
    """None where nothing is in dispute."""
    contested = sheet.contested.get(code)
    if not contested:
        return None
    current = sheet.results[code]
    editable = sheet.record.state.editable
    if code in sheet.forgotten:
        return _forgotten(language, sheet, contested, editable)
    standing = _choice(language, sheet, "standing", None, current.value, current.author, current.at)
    others = (_choice(language, sheet, "other", one.revision, one.value, one.author, one.at) for one in contested)
    return ConflictView(
        title=say(language, "tablet.conflict.title"),
        hint=say(language, "tablet.conflict.hint" if editable else "tablet.conflict.hint.frozen"),
        choices=(standing, *others),
        editable=editable,
    )


def _forgotten(language: str, sheet: Sheet, held: Iterable[ContestedValue], editable: bool) -> ConflictView:
    """Nothing stands: what is here came from the centre, which has it no more."""
    return ConflictView(
        title=say(language, "tablet.forgotten.title"),
        hint=say(language, "tablet.forgotten.hint"),
        choices=tuple(_choice(language, sheet, "forgotten", one.revision, one.value, one.author, one.at) for one in held),
        editable=editable,
    )


def _choice(
    language: str, sheet: Sheet, words: str, revision: UUID | None, value: ResultValue, author: UUID | None, at: datetime | None
) -> ConflictChoice:
    return ConflictChoice(
        revision=revision,
        standing=say(language, f"tablet.conflict.{words}"),
        outcome=value.outcome,
        outcome_text=say(language, f"outcome.{value.outcome.value}") if value.outcome else say(language, "outcome.none"),
        text=value.note if value.outcome is Outcome.FAIL else value.reason,
        facts=" · ".join(_facts(language, value)),
        who=_who(language, sheet, author, at),
        take=say(language, f"tablet.conflict.{words}.take"),
    )


def _facts(language: str, value: ResultValue) -> list[str]:
    facts = [_severity(language, value.severity, value.severity_reason)] if value.severity else []
    if value.fixed_on_spot:
        facts.append(say(language, "tablet.item.fixed"))
    elif value.due_on:
        facts.append(f"{say(language, 'tablet.item.due')} {day(language, value.due_on)}")
    return facts


def _severity(language: str, severity: Severity, reason: str) -> str:
    """With the reason where it was changed: whoever decides has to weigh it."""
    words = say(language, f"severity.{severity.value}")
    return say(language, "tablet.conflict.severity", severity=words, reason=reason) if reason.strip() else words


def _who(language: str, sheet: Sheet, author: UUID | None, at: datetime | None) -> str:
    """A name and a time; somebody who has left the team since has no name here."""
    names = {member.person_id: member.name for member in sheet.assignment.team}
    name = names.get(author, say(language, "tablet.conflict.somebody")) if author else say(language, "tablet.conflict.somebody")
    return f"{name} · {day(language, local_day(at))} {clock_time(at)}" if at else name
