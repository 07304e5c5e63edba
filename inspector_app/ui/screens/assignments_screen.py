"""The list an inspector starts from: nearest due first, found by name and address."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.colours import BAD, CALM, CARD, DISPUTED, WARNING, state_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL, TITLE, TOUCH
from inspector_app.services.sync_status import SyncState
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.components.notice_card import notice_card
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.assignments_view import CardView, cards_view, summary_view
from inspector_app.ui.views.chip_view import away_words

TYPING_PAUSE = 0.25


class AssignmentsScreen:
    """``on_open`` gets an assignment's id; ``on_sync`` leads to the sync, for a tablet that was turned away."""

    def __init__(self, hand: Hand, on_open: Callable[[UUID], Any], on_sync: Callable[[], Any]) -> None:
        self._hand = hand
        self._on_open, self._on_sync = on_open, on_sync
        self._away = ""
        self._typed = 0
        self._painted: object = None
        self._title = ft.Text(size=TITLE, weight=ft.FontWeight.W_600)
        self._summary = quiet("", NOTE)
        self._search = ft.TextField(
            prefix_icon=ft.Icons.SEARCH,
            text_size=BODY,
            height=TOUCH + 4,
            border=ft.OutlineInputBorder(border_radius=RADIUS),
            content_padding=ft.Padding.symmetric(horizontal=12, vertical=10),
            on_change=hand.guard(self._type),
        )
        self._cards = ft.Column(spacing=12, scroll=ft.ScrollMode.AUTO, expand=True)
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Read the list afresh; repaint only when it says something else."""
        hand = self._hand
        search = self._search.value or ""
        entries = await hand.work(lambda: hand.tablet.assignments.waiting(search))
        views = cards_view(hand.language, entries, hand.today)
        status = await hand.work(hand.tablet.sync.status)
        if status.state is not SyncState.RUNNING:
            self._away = away_words(hand.language, status)
        look = (views, self._away, hand.language, hand.wide, hand.phone)
        if look == self._painted:
            return
        self._painted = look
        self._title.value = hand.say("tablet.assignments.title")
        self._summary.value = summary_view(hand.language, entries, bool(search))
        self._search.hint_text = hand.say("tablet.assignments.search")
        self._cards.controls = self._body(views, bool(search))
        self.root.content = self._layout()
        hand.page.update(self.root)

    def _body(self, views: list[CardView], searching: bool) -> list[ft.Control]:
        if not views:
            return [self._empty("none_found" if searching else "none")]
        first = next((place for place, view in enumerate(views) if view.action), None)
        cards = [self._card(place, view, place == first) for place, view in enumerate(views)]
        if not self._hand.wide:
            return cards
        hero = cards[:1] if first == 0 else []
        rest = cards[len(hero) :]
        return hero + [
            ft.Row(
                [*(ft.Container(card, expand=True) for card in pair), *(ft.Container(expand=True) for _ in range(2 - len(pair)))],
                spacing=12,
                vertical_alignment=ft.CrossAxisAlignment.START,
            )
            for pair in (rest[start : start + 2] for start in range(0, len(rest), 2))
        ]

    def _layout(self) -> ft.Control:
        edge = 16 if self._hand.phone else 24
        heading = ft.Column([self._title, self._summary], spacing=2, tight=True)
        search = named("search", self._search)
        if self._hand.phone:
            top: ft.Control = ft.Column([heading, search], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
            self._search.width = None
        else:
            self._search.width = 340
            top = ft.Row([heading, search], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
        column = ft.Column([*self._turned_away(), top, self._cards], spacing=16, expand=True)
        return ft.Container(column, padding=ft.Padding.only(left=edge, right=edge, top=16, bottom=8), expand=True)

    def _turned_away(self) -> list[ft.Control]:
        if not self._away:
            return []
        hand = self._hand
        see = secondary("to-sync", hand.say("tablet.away.see"), hand.guard(self._on_sync), ft.Icons.ARROW_FORWARD)
        return [notice_card("turned-away", ft.Icons.BLOCK, self._away, see)]

    def _card(self, place: int, view: CardView, first: bool) -> ft.Control:
        hand = self._hand
        open_it = hand.guard(lambda: self._on_open(view.assignment_id))
        where = [quiet(text, SMALL, max_lines=2) for text in (view.place, view.purpose) if text]
        body = ft.Container(
            ft.Column([_names(view), *where, _figures(view), *self._action(view, first)], spacing=10),
            padding=16,
            border_radius=RADIUS,
            bgcolor=CARD,
            border=ft.Border.all(2 if first else 1, ft.Colors.PRIMARY if first else ft.Colors.OUTLINE_VARIANT),
            on_click=open_it,
            ink=True,
        )
        return named(f"assignment-{place}", body, button=True)

    def _action(self, view: CardView, first: bool) -> list[ft.Control]:
        """Only the first card carries its action in full: one next thing to do."""
        if not (first and view.action):
            return []
        label = ft.Text(view.action, size=BODY, weight=ft.FontWeight.W_600, color=ft.Colors.ON_PRIMARY)
        return [
            ft.Container(
                ft.Row([label, ft.Icon(ft.Icons.ARROW_FORWARD, color=ft.Colors.ON_PRIMARY, size=20)], spacing=8, tight=True),
                bgcolor=ft.Colors.PRIMARY,
                border_radius=RADIUS,
                height=TOUCH,
                padding=ft.Padding.symmetric(horizontal=20),
                alignment=ft.Alignment.CENTER,
            )
        ]

    def _empty(self, name: str) -> ft.Control:
        lines: list[ft.Control] = [
            ft.Icon(ft.Icons.ASSIGNMENT_TURNED_IN_OUTLINED, size=56, color=ft.Colors.OUTLINE),
            ft.Text(self._hand.say(f"tablet.assignments.{name}"), size=HEADING, weight=ft.FontWeight.W_600),
            quiet(self._hand.say(f"tablet.assignments.{name}.hint"), NOTE, text_align=ft.TextAlign.CENTER),
        ]
        column = ft.Column(lines, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
        return named("empty", ft.Container(column, padding=48, alignment=ft.Alignment.CENTER))

    async def _type(self) -> None:
        self._typed += 1
        mine = self._typed
        await asyncio.sleep(TYPING_PAUSE)
        if mine == self._typed:
            await self.load()


def _names(view: CardView) -> ft.Control:
    name = ft.Text(
        view.compound, size=HEADING, weight=ft.FontWeight.W_600, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS, expand=True
    )
    tone = WARNING if view.withdrawn else state_tone(view.state) if view.state else CALM
    icon = ft.Icons.CLOUD_UPLOAD_OUTLINED if view.submission_waits else None
    return ft.Row(
        [name, chip(view.state_text, tone, icon, size=SMALL)], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START
    )


def _figures(view: CardView) -> ft.Control:
    tone = BAD if view.overdue else WARNING if view.urgent else None
    due: list[ft.Control] = [quiet(view.due_date, SMALL)]
    if view.due:
        due.insert(0, chip(view.due, tone or CALM, ft.Icons.SCHEDULE, size=SMALL))
    if view.conflicts_text:
        due.append(chip(view.conflicts_text, DISPUTED, ft.Icons.CALL_SPLIT, size=SMALL))
    if view.forgotten_text:
        due.append(chip(view.forgotten_text, DISPUTED, ft.Icons.HISTORY_TOGGLE_OFF, size=SMALL))
    bar = ft.ProgressBar(
        value=view.progress, bar_height=6, border_radius=3, width=72, bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST
    )
    right: list[ft.Control] = [bar, quiet(view.progress_text, SMALL)]
    if view.failed_text:
        right.append(ft.Text(view.failed_text, size=SMALL, color=BAD.solid, weight=ft.FontWeight.W_600))
    return ft.Row(
        [ft.Row(due, spacing=8, tight=True, wrap=True, run_spacing=4), ft.Row(right, spacing=8, tight=True)],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
        run_spacing=8,
    )
