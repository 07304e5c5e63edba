"""The viewfinder over the whole page: the picture to come, and under the thumb everything that is done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.look.colours import BAD, GOOD, Tone
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from inspector_app.ui.components.zoom_steps import ZoomSteps
from inspector_app.ui.views.zoom_view import Zoom
from sync.domain.inspections import Outcome

GROUND, WORDS, QUIET, RAISED = "#0B1110", "#F2F6F5", "#A9B8B6", "#22302E"
_LIT = "#FFD15C"
_CENTER = ft.CrossAxisAlignment.CENTER
_SHUTTER, _BUTTON, _LAST, _CORNER = 84, 64, 64, 56
PANEL = 132
"""How much of the page the shutter and what stands beside it take, in logical pixels: on the right, or at the bottom."""

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class ViewfinderHandlers:
    """What the buttons do; already guarded. ``answer`` gives the handler of an outcome, ``zoom`` that of a step."""

    shoot: Any
    retake: Any
    torch: Any
    zoom: Callable[[Zoom], Any]
    done: Any
    answer: Callable[[Outcome], Any]


class Viewfinder:
    """``answers``: the item waits for its answer, which can be given right here; otherwise there is a button to go back."""

    def __init__(self, camera: ft.Control, title: str, answers: bool, say: Say, handlers: ViewfinderHandlers) -> None:
        self._camera = camera
        self._say = say
        self._handlers = handlers
        self._answers = answers
        self._count = ft.Text("", color=WORDS, size=NOTE, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER)
        self._last = ft.Container(width=_LAST, height=_LAST, border_radius=RADIUS, bgcolor=RAISED, alignment=ft.Alignment.CENTER)
        self._retake = self._round("retake", ft.Icons.REPLAY, "tablet.camera.retake", handlers.retake, TOUCH)
        self._torch_button = _icon_button(ft.Icons.FLASHLIGHT_ON_OUTLINED, handlers.torch, say("tablet.camera.torch"), _CORNER)
        self._torch = named("torch", self._torch_button, visible=False)
        self._zoom = ZoomSteps(say("tablet.camera.zoom"), handlers.zoom)
        self._title = ft.Text(title, color=WORDS, size=BODY, weight=ft.FontWeight.W_600, expand=True, max_lines=2)
        self._retake.visible = False
        self._shutter = self._shutter_button()
        self._waiting = ft.Container(
            ft.ProgressRing(width=40, height=40, color=WORDS), width=_SHUTTER, height=_SHUTTER, alignment=ft.Alignment.CENTER
        )
        self.root = ft.Container(bgcolor=GROUND, expand=True)

    def lay_out(self, landscape: bool) -> None:
        """Beside the picture on a page that is wider than high, under it otherwise."""
        top = ft.Container(
            ft.Row(
                [
                    self._title,
                    self._torch,
                    self._round("camera-close", ft.Icons.CLOSE, "tablet.close", self._handlers.done, _CORNER),
                ],
                spacing=16,
            ),
            padding=ft.Padding.only(left=16, right=8, top=8, bottom=8),
        )
        picture = ft.Stack(
            [
                ft.Container(self._camera, alignment=ft.Alignment.CENTER, left=0, top=0, right=0, bottom=0),
                self._zoom.along_the_edge(upright=landscape),
            ],
            expand=True,
        )
        if landscape:
            panel = ft.Container(ft.Column(self._panel(), **_spread(), horizontal_alignment=_CENTER), width=PANEL, padding=12)
            body: ft.Control = ft.Row([picture, panel], expand=True, spacing=0)
        else:
            panel = ft.Container(ft.Row(self._panel(), **_spread()), height=PANEL, padding=12)
            body = ft.Column([picture, panel], expand=True, spacing=0)
        self.root.content = ft.Column([top, body], expand=True, spacing=0)

    def ready(self) -> None:
        """The camera shows its picture: the shutter can be pressed."""
        self._waiting.visible, self._shutter.visible = False, True
        self.root.update()

    def offer_zoom(self, zooms: Sequence[Zoom], chosen: Zoom) -> None:
        """The device can do these, and does the chosen one now."""
        self._zoom.paint(zooms, chosen)
        self._zoom.root.update()

    def offer_torch(self, lit: bool) -> None:
        """The device has a torch."""
        self._torch_button.icon_color, self._torch_button.bgcolor = (GROUND, _LIT) if lit else (WORDS, RAISED)
        self._torch_button.icon = ft.Icons.FLASHLIGHT_ON if lit else ft.Icons.FLASHLIGHT_OFF_OUTLINED
        self._torch.visible, self._torch.toggled = True, lit
        self._torch.update()

    def show_taken(self, count: int, last: bytes | None, preparing: bool) -> None:
        """How many were taken since the camera opened, and the last of them once it is a photo."""
        self._count.value = self._say("tablet.photos.taken", count=count) if count else ""
        if preparing:
            self._last.content = ft.ProgressRing(width=24, height=24, stroke_width=3, color=WORDS)
        else:
            self._last.content = ft.Image(src=last, width=_LAST, height=_LAST, fit=ft.BoxFit.COVER) if last else None
        self._last.border_radius, self._last.clip_behavior = RADIUS, ft.ClipBehavior.ANTI_ALIAS
        self._retake.visible = bool(count) and not preparing
        self.root.update()

    def _panel(self) -> list[ft.Control]:
        taken = ft.Column(
            [named("last-photo", self._last), self._count],
            spacing=4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        )
        left = ft.Stack([taken, ft.Container(self._retake, left=8, top=8)], width=_LAST + 16)
        return [left, *self._verdicts()]

    def _verdicts(self) -> list[ft.Control]:
        shutter = ft.Stack([self._waiting, self._shutter], width=_SHUTTER, height=_SHUTTER)
        if not self._answers:
            done = ft.FilledButton(content=self._say("tablet.photos.done"), height=_BUTTON, on_click=self._handlers.done)
            return [shutter, named("camera-done", done)]
        return [
            self._verdict(Outcome.FAIL, BAD, ft.Icons.CLOSE),
            shutter,
            self._verdict(Outcome.PASS, GOOD, ft.Icons.CHECK),
        ]

    def _verdict(self, outcome: Outcome, tone: Tone, icon: ft.IconData) -> ft.Control:
        words = ft.Text(self._say(f"tablet.answer.{outcome.value}"), color=WORDS, size=NOTE, weight=ft.FontWeight.W_600)
        face = ft.Container(
            ft.Icon(icon, color=tone.on_solid, size=30),
            width=_BUTTON,
            height=_BUTTON,
            border_radius=_BUTTON / 2,
            bgcolor=tone.solid,
            alignment=ft.Alignment.CENTER,
            on_click=self._handlers.answer(outcome),
            ink=True,
        )
        column = ft.Column([face, words], spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
        return named(f"camera-{outcome.value}", column, button=True)

    def _shutter_button(self) -> ft.Semantics:
        face = ft.Container(
            width=_SHUTTER,
            height=_SHUTTER,
            border_radius=_SHUTTER / 2,
            bgcolor=WORDS,
            border=ft.Border.all(6, ft.Colors.PRIMARY),
            on_click=self._handlers.shoot,
            ink=True,
        )
        return named("shutter", face, button=True, label=self._say("tablet.photos.take"), visible=False)

    def _round(self, name: str, icon: ft.IconData, words: str, act: Any, size: int) -> ft.Semantics:
        return named(name, _icon_button(icon, act, self._say(words), size))


def _icon_button(icon: ft.IconData, act: Any, tooltip: str, size: int) -> ft.IconButton:
    return ft.IconButton(icon=icon, icon_color=WORDS, bgcolor=RAISED, tooltip=tooltip, width=size, height=size, on_click=act)


def _spread() -> dict[str, Any]:
    return {
        "alignment": ft.MainAxisAlignment.SPACE_EVENLY,
        "expand": True,
    }
