"""What waits for the centre, in plain words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspector_app.services.backlog import EntryKind, EntryState, QueueEntry, QueueGroup
from inspector_app.services.sync_log import in_plain_words
from inspector_app.ui.views.wording import clock_time, sentence
from sync.errors import AccessDenied
from sync.i18n import say
from sync.sizes import size


@dataclass(frozen=True, slots=True)
class EntryView:
    """One thing in the queue. ``advice``: what to do about it, empty while it goes by itself; ``again``: the words of the button
    that tries once more, None where that is no use."""

    key: str
    kind: EntryKind
    state: EntryState
    title: str
    facts: str
    advice: str
    again: str | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """What waits of one inspection."""

    inspection_id: UUID
    title: str
    facts: str


_SEVERAL = 2
_BUTTONS = {
    EntryState.UNREADABLE: "tablet.queue.again",
    EntryState.DECLINED: "tablet.queue.understood",
    EntryState.LEFT_OUT: "tablet.queue.understood",
}


def entry_view(language: str, entry: QueueEntry, next_try: datetime | None) -> EntryView:
    """An entry under its compound: item and kind, then how large, how often tried, what came of it, and when it goes."""
    return EntryView(
        key=entry.key,
        kind=entry.kind,
        state=entry.state,
        title=_title(language, entry),
        facts=" · ".join(_facts(language, entry, next_try)),
        advice="",
        again=None,
    )


def trouble_view(language: str, entry: QueueEntry) -> EntryView:
    """An entry that needs a person, with its compound and what to do."""
    return EntryView(
        key=entry.key,
        kind=entry.kind,
        state=entry.state,
        title=f"{entry.compound} · {_title(language, entry)}" if entry.compound else _title(language, entry),
        facts=" · ".join(_facts(language, entry, None)),
        advice=_advice(language, entry),
        again=say(language, _BUTTONS[entry.state]) if entry.state in _BUTTONS else None,
    )


def reading_words(language: str, count: int) -> str | None:
    """Those of the button that says of everything that only has to be read that it was; None unless that are several things."""
    return say(language, "tablet.queue.understood.all", count=count) if count >= _SEVERAL else None


def groups_view(language: str, groups: Sequence[QueueGroup]) -> list[GroupView]:
    """Inspections in the order of their oldest waiting thing."""
    return [GroupView(group.inspection_id, group.compound, _group_facts(language, group)) for group in groups]


def _title(language: str, entry: QueueEntry) -> str:
    kind = say(language, f"tablet.queue.kind.{entry.kind.value}")
    return f"{entry.item_code} {kind}" if entry.item_code else kind


def _facts(language: str, entry: QueueEntry, next_try: datetime | None) -> list[str]:
    facts = [size(entry.size, exact=True)]
    if entry.tries:
        facts.append(say(language, "tablet.queue.tries", count=entry.tries))
    if entry.code:
        facts.append(in_plain_words(language, entry.code))
    if entry.state is EntryState.LATER:
        facts.append(say(language, "tablet.queue.later"))
    elif entry.state in (EntryState.WAITING, EntryState.HELD) and next_try is not None:
        facts.append(say(language, "tablet.queue.next", time=clock_time(next_try)))
    return facts


def _advice(language: str, entry: QueueEntry) -> str:
    if entry.verdict is not None:
        reason = sentence(language, entry.verdict.comment) or sentence(language, say(language, "tablet.queue.no_reason"))
        return say(language, "tablet.queue.advice.declined", by=entry.verdict.by, reason=reason)
    if entry.state is EntryState.HELD:
        name = "held_file" if entry.kind in (EntryKind.COPY, EntryKind.ORIGINAL, EntryKind.SOUND) else "held"
    elif entry.state is EntryState.UNFINISHED:
        name = "obstructed" if entry.code else "unfinished"
    elif entry.state in (EntryState.UNREADABLE, EntryState.LEFT_OUT):
        name = entry.state.value
    else:
        name = _why_denied(entry) if entry.code == AccessDenied.code else "rejected"
    return say(language, f"tablet.queue.advice.{name}")


def _why_denied(entry: QueueEntry) -> str:
    """Somebody outside the team recorded it, or the team has lost the assignment since; where neither is known, what is true of
    both."""
    if entry.by_team is False:
        return "outsider"
    return "reassigned" if entry.withdrawn else "no_access"


def _group_facts(language: str, group: QueueGroup) -> str:
    parts = [say(language, "tablet.queue.records", count=group.records)] if group.records else []
    if group.files:
        parts += [say(language, "tablet.queue.files", count=group.files), size(group.file_bytes)]
    if group.later:
        parts.append(say(language, "tablet.sync.later.short", count=group.later))
    return " · ".join(parts)
