"""What the history of a register shows. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.console import wording
from inspector_app.console.registers.facts import NAMES, ChangeLine, Districts, changes_of
from inspector_app.console.registers.list_view import key_and_name
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView, paging_view
from sync.domain.registers.columns import Register
from sync.domain.registers.values import NO, YES
from sync.i18n import say
from sync.protocol.registers import RegisterAct, RegisterHistory


@dataclass(frozen=True, slots=True)
class ActView:
    """One change of one row. ``new``: it was entered. ``file`` is empty for one that came by no file."""

    number: int
    subject: UUID
    who: str
    what: str
    new: bool
    when: str
    by: str
    file: str
    sha256: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """One page of the history."""

    rows: tuple[ActView, ...]
    paging: PagingView
    empty: EmptyView | None


def history_view(language: str, register: Register, page: RegisterHistory, names: Districts, today: date) -> HistoryView:
    """The history as it stands for one answer of the centre."""
    return HistoryView(
        rows=tuple(act_view(language, register, act, names, today) for act in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None
        if page.rows
        else EmptyView(say(language, "console.no_rows.history"), say(language, "console.no_rows.history_hint"), False),
    )


def act_view(language: str, register: Register, act: RegisterAct, names: Districts, today: date) -> ActView:
    """One entry."""
    return ActView(
        number=act.number,
        subject=act.subject,
        who=key_and_name(register, act.after),
        what=say(language, f"console.act.{_what(act)}"),
        new=act.before is None,
        when=wording.moment(language, act.at, today),
        by=act.by or say(language, "console.act.by_centre"),
        file=act.file_name,
        sha256=act.file_sha256,
        lines=changes_of(language, register, act.before, act.after, names),
    )


def in_short(view: ActView, most: int = 3) -> tuple[tuple[ChangeLine, ...], int]:
    """The first lines, and how many more there are; of what is new without those that name it."""
    lines = view.lines[NAMES:] if view.new else view.lines
    return lines[:most], max(0, len(lines) - most)


def _what(act: RegisterAct) -> str:
    if act.before is None:
        return "new"
    was, now = act.before.get("active", YES), act.after.get("active", YES)
    if was != now:
        return "left" if now == NO else "back"
    return "changed"
