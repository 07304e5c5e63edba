"""Where things stand on the review screen: beside each other on wide pages, below each other on narrow ones."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.card import facts_card
from inspector_app.console.screens.detail_view import DetailView, GroupView, Show
from inspector_app.console.screens.download_menu import DownloadMenu
from inspector_app.console.screens.item_card import ItemCard
from inspector_app.console.screens.pills import Pills
from inspector_app.console.screens.side_panel import review_card, score_card, signatures_card
from inspector_app.look.colours import CARD, state_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, TITLE, TOUCH
from sync.protocol.console import DocumentKind

_SIDE = 372
_ACTION = 52


class DetailLayout:
    """Top bar, items, side panel, actions. They stand where they are until the width changes, so that a refresh moves nothing
    and takes no focus."""

    def __init__(
        self,
        desk: Desk,
        on_back: Callable[[], Any],
        on_show: Callable[[Show], Any],
        on_accept: Callable[[], Any],
        on_return: Callable[[], Any],
        on_download: Callable[[], Any],
        on_print: Callable[[DocumentKind], Any],
        on_next: Callable[[], Any],
    ) -> None:
        self._desk = desk
        self._view: DetailView | None = None
        self._back = ft.IconButton(icon=ft.Icons.ARROW_BACK, on_click=desk.guard(on_back), width=TOUCH, height=TOUCH)
        self._compound = ft.Text(size=TITLE, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        self._enterprise = quiet("", NOTE)
        self._state = named("state", ft.Container())
        self._downloads = DownloadMenu(desk, on_download, on_print)
        self._top = self._top_bar()
        self._shows = Pills(desk, "show", lambda name: on_show(Show(name)))
        self._items = _scrolled(10)
        self._side = _scrolled(12)
        self._accept = ft.FilledButton(on_click=desk.guard(on_accept), height=_ACTION, icon=ft.Icons.CHECK, expand=True)
        self._return = ft.OutlinedButton(on_click=desk.guard(on_return), height=_ACTION, icon=ft.Icons.REPLY, expand=True)
        self._accept_box = named("accept", self._accept, expand=True)
        self._return_box = named("return", self._return, expand=True)
        self._waiting = quiet("", NOTE)
        self._decide = ft.Row([self._return_box, self._accept_box], spacing=12)
        self._explain = ft.Row(
            [ft.Icon(ft.Icons.INFO_OUTLINE, size=20, color=ft.Colors.OUTLINE), named("waiting", self._waiting, expand=True)],
            spacing=10,
        )
        self._public = ft.OutlinedButton(icon=ft.Icons.OPEN_IN_NEW, height=_ACTION, expand=True)
        self._public_box = named("public-page", self._public, expand=True, visible=False)
        self._next = ft.FilledButton(on_click=desk.guard(on_next), height=_ACTION, icon=ft.Icons.ARROW_FORWARD, expand=True)
        self._next_box = named("next-waiting", self._next, expand=True, visible=False)
        self._ways_on = ft.Row([self._public_box, self._next_box], spacing=12)
        self._decided = ft.Column([self._explain, self._ways_on], spacing=12, tight=True)
        self._waiting_count = 0
        self._actions = ft.Container()
        self._shape: object = None
        self.root = ft.Container(expand=True)

    def paint(self, view: DetailView, cards: Mapping[str, ItemCard], refusals: Mapping[UUID, ft.Control], marked: int) -> None:
        """Everything; cards are put where they belong, not made anew. ``refusals`` are small pictures by photo."""
        self._view = view
        self._paint_top(view)
        self._shows.paint(view.shows)
        self._paint_actions(marked)
        groups = self._groups(view, cards)
        label = self._desk.say
        signatures = signatures_card(view.signatures, refusals, label)
        panels = [score_card(view.head, label), facts_card(view.head.facts), signatures, review_card(view.entries, label)]
        if self._desk.wide:
            self._items.controls, self._side.controls = groups, panels
        else:
            score, facts, signed, review = panels
            self._items.controls = [score, self._shows.root, *groups, signed, review, facts]
        if self._shape != self._desk.shape:
            self._shape = self._desk.shape
            self.root.content = self._wide() if self._desk.wide else self._narrow()

    def update_actions(self, marked: int) -> None:
        """How many items are marked to go back."""
        self._paint_actions(marked)
        self._actions.update()

    def offer_next(self, waiting: int) -> None:
        """So many wait for review, and the way to the first of them."""
        self._waiting_count = waiting
        self.update_actions(0)

    def _top_bar(self) -> ft.Container:
        names = ft.Column([self._compound, self._enterprise], spacing=2, expand=True, tight=True)
        row = ft.Row([named("back", self._back), names, self._downloads.root, self._state], spacing=8)
        return ft.Container(row, padding=ft.Padding.only(left=8, right=16, top=8, bottom=8))

    def _paint_top(self, view: DetailView) -> None:
        self._back.tooltip = self._desk.say("console.back")
        head = view.head
        self._compound.value, self._enterprise.value = head.compound, head.enterprise
        self._state.content = chip(head.state_text, state_tone(head.state), size=BODY)
        self._downloads.paint(view.orderable)

    def _paint_actions(self, marked: int) -> None:
        view, say = self._view, self._desk.say
        self._accept.content = say("console.accept.button")
        self._return.content = say("console.return.button", count=marked) if marked else say("console.return.button_plain")
        self._waiting.value = view.waiting if view else ""
        self._public_box.visible = bool(view and view.public_page)
        self._public.url = ft.Url(view.public_page, ft.UrlTarget.BLANK) if view else None
        self._public.content = say("console.public_page")
        self._next_box.visible = self._waiting_count > 0
        self._next.content = say("console.next_waiting", count=self._waiting_count)
        self._ways_on.visible = self._public_box.visible or self._next_box.visible
        self._actions.content = self._decide if view and view.reviewable else self._decided

    def _groups(self, view: DetailView, cards: Mapping[str, ItemCard]) -> list[ft.Control]:
        if view.nothing:
            return [named("nothing", ft.Container(quiet(view.nothing, BODY), padding=32, alignment=ft.Alignment.CENTER))]
        return [control for group in view.groups for control in self._group(group, cards)]

    def _group(self, group: GroupView, cards: Mapping[str, ItemCard]) -> list[ft.Control]:
        heading = ft.Text(group.category, size=HEADING, weight=ft.FontWeight.W_600, color=ft.Colors.PRIMARY)
        return [ft.Container(heading, padding=ft.Padding.only(left=4, top=10)), *(cards[item.code].root for item in group.items)]

    def _wide(self) -> ft.Control:
        left = ft.Column(
            [ft.Container(self._shows.root, padding=ft.Padding.only(right=8)), ft.SelectionArea(self._items, expand=True)],
            spacing=8,
            expand=True,
        )
        right = ft.Container(ft.Column([ft.SelectionArea(self._side, expand=True), self._bar()], spacing=12), width=_SIDE)
        body = ft.Row([left, right], spacing=20, expand=True, vertical_alignment=ft.CrossAxisAlignment.START)
        padding = ft.Padding.only(left=24, right=20, bottom=12)
        return ft.Column([self._top, ft.Container(body, padding=padding, expand=True)], spacing=0, expand=True)

    def _narrow(self) -> ft.Control:
        edge = 12 if self._desk.phone else 24
        items = ft.Container(
            ft.SelectionArea(self._items, expand=True), padding=ft.Padding.symmetric(horizontal=edge), expand=True
        )
        return ft.Column([self._top, items, self._bar()], spacing=0, expand=True)

    def _bar(self) -> ft.Control:
        if self._desk.wide:
            return self._actions
        self._actions.padding = ft.Padding.symmetric(horizontal=16, vertical=12)
        self._actions.bgcolor = CARD
        self._actions.border = ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
        return self._actions


def _scrolled(spacing: int) -> ft.Column:
    """Cards below one another, each as wide as the column."""
    return ft.Column(spacing=spacing, scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
