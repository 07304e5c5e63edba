"""What the list of operations shows that the centre turned down. Pure."""

from dataclasses import dataclass
from datetime import datetime

from inspector_app.console import wording
from inspector_app.console.routes import EntryKey
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView, paging_view
from inspector_app.console.screens.pill_view import PillView
from sync.i18n import catalogue, say
from sync.protocol.administration import (
    Entries,
    QuarantineAct,
    QuarantineEntry,
    QuarantineFilter,
    QuarantinePage,
    QuarantineStep,
)
from sync.protocol.messages import OperationStatus

_TABS = (Entries.OPEN, Entries.CLOSED, Entries.ALL)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One of them. ``what`` is what the officer did; ``standing`` how far it is decided, and ``open`` whether it waits."""

    key: EntryKey
    what: str
    where: str
    device: str
    author: str
    reason: str
    when: str
    standing: str
    open: bool
    applied: bool


@dataclass(frozen=True, slots=True)
class QuarantineView:
    """The whole list. ``devices`` and ``codes`` are pairs of a key and words, all of them first (key "")."""

    tabs: tuple[PillView, ...]
    rows: tuple[EntryView, ...]
    devices: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    paging: PagingView
    empty: EmptyView | None


def quarantine_view(language: str, page: QuarantinePage, wanted: QuarantineFilter, now: datetime) -> QuarantineView:
    """The list as it stands for one answer of the centre, at one moment."""
    return QuarantineView(
        tabs=tuple(
            PillView(
                show.value, say(language, f"console.quarantine.{show.value}"), page.counts.get(show.value, 0), show is wanted.show
            )
            for show in _TABS
        ),
        rows=tuple(entry_view(language, entry, now) for entry in page.rows),
        devices=(
            ("", say(language, "console.quarantine.every_tablet")),
            *((str(device.device_id), device.name) for device in page.devices),
        ),
        codes=(
            ("", say(language, "console.quarantine.every_reason")),
            *((code, short_reason(language, code)) for code in page.codes),
        ),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None if page.rows else _empty(language, wanted),
    )


def entry_view(language: str, entry: QuarantineEntry, now: datetime) -> EntryView:
    """One entry at one moment."""
    act = entry.last_act
    applied = act is not None and act.step is QuarantineStep.RELEASED and entry.closed_at is not None
    return EntryView(
        key=EntryKey(entry.device_id, entry.line_sha256),
        what=" · ".join(filter(None, (kind_words(language, entry.kind), entry.item_code))),
        where=entry.compound or say(language, "console.quarantine.nowhere"),
        device=entry.device,
        author=entry.author,
        reason=short_reason(language, entry.code),
        when=wording.ago(language, entry.received_at, now),
        standing=standing_words(language, act) if act else say(language, "console.standing_of_entry.open"),
        open=entry.closed_at is None,
        applied=applied,
    )


def kind_words(language: str, kind: str) -> str:
    """What an operation of this kind did."""
    return say(language, f"console.kind.{kind or 'unreadable'}")


def standing_words(language: str, act: QuarantineAct) -> str:
    """How far it is decided after this act. A release that came to nothing decided nothing."""
    if act.step is QuarantineStep.REJECTED:
        return say(language, "console.standing_of_entry.rejected")
    status = act.status or OperationStatus.REJECTED
    return say(language, f"console.standing_of_entry.{'tried' if status is OperationStatus.REJECTED else status.value}")


def came_to_nothing(act: QuarantineAct) -> bool:
    """Whether it was a release after which the entry waits as before."""
    return act.step is QuarantineStep.RELEASED and act.status in (None, OperationStatus.REJECTED, OperationStatus.HOLD)


def short_reason(language: str, code: str) -> str:
    """Why, in a few words."""
    key = f"console.reason_short.{code}"
    return say(language, key if key in catalogue(language) else "console.reason_short.other", code=code)


def reason(language: str, code: str) -> str:
    """Why, and what to do about it."""
    key = f"console.reason.{code}"
    return say(language, key if key in catalogue(language) else "console.reason.other", code=code)


def _empty(language: str, wanted: QuarantineFilter) -> EmptyView:
    narrow = bool(wanted.device or wanted.code)
    kind = "narrow" if narrow else wanted.show.value
    return EmptyView(say(language, f"console.no_entries.{kind}"), say(language, f"console.no_entries.{kind}_hint"), narrow)
