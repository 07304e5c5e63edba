"""What several screens of the registers show alike: widgets without any knowledge."""

from collections.abc import Sequence

import flet as ft

from inspector_app.console.registers.facts import ChangeLine
from inspector_app.look.pieces import facts_list, quiet
from inspector_app.look.theme import SMALL

_LABEL = 124


def register_facts(lines: Sequence[tuple[str, str]]) -> ft.Control:
    """Names and values, to be selected and copied."""
    return ft.SelectionArea(facts_list(lines, _LABEL, spacing=10))


def change_lines(lines: Sequence[ChangeLine], more: str = "") -> ft.Control:
    """What was and is, a line each; ``more``: that there are others."""
    shown: list[ft.Control] = [_change(line) for line in lines]
    if more:
        shown.append(quiet(more))
    return ft.Column(shown, spacing=3, tight=True)


def _change(line: ChangeLine) -> ft.Control:
    spans = [ft.TextSpan(f"{line.title}  ", ft.TextStyle(color=ft.Colors.ON_SURFACE_VARIANT))]
    if line.before:
        spans.append(
            ft.TextSpan(
                line.before,
                ft.TextStyle(color=ft.Colors.ON_SURFACE_VARIANT, decoration=ft.TextDecoration.LINE_THROUGH),
            )
        )
        spans.append(ft.TextSpan(" → "))
    spans.append(ft.TextSpan(line.after, ft.TextStyle(weight=ft.FontWeight.W_600)))
    return ft.Text(spans=spans, size=SMALL, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS)
