"""Rows of the queue and of the sync log: widgets without any knowledge."""

from collections.abc import Sequence
from typing import Any

import flet as ft

from inspector_app.look.colours import BAD, GOOD, WARNING, Tone
from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL, TOUCH
from inspector_app.services.backlog import EntryKind, EntryState
from inspector_app.ui.components.buttons import secondary
from inspector_app.ui.views.queue_view import EntryView, GroupView
from inspector_app.ui.views.sync_view import RunView

_ICONS = {
    EntryKind.START: ft.Icons.PLAY_CIRCLE_OUTLINE,
    EntryKind.ANSWER: ft.Icons.FACT_CHECK_OUTLINED,
    EntryKind.PHOTO: ft.Icons.ADD_A_PHOTO_OUTLINED,
    EntryKind.PHOTO_REMOVED: ft.Icons.HIDE_IMAGE_OUTLINED,
    EntryKind.SIGNATURE: ft.Icons.DRAW_OUTLINED,
    EntryKind.SUBMISSION: ft.Icons.SEND_OUTLINED,
    EntryKind.COPY: ft.Icons.IMAGE_OUTLINED,
    EntryKind.ORIGINAL: ft.Icons.PHOTO_SIZE_SELECT_ACTUAL_OUTLINED,
    EntryKind.SOUND: ft.Icons.AUDIO_FILE_OUTLINED,
    EntryKind.ARRIVAL: ft.Icons.FILE_PRESENT_OUTLINED,
}
_TONES = {EntryState.REJECTED: BAD, EntryState.UNREADABLE: BAD}
_BUTTONS = {state: ft.Icons.CHECK for state in EntryState if state.only_read}


def entry_row(view: EntryView, place: int, name: str = "entry") -> ft.Control:
    """One thing under its inspection."""
    texts = ft.Column([ft.Text(view.title, size=BODY), quiet(view.facts, SMALL)], spacing=2, tight=True, expand=True)
    icon = ft.Icon(_ICONS[view.kind], size=22, color=ft.Colors.ON_SURFACE_VARIANT)
    row = ft.Row([icon, texts], spacing=12, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    return named(f"{name}-{place}", ft.Container(row, padding=ft.Padding.symmetric(horizontal=16, vertical=8)))


def trouble_card(view: EntryView, place: int, on_again: Any, more: Sequence[ft.Control] = ()) -> ft.Control:
    """What needs a person: what, what came of it, what to do; and ``more`` where that is about several things."""
    tone = _TONES.get(view.state, WARNING)
    head = ft.Row(
        [
            ft.Icon(_ICONS[view.kind], size=22, color=tone.ink),
            ft.Text(view.title, size=BODY, weight=ft.FontWeight.W_600, color=tone.ink, expand=True),
        ],
        spacing=12,
    )
    facts = [ft.Text(view.facts, size=SMALL, color=tone.ink)] if view.facts else []
    lines: list[ft.Control] = [head, *facts, ft.Text(view.advice, size=NOTE, color=tone.ink)]
    if view.again is not None:
        lines.append(secondary(f"again-{place}", view.again, on_again, _BUTTONS.get(view.state, ft.Icons.REPLAY)))
    column = ft.Column([*lines, *more], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.START)
    return named(f"trouble-{place}", ft.Container(column, bgcolor=tone.fill, border_radius=RADIUS, padding=16))


def each_of_them(place: int, views: Sequence[EntryView], words: str, on_toggle: Any, opened: bool) -> list[ft.Control]:
    """The things that one card is about, behind a button."""
    icon = ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE
    button = ft.TextButton(content=words, icon=icon, on_click=on_toggle, height=TOUCH)
    rows = [entry_row(view, number, f"trouble-{place}-entry") for number, view in enumerate(views)] if opened else []
    return [named(f"each-{place}", button, expanded=opened), *rows]


class GroupCard:
    """One inspection; opened, with its entries. Made once and only relabelled: no try of a sync takes a tap away."""

    def __init__(self, on_toggle: Any) -> None:
        self._title = ft.Text(size=BODY, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        self._facts = quiet("", NOTE)
        self._mark = ft.Icon(ft.Icons.EXPAND_MORE, color=ft.Colors.OUTLINE)
        texts = ft.Column([self._title, self._facts], spacing=2, tight=True, expand=True)
        head = ft.Container(
            ft.Row([texts, self._mark], spacing=12),
            padding=ft.Padding.symmetric(horizontal=16, vertical=12),
            on_click=on_toggle,
            ink=True,
            border_radius=RADIUS,
        )
        self._head = named("", head, button=True)
        self._lines = ft.Column(spacing=0)
        self.root = _card(self._lines)

    def paint(self, view: GroupView, place: int, opened: bool, rows: Sequence[ft.Control]) -> None:
        """The caller updates."""
        self._title.value, self._facts.value = view.title, view.facts
        self._mark.icon = ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE
        self._head.identifier, self._head.expanded = f"group-{place}", opened
        self._lines.controls = [self._head, *rows]


def run_row(view: RunView, place: int) -> ft.Control:
    """One entry of the log."""
    tone, icon = _run_look(view)
    lines: list[ft.Control] = [ft.Text(view.outcome, size=BODY, weight=ft.FontWeight.W_600), quiet(view.time, NOTE)]
    if view.facts:
        lines.append(quiet(view.facts, SMALL))
    texts = ft.Column(lines, spacing=2, tight=True, expand=True)
    row = ft.Row([_round(icon, tone), texts], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START)
    return named(f"run-{place}", _card(ft.Container(row, padding=14)))


def _run_look(view: RunView) -> tuple[Tone, ft.IconData]:
    if view.failed:
        return WARNING, ft.Icons.CLOUD_OFF_OUTLINED
    return (WARNING, ft.Icons.ERROR_OUTLINE) if view.amiss else (GOOD, ft.Icons.CLOUD_DONE_OUTLINED)


def nothing(title: str, hint: str, name: str) -> ft.Control:
    """In place of a list without entries."""
    lines: list[ft.Control] = [
        ft.Icon(ft.Icons.CLOUD_DONE_OUTLINED, size=56, color=ft.Colors.OUTLINE),
        ft.Text(title, size=HEADING, weight=ft.FontWeight.W_600),
        quiet(hint, NOTE, text_align=ft.TextAlign.CENTER),
    ]
    column = ft.Column(lines, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True)
    return named(name, ft.Container(column, padding=32, alignment=ft.Alignment.CENTER))


def more_button(name: str, label: str, on_click: Any) -> ft.Control:
    """Leads to the next page of a list."""
    return named(name, ft.TextButton(content=label, icon=ft.Icons.EXPAND_MORE, on_click=on_click, height=TOUCH))


def _card(content: ft.Control) -> ft.Container:
    return framed(content, clip_behavior=ft.ClipBehavior.ANTI_ALIAS)


def _round(icon: ft.IconData, tone: Tone) -> ft.Control:
    face = ft.Icon(icon, size=20, color=tone.ink)
    return ft.Container(face, width=40, height=40, border_radius=20, bgcolor=tone.fill, alignment=ft.Alignment.CENTER)
