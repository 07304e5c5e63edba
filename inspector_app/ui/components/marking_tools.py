"""The tools to draw with, large enough for gloves: what the finger draws, in which colour, and the way back."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.theme import TOUCH
from inspector_app.ui.components.drawn_marks import hexadecimal
from inspector_app.ui.components.viewfinder import RAISED, WORDS, Say
from inspector_app.ui.components.worded_symbol import WordedSymbol
from inspector_app.ui.views.drawing import COLOURS, Drawing, Tool
from sync.domain.marks import MarkColour
from sync.imaging.mark_shapes import INKS

_ICONS = {
    Tool.ARROW: ft.Icons.NORTH_EAST,
    Tool.CIRCLE: ft.Icons.CIRCLE_OUTLINED,
    Tool.FREEHAND: ft.Icons.GESTURE,
    Tool.TEXT: ft.Icons.TITLE,
    Tool.BLUR: ft.Icons.BLUR_ON,
}
_DOT = 26
_ONE_LINE = 640
"""From this page width on, all of it fits into one line."""


class Room(Enum):
    """Where tools stand: beside the picture on a page that is wider than high, else below it, in two lines on a narrow page."""

    BESIDE = "beside"
    BELOW = "below"
    NARROW = "narrow"


def room_on(width: float, height: float) -> Room:
    """On a page of this size in logical pixels."""
    if width > height:
        return Room.BESIDE
    return Room.NARROW if width < _ONE_LINE else Room.BELOW


class MarkingTools:
    """``on_tool`` and ``on_colour`` give handlers; ``paint`` shows what is chosen."""

    def __init__(
        self,
        say: Say,
        on_tool: Callable[[Tool], Any],
        on_colour: Callable[[MarkColour], Any],
        on_undo: Any,
    ) -> None:
        self._faces = {
            tool: WordedSymbol(icon, say(f"tablet.annotate.{tool.value}"), on_tool(tool)) for tool, icon in _ICONS.items()
        }
        self._tools = {tool: named(f"tool-{tool.value}", face.root, button=True) for tool, face in self._faces.items()}
        self._rings = {colour: _swatch(colour, on_colour(colour)) for colour in COLOURS}
        self._colours = {
            colour: named(f"colour-{colour.value}", ring, button=True, label=say(f"tablet.annotate.{colour.value}"))
            for colour, ring in self._rings.items()
        }
        self._undo = WordedSymbol(ft.Icons.UNDO, say("tablet.undo"), on_undo)
        self._undo_named = named("undo-mark", self._undo.root, button=True)
        self.root = ft.Container()

    def lay_out(self, room: Room) -> None:
        """Where the page has room for them. The caller updates."""
        tools: list[ft.Control] = [*self._tools.values()]
        colours: list[ft.Control] = [*self._colours.values()]
        for tool, face in self._faces.items():
            face.stretch(room is Room.NARROW)
            self._tools[tool].expand = room is Room.NARROW
        if room is Room.BESIDE:
            line = ft.Container(width=40, height=1, bgcolor=RAISED)
            parts = [*tools, line, *colours, self._undo_named]
            self.root.content = ft.Column(
                parts, spacing=6, scroll=ft.ScrollMode.HIDDEN, horizontal_alignment=ft.CrossAxisAlignment.CENTER
            )
            self.root.padding = ft.Padding.only(left=4, right=12, bottom=12)
            return
        if room is Room.BELOW:
            self.root.content = ft.Row(
                [ft.Row(tools, spacing=8, tight=True), ft.Row(colours, spacing=6, tight=True), self._undo_named],
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            )
        else:
            between = ft.MainAxisAlignment.SPACE_BETWEEN
            below = ft.Row([ft.Row(colours, spacing=6, tight=True), self._undo_named], alignment=between)
            self.root.content = ft.Column([ft.Row(tools, spacing=8), below], spacing=8, tight=True)
        self.root.padding = ft.Padding.only(left=12, right=12, top=8, bottom=12)

    def paint(self, drawing: Drawing) -> None:
        """The chosen tool and colour, and whether there is anything to take back. The caller updates."""
        for tool, face in self._faces.items():
            face.paint(chosen=tool is drawing.tool)
            self._tools[tool].selected = tool is drawing.tool
        for colour, ring in self._rings.items():
            chosen = colour is drawing.colour
            ring.border = ft.Border.all(3, WORDS if chosen else ft.Colors.TRANSPARENT)
            self._colours[colour].selected = chosen
        self._undo.paint(chosen=False, ready=bool(drawing.marks))


def _swatch(colour: MarkColour, on_click: Any) -> ft.Container:
    dot = ft.Container(width=_DOT, height=_DOT, border_radius=_DOT / 2, bgcolor=hexadecimal(INKS[colour]))
    return ft.Container(
        dot,
        width=TOUCH,
        height=TOUCH,
        border_radius=TOUCH / 2,
        alignment=ft.Alignment.CENTER,
        on_click=on_click,
        ink=True,
    )
