"""One row of the list of items: a mark, a title, and a quick way to say that all is well."""

from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE, BAD, CALM, DISPUTED, GOOD, WARNING, Tone
from inspector_app.look.pieces import framed, named
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL, TOUCH
from inspector_app.ui.views.inspection_view import RowView
from sync.domain.inspections import Outcome

_MARKS: dict[Outcome | None, tuple[Tone, ft.IconData]] = {
    Outcome.PASS: (GOOD, ft.Icons.CHECK),
    Outcome.FAIL: (BAD, ft.Icons.CLOSE),
    Outcome.NOT_APPLICABLE: (CALM, ft.Icons.REMOVE),
}
_QUICK, _TAP = 40, 56


class ItemRow:
    """Built once; ``paint`` changes what differs and says whether anything did."""

    def __init__(self, code: str, on_open: Any, on_pass: Any, on_camera: Any, labels: tuple[str, str]) -> None:
        """``labels``: what the check mark and the camera are called."""
        self._look: tuple[RowView, bool] | None = None
        self._icon = ft.Icon(ft.Icons.CHECK, size=18)
        self._mark = ft.Container(self._icon, width=32, height=32, border_radius=16, alignment=ft.Alignment.CENTER)
        self._code = ft.Text(code, size=SMALL, color=ft.Colors.ON_SURFACE_VARIANT, width=30)
        self._title = ft.Text(size=BODY, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS)
        self._note = ft.Text(size=SMALL, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
        self._body = ft.Container(
            ft.Row(
                [self._mark, self._code, ft.Column([self._title, self._note], spacing=2, expand=True, tight=True)], spacing=10
            ),
            padding=ft.Padding.symmetric(horizontal=12, vertical=10),
            border_radius=RADIUS,
            on_click=on_open,
            ink=True,
            expand=True,
        )
        self._open = named(f"item-{code}", self._body, button=True, selected=False, expand=True)
        self._quick_face = ft.Icon(ft.Icons.CHECK, size=24)
        self._quick = ft.Container(
            self._quick_face, width=_QUICK, height=_QUICK, border_radius=_QUICK / 2, alignment=ft.Alignment.CENTER
        )
        self._quick_named = _quick(f"item-{code}-pass", self._quick, on_pass, labels[0])
        camera = ft.Container(
            ft.Icon(ft.Icons.PHOTO_CAMERA_OUTLINED, size=24, color=ACTIVE.solid),
            width=_QUICK,
            height=_QUICK,
            border_radius=_QUICK / 2,
            alignment=ft.Alignment.CENTER,
            bgcolor=ACTIVE.fill,
        )
        self._camera = _quick(f"item-{code}-camera", camera, on_camera, labels[1])
        self.root = framed(
            ft.Row([self._open, self._camera, self._quick_named], spacing=4, vertical_alignment=ft.CrossAxisAlignment.CENTER),
            padding=ft.Padding.only(right=6),
        )

    def paint(self, view: RowView, current: bool) -> bool:
        """Whether anything changed."""
        if self._look == (view, current):
            return False
        self._look = (view, current)
        tone, icon = _MARKS.get(view.outcome, (CALM, ft.Icons.CHECK))
        self._icon.icon, self._icon.color, self._icon.visible = icon, tone.on_solid, view.outcome is not None
        self._mark.bgcolor = tone.solid if view.outcome else None
        self._mark.border = None if view.outcome else ft.Border.all(2, ft.Colors.OUTLINE_VARIANT)
        self._title.value = view.title
        self._paint_note(view)
        self._open.selected = current
        self.root.border = ft.Border.all(2 if current else 1, ft.Colors.PRIMARY if current else ft.Colors.OUTLINE_VARIANT)
        self._paint_quick(view)
        return True

    def _paint_note(self, view: RowView) -> None:
        self._note.value = view.note
        self._note.visible = bool(view.note)
        self._note.color = WARNING.solid if view.incomplete else ft.Colors.ON_SURFACE_VARIANT
        tone = WARNING if view.returned else DISPUTED if view.contested or view.forgotten else None
        self._code.color = tone.solid if tone else ft.Colors.ON_SURFACE_VARIANT
        self._code.weight = ft.FontWeight.W_700 if tone else None

    def _paint_quick(self, view: RowView) -> None:
        passed = view.outcome is Outcome.PASS
        self._camera.visible = view.wants_photo
        self._quick_named.visible = view.can_pass or passed
        self._quick_named.selected = passed
        self._quick.bgcolor = GOOD.solid if passed else None
        self._quick.border = None if passed else ft.Border.all(2, GOOD.solid)
        self._quick_face.color = GOOD.on_solid if passed else GOOD.solid


def _quick(name: str, face: ft.Control, on_click: Any, label: str) -> ft.Semantics:
    """Without a ripple: its frames come before the answer's own, which is what the finger waits for."""
    tap = ft.Container(
        face,
        width=_TAP,
        height=_TAP,
        border_radius=_TAP / 2,
        alignment=ft.Alignment.CENTER,
        on_click=on_click,
        tooltip=label,
    )
    return named(name, tap, button=True, selected=False, label=label)


def group_heading(title: str) -> ft.Control:
    """The name of a category."""
    text = ft.Text(title, size=NOTE, weight=ft.FontWeight.W_700, color=ft.Colors.PRIMARY)
    return ft.Container(text, padding=ft.Padding.only(left=4, top=12, bottom=2), height=TOUCH - 8)
