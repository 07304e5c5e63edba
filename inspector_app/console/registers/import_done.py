"""What an import did: widgets without any knowledge."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.registers.import_rows import preview_line
from inspector_app.console.registers.import_view import DoneView
from inspector_app.look.colours import GOOD
from inspector_app.look.pieces import named
from inspector_app.look.theme import HEADING, NOTE, RADIUS, TOUCH


def done_panel(desk: Desk, view: DoneView, where: str, on_list: Callable[[], Any], on_again: Callable[[], Any]) -> ft.Control:
    """The result in a sentence, what was left out with what is wrong in it, and ``where`` it can be seen."""
    sentence = ft.Text(view.done, size=HEADING, weight=ft.FontWeight.W_600, color=GOOD.ink)
    banner = ft.Container(
        ft.Row([ft.Icon(ft.Icons.CHECK_CIRCLE, color=GOOD.ink), ft.Container(sentence, expand=True)], spacing=12),
        bgcolor=GOOD.fill,
        border_radius=RADIUS,
        padding=20,
    )
    go = ft.FilledButton(where, height=TOUCH, on_click=desk.guard(on_list))
    again = ft.OutlinedButton(desk.say("console.import.again"), height=TOUCH, on_click=desk.guard(on_again))
    buttons: list[ft.Control] = [named("import-to-list", go), named("import-again", again)]
    lines: list[ft.Control] = [
        named("import-done", banner, live_region=True),
        ft.Row(buttons, spacing=12, run_spacing=12, wrap=True),
    ]
    if view.left_out:
        lines.append(named("import-left-out", ft.Text(view.left_out, size=NOTE, weight=ft.FontWeight.W_600)))
        lines += [preview_line(row, wide=False) for row in view.rows]
    return ft.Column(
        lines, spacing=12, scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
