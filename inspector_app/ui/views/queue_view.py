"""What waits for the centre, in plain words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from inspector_app.services.backlog import EntryKind, EntryState, QueueEntry, QueueGroup
from inspector_app.services.sync_log import in_plain_words
from inspector_app.services.sync_status import PhotosWait, SyncStatus
from inspector_app.ui.views.wording import clock_time, photos_wait, sentence
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
class TroubleView:
    """What needs a person: one thing, or ``several`` of an inspection of which the same is to be said; one has none of them.
    ``first`` bears what is said of all. ``goes_by_itself``: nobody has to do anything yet."""

    first: EntryView
    several: tuple[EntryView, ...] = ()
    goes_by_itself: bool = False


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
    EntryState.SPOILT: "tablet.queue.understood",
}


def entry_view(language: str, entry: QueueEntry, next_try: datetime | None, kept: str = "") -> EntryView:
    """An entry under its compound: item and kind, then how large, how often tried, what came of it, and when it goes. ``kept``:
    what files wait for at present, empty while they go with everything else."""
    return EntryView(
        key=entry.key,
        kind=entry.kind,
        state=entry.state,
        title=_title(language, entry),
        facts=" · ".join(_facts(language, entry, next_try, kept)),
        advice="",
        again=None,
    )


def troubles_view(language: str, entries: Sequence[QueueEntry]) -> list[TroubleView]:
    """In the order of the first of each, those last that go by themselves. What nobody here can do anything about is told once
    for an inspection, however many things it is about; what has a button stands for itself."""
    alike: dict[object, list[QueueEntry]] = {}
    for entry in entries:
        alike.setdefault(_said_alike(entry), []).append(entry)
    return sorted((_trouble(language, those) for those in alike.values()), key=lambda view: view.goes_by_itself)


def _said_alike(entry: QueueEntry) -> object:
    if entry.state not in (EntryState.REJECTED, EntryState.HELD):
        return entry.key
    return entry.inspection_id, entry.state, entry.code, _advised(entry), entry.kind.is_file


def _trouble(language: str, those: Sequence[QueueEntry]) -> TroubleView:
    first = trouble_view(language, those[0])
    if len(those) == 1:
        return TroubleView(first, goes_by_itself=those[0].goes_by_itself)
    what = say(language, f"tablet.queue.{'files' if those[0].kind.is_file else 'records'}", count=len(those))
    facts = " · ".join([what, *([in_plain_words(language, those[0].code)] if those[0].code else [])])
    advice = say(language, f"tablet.queue.advice.{_advised(those[0])}", count=len(those))
    told = replace(first, title=those[0].compound, facts=facts, advice=advice)
    each = tuple(entry_view(language, replace(entry, code=None), None) for entry in those)
    return TroubleView(told, each, those[0].goes_by_itself)


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


def files_kept(language: str, status: SyncStatus) -> str:
    """What files wait for besides the line; empty where they go with everything else."""
    if not photos_wait(status):
        return ""
    low = status.photos_wait is PhotosWait.LOW_BATTERY
    return say(language, "tablet.queue.later" if not low else f"tablet.queue.power{'' if status.unmetered else '.both'}")


def _facts(language: str, entry: QueueEntry, next_try: datetime | None, kept: str = "") -> list[str]:
    facts = [size(entry.size, exact=True)] if entry.size else []
    if entry.tries:
        facts.append(say(language, "tablet.queue.tries", count=entry.tries))
    if entry.code:
        facts.append(in_plain_words(language, entry.code))
    if entry.state is EntryState.LATER:
        facts.append(say(language, "tablet.queue.later"))
    elif entry.state is EntryState.WAITING and entry.kind.is_file and kept:
        facts.append(kept)
    elif entry.state in (EntryState.WAITING, EntryState.HELD) and next_try is not None:
        facts.append(say(language, "tablet.queue.next", time=clock_time(next_try)))
    return facts


def _advice(language: str, entry: QueueEntry) -> str:
    if entry.verdict is not None:
        reason = sentence(language, entry.verdict.comment) or sentence(language, say(language, "tablet.queue.no_reason"))
        return say(language, "tablet.queue.advice.declined", by=entry.verdict.by, reason=reason)
    return say(language, f"tablet.queue.advice.{_advised(entry)}", count=1)


def _advised(entry: QueueEntry) -> str:
    """The name of what is to be done, where nobody has decided."""
    if entry.state is EntryState.HELD:
        return "held" if entry.goes_by_itself else "held_file"
    if entry.state is EntryState.UNFINISHED:
        return "obstructed" if entry.code else "unfinished"
    if entry.state in (EntryState.UNREADABLE, EntryState.LEFT_OUT, EntryState.SPOILT):
        return entry.state.value
    return _why_denied(entry) if entry.code == AccessDenied.code else "rejected"


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
