"""Lines of a preview: widgets without any knowledge."""

import flet as ft

from inspector_app.console.registers.import_view import Group, PreviewRow
from inspector_app.console.registers.pieces import change_lines
from inspector_app.look.colours import ACTIVE, BAD, CALM, WARNING, Tone
from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import BODY, NOTE, SMALL

_TONES: dict[Group, Tone] = {Group.WRONG: BAD, Group.LEAVING: WARNING, Group.CHANGED: ACTIVE, Group.NEW: CALM}
_LINE = ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
_WHERE = 196


def preview_line(row: PreviewRow, wide: bool) -> ft.Control:
    """Where in the file, what, and what to do about it."""
    where = quiet(row.where, SMALL)
    parts: list[ft.Control] = []
    if row.title:
        quoted = f"“{row.title}”" if row.group is Group.WRONG else row.title
        parts.append(ft.Text(quoted, size=BODY, weight=ft.FontWeight.W_600, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS))
    if row.note:
        parts.append(ft.Text(row.note, size=NOTE, max_lines=5, overflow=ft.TextOverflow.ELLIPSIS))
    if row.lines:
        parts.append(change_lines(row.lines))
    mark = ft.Border.only(left=ft.BorderSide(4, _TONES[row.group].solid))
    if wide:
        body = ft.Row(
            [ft.Container(where, width=_WHERE), ft.Column(parts, spacing=3, expand=True)],
            spacing=16,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        inner = ft.Container(body, padding=ft.Padding.symmetric(horizontal=16, vertical=10), border=mark)
        return named(_identifier(row), ft.Container(inner, border=_LINE))
    body_column = ft.Column([where, *parts], spacing=3)
    inner = ft.Container(body_column, padding=ft.Padding.symmetric(horizontal=14, vertical=12), border=mark)
    return named(
        _identifier(row),
        framed(inner, clip_behavior=ft.ClipBehavior.ANTI_ALIAS),
    )


def _identifier(row: PreviewRow) -> str:
    return f"{row.group.value}-{row.number}"
