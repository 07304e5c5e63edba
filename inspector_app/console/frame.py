"""The frame around every screen: who is signed in, how the line stands, language, brightness, sign-out."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.live import Line
from inspector_app.console.routes import Section
from inspector_app.console.sections import SectionTabs
from inspector_app.look.colours import CARD, WARNING
from inspector_app.look.cover import Cover
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import HEADING, NOTE, SMALL, TOUCH
from sync.i18n import LANGUAGES

_NEXT_MODE = {"system": "light", "light": "dark", "dark": "system"}
_MODE_ICON = {
    "system": ft.Icons.BRIGHTNESS_AUTO_OUTLINED,
    "light": ft.Icons.LIGHT_MODE_OUTLINED,
    "dark": ft.Icons.DARK_MODE_OUTLINED,
}
_LINE_COLOUR = {Line.LIVE: ft.Colors.TERTIARY, Line.CONNECTING: ft.Colors.OUTLINE, Line.LOST: ft.Colors.SECONDARY_FIXED_DIM}
_FEW = 2
"""Tabs that a wide page always has room for, beside everything else in its first line."""


def next_language(language: str) -> str:
    """The other one."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


class DisplayButtons:
    """Language and brightness: on the sign-in screen as well as in the frame."""

    def __init__(self, desk: Desk, on_language: Callable[[str], Any], on_mode: Callable[[str], Any]) -> None:
        self._desk = desk
        self._language = ft.TextButton(on_click=desk.guard(lambda: on_language(next_language(desk.language))), height=TOUCH)
        self._mode = ft.IconButton(on_click=desk.guard(lambda: on_mode(_NEXT_MODE[desk.mode])), width=TOUCH, height=TOUCH)
        self.root = ft.Row([named("language", self._language), named("mode", self._mode)], spacing=0, tight=True)

    def paint(self) -> None:
        desk = self._desk
        self._language.content = desk.say("console.other_language")
        self._mode.icon = _MODE_ICON[desk.mode]
        self._mode.tooltip = desk.say(f"console.mode.{desk.mode}")


class Frame:
    """Header and body. ``paint`` relabels, ``show`` puts a screen into the body, ``cover`` lays something over all of it."""

    def __init__(
        self,
        desk: Desk,
        on_home: Callable[[], Any],
        on_section: Callable[[Section], Any],
        on_language: Callable[[str], Any],
        on_mode: Callable[[str], Any],
        on_sign_out: Callable[[], Any],
    ) -> None:
        self._desk = desk
        self._section = Section.INSPECTIONS
        self._sections = SectionTabs(desk, on_section)
        self.reveal = self._sections.reveal
        self._beside, self._below = ft.Container(), ft.Container()
        self._line = Line.CONNECTING
        self._title = ft.Text(size=HEADING, weight=ft.FontWeight.W_600, no_wrap=True)
        self._dot = ft.Container(width=10, height=10, border_radius=5)
        self._line_text = quiet("", NOTE)
        self._live = named("line", ft.Row([self._dot, self._line_text], spacing=8, tight=True))
        self._buttons = DisplayButtons(desk, on_language, on_mode)
        self._name = ft.Text(size=NOTE, weight=ft.FontWeight.W_600, no_wrap=True)
        self._role = quiet("", SMALL)
        self._sign_out = ft.PopupMenuItem(icon=ft.Icons.LOGOUT, on_click=desk.guard(on_sign_out))
        self._initial = ft.Text(size=NOTE)
        self._names = ft.Column([self._name, self._role], spacing=0, tight=True)
        avatar = ft.CircleAvatar(content=self._initial, radius=18)
        badge = ft.Container(ft.Row([avatar, self._names], spacing=10, tight=True), padding=8, height=TOUCH + 4)
        self._account = ft.PopupMenuButton(items=[self._sign_out], content=badge)
        self._home = ft.Container(
            content=ft.Row([_mark(), self._title], spacing=12, tight=True),
            on_click=desk.guard(on_home),
            border_radius=12,
            padding=ft.Padding.symmetric(horizontal=8, vertical=8),
            ink=True,
        )
        self._body = ft.Container(expand=True)
        self._lost_text = ft.Text(size=NOTE, color=WARNING.ink, expand=True)
        self._lost = named("lost", _strip(self._lost_text), visible=False)
        self._cover = Cover(ft.Column([self._header(), self._lost, self._body], spacing=0, expand=True))
        self.root = self._cover.root
        self.cover = self._cover.lay

    def _header(self) -> ft.Control:
        top = ft.Row(
            [
                named("home", self._home),
                self._beside,
                ft.Container(expand=True),
                self._live,
                self._buttons.root,
                named("account", self._account),
            ],
            spacing=4,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
        return ft.Container(
            content=ft.Column([top, self._below], spacing=0),
            padding=ft.Padding.only(left=12, right=12, top=6, bottom=0),
            bgcolor=CARD,
            border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        )

    def paint(self) -> None:
        """Texts and widths as the desk has them."""
        desk = self._desk
        self._title.value = desk.say("console.title")
        desk.entitle(desk.say(f"console.section.{self._section.value}"))
        self._paint_sections()
        self._title.visible = not (desk.phone or self._crowded)
        self._buttons.paint()
        self._sign_out.content = desk.say("console.sign_out")
        self._lost_text.value = desk.say("console.lost")
        self._paint_badge()
        self._account.tooltip = desk.say("console.account")
        self.paint_line(self._line)

    def paint_line(self, line: Line) -> None:
        """How the stream of events stands."""
        self._line = line
        self._dot.bgcolor = _LINE_COLOUR[line]
        self._line_text.value = self._desk.say(f"console.line.{line.value}")
        self._line_text.visible = not self._desk.phone or line is Line.LOST
        self._live.tooltip = self._desk.say(f"console.line.{line.value}_hint")

    def update_line(self, line: Line) -> None:
        self.paint_line(line)
        self._live.update()

    def show(self, screen: ft.Control, section: Section = Section.INSPECTIONS, lost: bool = False) -> None:
        """Put a screen of a section into the body, with a word above it where it is a list that stands in for an address of
        nothing (``lost``); the caller paints and updates the page."""
        self._body.content = screen
        self._section = section
        self._lost.visible = lost

    def _paint_sections(self) -> None:
        """Beside the title where there is room, below it where there is not."""
        self._sections.paint(self._section)
        tabs, wide = self._sections.root, self._desk.wide
        self._beside.content = tabs if wide and tabs.visible else None
        self._below.content = tabs if not wide and tabs.visible else None
        self._below.height = None if self._below.content else 6

    @property
    def _crowded(self) -> bool:
        """Whether the tabs beside the title take its room, and that of the names at the other end."""
        return self._desk.wide and not self._desk.roomy and self._sections.count > _FEW

    def _paint_badge(self) -> None:
        desk, account = self._desk, self._desk.account
        if account is not None:
            self._initial.value, self._name.value = account.name[:1], account.name
            self._role.value = desk.say(f"role.{account.role.value}")
            self._names.visible = not (desk.phone or self._crowded)


def _strip(text: ft.Control) -> ft.Control:
    icon = ft.Icon(ft.Icons.SIGNPOST_OUTLINED, size=20, color=WARNING.ink)
    return ft.Container(
        ft.Row([icon, text], spacing=12), padding=ft.Padding.symmetric(horizontal=24, vertical=10), bgcolor=WARNING.fill
    )


def _mark() -> ft.Control:
    return ft.Image(src="favicon.png", width=32, height=32, border_radius=8, exclude_from_semantics=True)
