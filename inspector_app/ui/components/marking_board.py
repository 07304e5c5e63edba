"""The page on which a photo is drawn on: the picture, the tools, and the ways out of it."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS, TOUCH
from inspector_app.ui.components.marking_pad import MarkingPad
from inspector_app.ui.components.marking_tools import MarkingTools, Room, room_on
from inspector_app.ui.components.viewfinder import GROUND, QUIET, RAISED, WORDS, Say

_LEAST_ROOM = 40


@dataclass(frozen=True, slots=True)
class BoardHandlers:
    """Guarded. ``leave`` is the way out; ``discard`` the same once it is clear that something would be lost. ``sized`` and
    ``turned`` take the events that say how much room the picture and the whole page have."""

    save: Any
    leave: Any
    discard: Any
    sized: Any
    turned: Any


class MarkingBoard:
    """``fit`` must be called with what the page measured, for the picture to have a size."""

    def __init__(self, say: Say, tools: MarkingTools, handlers: BoardHandlers) -> None:
        self._say = say
        self._tools = tools
        self._pad: MarkingPad | None = None
        self._room: Room | None = None
        self._title = ft.Text(say("tablet.annotate.title"), color=WORDS, size=BODY, weight=ft.FontWeight.W_600, max_lines=2)
        self._leave_button = ft.IconButton(icon=ft.Icons.CLOSE, icon_color=WORDS, bgcolor=RAISED, width=TOUCH, height=TOUCH)
        self._leave_button.tooltip, self._leave_button.on_click = say("tablet.close"), handlers.leave
        self._leave = named("leave-marking", self._leave_button)
        discard = ft.FilledButton(content=say("tablet.annotate.discard"), icon=ft.Icons.DELETE_OUTLINE, height=TOUCH)
        discard.bgcolor, discard.color, discard.on_click = ft.Colors.ERROR, ft.Colors.ON_ERROR, handlers.discard
        self._discard = named("discard-marks", discard, visible=False)
        self._save_button = ft.FilledButton(icon=ft.Icons.CHECK, height=TOUCH, on_click=handlers.save, style=_save_style())
        save = named("save-marks", self._save_button)
        ring = ft.ProgressRing(width=36, height=36, color=WORDS)
        self._stage = ft.Container(ring, expand=True, alignment=ft.Alignment.CENTER, on_size_change=handlers.sized)
        self._top = ft.Container(
            ft.Row(
                [self._leave, self._discard, ft.Container(named("marking-hint", self._title), expand=True), save],
                spacing=12,
            ),
            padding=ft.Padding.only(left=12, right=12, top=8, bottom=8),
        )
        self._body = ft.Container(expand=True)
        column = ft.Column([self._top, self._body], expand=True, spacing=0)
        self.root = ft.Container(column, bgcolor=GROUND, expand=True, on_size_change=handlers.turned)

    def lay_out(self, width: float, height: float) -> bool:
        """For a page of this size; whether that changed where anything stands. The caller updates."""
        room = room_on(width, height)
        if room is self._room:
            return False
        self._room = room
        self._tools.lay_out(room)
        parts: list[ft.Control] = [self._stage, self._tools.root]
        self._body.content = (
            ft.Row(parts, expand=True, spacing=0)
            if room is Room.BESIDE
            else ft.Column(parts, expand=True, spacing=0, **_stretched())
        )
        return True

    def show(self, pad: MarkingPad) -> None:
        """The picture is there. The caller updates."""
        self._pad = pad
        self._stage.content = pad.root

    def fit(self, width: float, height: float) -> None:
        """Show the picture as large as the stage allows."""
        if self._pad is not None:
            self._pad.fit(max(width - 24, _LEAST_ROOM), max(height - 12, _LEAST_ROOM))
            self._stage.update()

    def repaint(self) -> None:
        """Show the marks that are there now."""
        if self._pad is not None:
            self._pad.repaint()

    def say_how(self, hint: str, ready: bool, asking: bool, saving: bool) -> None:
        """The line at the top, whether there is something to save, whether it asks before it throws away, whether it saves."""
        self._title.value = hint
        self._save_button.disabled = not ready or saving
        self._save_button.content = self._say("tablet.annotate.saving" if saving else "tablet.annotate.save")
        self._discard.visible, self._leave.visible = asking, not asking
        self._leave_button.disabled = saving

    def update(self) -> None:
        """Send the line at the top and the tools to the screen."""
        self.root.page.update(self._top, self._tools.root)


def _save_style() -> ft.ButtonStyle:
    """On the dark ground a disabled button has to be told from the ground, whatever the theme."""
    usual, off = ft.ControlState.DEFAULT, ft.ControlState.DISABLED
    return ft.ButtonStyle(
        bgcolor={off: RAISED, usual: ft.Colors.PRIMARY},
        color={off: QUIET, usual: ft.Colors.ON_PRIMARY},
        icon_color={off: QUIET, usual: ft.Colors.ON_PRIMARY},
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=20),
        text_style=ft.TextStyle(size=BODY, weight=ft.FontWeight.W_600),
    )


def _stretched() -> dict[str, Any]:
    return {"horizontal_alignment": ft.CrossAxisAlignment.STRETCH}
