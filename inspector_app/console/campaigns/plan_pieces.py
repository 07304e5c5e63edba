"""Fields, cards and menus of the plan's form: widgets without any knowledge."""

from typing import TypeVar

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.look.guard import Handler
from inspector_app.look.pieces import framed, named
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH

Placed = TypeVar("Placed", bound=ft.Control)


def card(*parts: ft.Control) -> ft.Container:
    """What belongs together."""
    column = ft.Column(list(parts), spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return framed(column, padding=20)


def row(*fields: ft.Control) -> ft.Row:
    """Side by side where there is room."""
    return ft.Row(list(fields), spacing=12, run_spacing=14, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def field(value: str, width: int | None, lines: int = 1) -> ft.TextField:
    """A field for text; several ``lines`` grow."""
    made = ft.TextField(value=value, text_size=BODY, border=outline(), width=width, error_max_lines=4, helper_max_lines=3)
    if lines > 1:
        made.multiline, made.min_lines, made.max_lines = True, lines, 10
    return made


class Switch:
    """On or off; its words wrap, and a tap on them turns it too."""

    def __init__(self, identifier: str, desk: Desk, value: bool) -> None:
        self._switch = ft.Switch(value=value)
        self._words = ft.Text(size=BODY)
        words = ft.Container(self._words, expand=True, padding=ft.Padding.symmetric(vertical=12), on_click=desk.guard(self._turn))
        self.root = named(identifier, ft.MergeSemantics(ft.Row([self._switch, words], spacing=8)))

    @property
    def on(self) -> bool:
        return bool(self._switch.value)

    def label(self, words: str) -> None:
        """In the page's language."""
        self._words.value = words

    def _turn(self) -> None:
        self._switch.value = not self._switch.value
        self._switch.update()


def within_reach(place: str, control: Placed) -> Placed:
    """A control that the form is scrolled to by its place; places are of one form."""
    control.key = ft.ScrollKey(place)  # type: ignore[call-arg]  # Flet hides its constructor from mypy
    return control


def outline() -> ft.OutlineInputBorder:
    """Of every field."""
    return ft.OutlineInputBorder(border_radius=RADIUS)


def adding(identifier: str) -> tuple[ft.Row, ft.PopupMenuButton, ft.Text]:
    """A menu to add something from: what is placed, the menu, its words."""
    words = ft.Text(size=NOTE, weight=ft.FontWeight.W_600, color=ft.Colors.PRIMARY)
    face = ft.Row([ft.Icon(ft.Icons.ADD, color=ft.Colors.PRIMARY, size=20), words], spacing=6, tight=True)
    menu = ft.PopupMenuButton(content=ft.Container(face, height=TOUCH, padding=ft.Padding.only(right=12)))
    return ft.Row([named(identifier, menu)]), menu, words


def offer(desk: Desk, name: str, act: Handler) -> ft.PopupMenuItem:
    """One line of such a menu."""
    return ft.PopupMenuItem(content=ft.Text(name, size=BODY), height=TOUCH, on_click=desk.guard(act))
