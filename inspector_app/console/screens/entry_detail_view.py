"""What is shown of one operation that the centre turned down. Pure."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime

from inspector_app.console import wording
from inspector_app.console.screens.entry_content import PER_ROW, ContentView, content_view
from inspector_app.console.screens.entry_said import entry_said
from inspector_app.console.screens.quarantine_view import (
    EntryView,
    came_to_nothing,
    entry_view,
    reason,
    short_reason,
    standing_words,
)
from sync.domain.clock import local_day
from sync.i18n import say
from sync.protocol.administration import QuarantineAct, QuarantineDetail, QuarantineStep
from sync.protocol.messages import OperationStatus

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ActView:
    """What somebody did with it, and what came of it."""

    title: str
    by: str
    outcome: str
    comment: str


@dataclass(frozen=True, slots=True)
class EntryDetailView:
    """Everything about it. ``said`` is what it says, empty where it cannot be read. ``alike`` counts it and the others that can
    be released together with it."""

    entry: EntryView
    reason: str
    noted: str
    facts: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    content: ContentView
    acts: tuple[ActView, ...]
    alike: int

    @property
    def readable(self) -> bool:
        """Whether a release can do anything with it, as far as today's centre can tell."""
        return bool(self.said)


def entry_detail_view(language: str, detail: QuarantineDetail, now: datetime, bytes_per_row: int = PER_ROW) -> EntryDetailView:
    """One entry at one moment, and its bytes for a page of some width."""
    entry = detail.entry
    return EntryDetailView(
        entry=entry_view(language, entry, now),
        reason=reason(language, entry.code),
        noted=say(language, "console.entry.noted", code=entry.code, reason=detail.reason or _NOTHING),
        facts=_facts(language, detail, now),
        said=entry_said(language, detail, local_day(now)),
        content=content_view(b64decode(detail.line), entry.size, bytes_per_row),
        acts=tuple(_act(language, act, now) for act in reversed(detail.acts)),
        alike=len(detail.alike),
    )


def _facts(language: str, detail: QuarantineDetail, now: datetime) -> tuple[tuple[str, str], ...]:
    entry, today = detail.entry, local_day(now)
    facts = (
        ("tablet", entry.device),
        ("author", entry.author or _NOTHING),
        ("compound", entry.compound or _NOTHING),
        ("made", wording.moment(language, entry.made_at, today) if entry.made_at else _NOTHING),
        ("received", wording.moment(language, entry.received_at, today)),
        ("size", say(language, "console.entry.bytes", count=entry.size)),
        ("sha256", entry.line_sha256),
    )
    return tuple((say(language, f"console.entry.{name}"), value) for name, value in facts)


def _act(language: str, act: QuarantineAct, now: datetime) -> ActView:
    at = wording.moment(language, act.at, local_day(now))
    done = "tried" if came_to_nothing(act) else act.step.value
    return ActView(say(language, f"console.entry.{done}"), f"{act.by} · {at}", _outcome(language, act), act.comment)


def _outcome(language: str, act: QuarantineAct) -> str:
    if act.step is not QuarantineStep.RELEASED:
        return ""
    again = act.status in (None, OperationStatus.REJECTED)
    outcome = say(language, "console.entry.still_not") if again else standing_words(language, act)
    if not act.code:
        return outcome
    return say(language, "console.entry.outcome", standing=outcome, reason=short_reason(language, act.code))
