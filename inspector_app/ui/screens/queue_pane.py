"""The queue on the screen: what needs a person first, then what waits, by inspection and page by page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.theme import HEADING
from inspector_app.services.backlog import QueueEntry, QueueGroup
from inspector_app.services.sync_status import SyncStatus
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.components.queue_rows import GroupCard, each_of_them, entry_row, more_button, nothing, trouble_card
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.queue_view import (
    EntryView,
    TroubleView,
    entry_view,
    files_kept,
    groups_view,
    reading_words,
    troubles_view,
)
from inspector_app.ui.views.wording import try_to_name

PAGE = 50
MOST = 1_000
"""Of what needs a person, as many are put together: a page of cards may stand for more things than it has cards."""


class QueuePane:
    """``load`` reads afresh and shows; at most one inspection is open at a time. What needs a person, and what waits, is each
    built anew only when it differs: the next try of a sync takes nobody's tap on a button above."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._opened: UUID | None = None
        self._spread: str | None = None
        self._shown = self._troubles_shown = PAGE
        self._unmetered = True
        self._troubles_look: object = None
        self._waiting_look: object = None
        self._troubles: list[ft.Control] = []
        self._held: list[ft.Control] = []
        self._cards: dict[UUID, GroupCard] = {}
        self._waiting: list[ft.Control] = []
        self.root = ft.Column(spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    async def load(self, status: SyncStatus) -> bool:
        """Whether anything else is to be seen now."""
        hand, backlog = self._hand, self._hand.tablet.backlog
        self._unmetered = status.unmetered
        troubled, _ = await hand.work(lambda: backlog.troubled(0, MOST))
        to_read = await hand.work(backlog.to_read)
        groups = await hand.work(lambda: backlog.groups(status.unmetered))
        entries = await hand.work(lambda: self._entries(groups))
        troubles = (troubled, status.backlog.amiss, to_read, self._troubles_shown, self._spread, hand.language)
        waiting = (groups, entries, self._opened, try_to_name(status), files_kept(hand.language, status), hand.language)
        if (troubles, waiting) == (self._troubles_look, self._waiting_look):
            return False
        if troubles != self._troubles_look:
            self._troubles_look = troubles
            self._troubles, self._held = self._trouble_lines(troubled, status.backlog.amiss, to_read)
        if waiting != self._waiting_look:
            self._waiting_look, self._waiting = waiting, self._group_lines(groups, entries, status)
        heading = [_heading(hand.say("tablet.queue.waiting"))] if self._held or self._waiting else []
        self.root.controls = [*self._troubles, *heading, *self._held, *self._waiting]
        if not troubled and not groups:
            self.root.controls = [nothing(hand.say("tablet.queue.empty"), hand.say("tablet.queue.empty.hint"), "queue-empty")]
        return True

    def _entries(self, groups: list[QueueGroup]) -> list[QueueEntry]:
        """Of the open inspection; one that has nothing left closes."""
        opened = self._opened
        if opened is None or all(group.inspection_id != opened for group in groups):
            self._opened = None
            return []
        return self._hand.tablet.backlog.waiting(opened, self._unmetered, 0, self._shown)

    def _trouble_lines(
        self, troubled: list[QueueEntry], amiss: int, to_read: list[str]
    ) -> tuple[list[ft.Control], list[ft.Control]]:
        """What somebody has to look at, so many things under their heading; and what only stands out among what waits."""
        hand = self._hand
        views = troubles_view(hand.language, troubled)
        shown = list(enumerate(views[: self._troubles_shown]))
        lines = [self._trouble(view, place) for place, view in shown if not view.goes_by_itself]
        held = [self._trouble(view, place) for place, view in shown if view.goes_by_itself]
        if words := reading_words(hand.language, len(to_read)):
            lines.insert(0, secondary("understood-all", words, self._understood(to_read), ft.Icons.DONE_ALL))
        if lines:
            lines.insert(0, named("troubles", _heading(hand.say("tablet.queue.trouble", count=amiss))))
        if len(shown) < len(views):
            more = more_button("more-troubles", hand.say("tablet.queue.more"), hand.guard(self._more_troubles))
            (held or lines).append(more)
        return lines, held

    def _trouble(self, view: TroubleView, place: int) -> ft.Control:
        if not view.several:
            return trouble_card(view.first, place, self._press(view.first))
        opened = view.first.key == self._spread
        words = self._hand.say("tablet.queue.each")
        each = each_of_them(place, view.several, words, self._toggle_each(view.first.key), opened)
        return trouble_card(view.first, place, None, each)

    def _toggle_each(self, key: str) -> Any:
        async def toggle() -> None:
            self._spread = None if self._spread == key else key
            await self._reload()

        return self._hand.guard(toggle)

    def _group_lines(self, groups: list[QueueGroup], entries: list[QueueEntry], status: SyncStatus) -> list[ft.Control]:
        hand = self._hand
        before, ids = self._cards, [group.inspection_id for group in groups]
        self._cards = {one: before.get(one) or GroupCard(self._toggle(one)) for one in ids}
        for place, (group, view) in enumerate(zip(groups, groups_view(hand.language, groups), strict=True)):
            opened = group.inspection_id == self._opened
            rows = self._rows(entries, group, status) if opened else []
            self._cards[group.inspection_id].paint(view, place, opened, rows)
        return [card.root for card in self._cards.values()]

    def _rows(self, entries: list[QueueEntry], group: QueueGroup, status: SyncStatus) -> list[ft.Control]:
        hand = self._hand
        kept = files_kept(hand.language, status)
        views = [entry_view(hand.language, entry, try_to_name(status), kept) for entry in entries]
        rows = [entry_row(view, place) for place, view in enumerate(views)]
        if len(entries) < group.entries and len(entries) >= self._shown:
            rows.append(more_button("more-entries", hand.say("tablet.queue.more"), hand.guard(self._more)))
        return [*rows, ft.Container(height=8)]

    def _toggle(self, inspection_id: UUID) -> Any:
        async def toggle() -> None:
            self._opened = None if self._opened == inspection_id else inspection_id
            self._shown = PAGE
            await self._reload()

        return self._hand.guard(toggle)

    def _press(self, view: EntryView) -> Any:
        """What the button of a card in trouble does."""
        backlog, hand = self._hand.tablet.backlog, self._hand

        def ask_again() -> None:
            backlog.ask_again(view.key)
            hand.tablet.sync.nudge()

        async def again() -> None:
            await hand.work(ask_again)
            hand.guard.tell(hand.say("tablet.queue.asked"))
            await self._reload()

        return self._understood((view.key,)) if view.state.only_read else hand.guard(again)

    def _understood(self, keys: Sequence[str]) -> Any:
        """These were there to be read when the button was; what has come since was not."""

        async def understood() -> None:
            await self._hand.work(lambda: self._hand.tablet.backlog.acknowledge(keys))
            await self._reload()
            await self._hand.work(self._hand.tablet.sync.recount)

        return self._hand.guard(understood)

    async def _more(self) -> None:
        self._shown += PAGE
        await self._reload()

    async def _more_troubles(self) -> None:
        self._troubles_shown += PAGE
        await self._reload()

    async def _reload(self) -> None:
        await self.load(await self._hand.work(self._hand.tablet.sync.status))
        self._hand.page.update(self.root)


def _heading(text: str) -> ft.Control:
    return ft.Container(ft.Text(text, size=HEADING, weight=ft.FontWeight.W_700), padding=ft.Padding.only(top=8))
