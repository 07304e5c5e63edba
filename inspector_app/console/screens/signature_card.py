"""The signatures beside the items: the ink itself, who and when, and what is missing. Widgets without any knowledge."""

import flet as ft
import flet.canvas as cv

from inspector_app.console.screens.signature_view import SignatureView
from inspector_app.look.colours import BAD, CALM, GOOD, WARNING, Tone
from inspector_app.look.pieces import chip, quiet
from inspector_app.look.theme import NOTE, RADIUS, SMALL
from sync.domain.signatures import INK_WIDTH, Ink, Standing

_TONE: dict[Standing, Tone] = {Standing.SIGNED: GOOD, Standing.REFUSED: BAD, Standing.OUTDATED: WARNING}
_WIDTH = 112
_PAPER, _INK = "#FFFFFF", "#12211F"


def signature_row(view: SignatureView, photo: ft.Control | None = None) -> ft.Control:
    """One place to sign; ``photo`` shows a refusal."""
    name = ft.Text(view.name or view.part, size=NOTE, weight=ft.FontWeight.W_600)
    about = " · ".join(part for part in (view.part if view.name else "", view.at) if part)
    lines: list[ft.Control] = [
        ft.Row([name, chip(view.standing_text, _TONE.get(view.standing, CALM), size=SMALL)], spacing=8, wrap=True, run_spacing=4)
    ]
    if about:
        lines.append(quiet(about))
    if view.reason:
        lines.append(ft.Text(view.reason, size=NOTE))
    if photo:
        lines.append(ft.Container(photo, padding=ft.Padding.only(top=4)))
    texts = ft.Column(lines, spacing=2, expand=True, tight=True)
    return ft.Row([texts, *([_drawn(view.ink)] if view.ink else [])], spacing=10)


def _drawn(ink: Ink) -> ft.Control:
    height = ink.height * _WIDTH / INK_WIDTH
    scale = _WIDTH / INK_WIDTH
    paths: list[cv.Shape] = [cv.Path(_elements(stroke, scale), paint=_pen()) for stroke in ink.strokes]
    return ft.Container(
        cv.Canvas(paths, width=_WIDTH, height=height), width=_WIDTH, height=height, bgcolor=_PAPER, border_radius=RADIUS - 4
    )


def _elements(stroke: tuple[int, ...], scale: float) -> list[cv.Path.PathElement]:
    points = [(x * scale, y * scale) for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
    (x, y), rest = points[0], points[1:] or [(points[0][0] + 0.5, points[0][1])]
    return [cv.Path.MoveTo(x, y), *(cv.Path.LineTo(*point) for point in rest)]


def _pen() -> ft.Paint:
    return ft.Paint(color=_INK, stroke_width=1.4, style=ft.PaintingStyle.STROKE, stroke_cap=ft.StrokeCap.ROUND)
