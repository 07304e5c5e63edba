"""What stands on a wall, to be read from afar: widgets without any knowledge."""

from collections.abc import Sequence

import flet as ft

from inspector_app.console.campaigns.wall_view import Tile
from inspector_app.look.colours import ACTIVE, CARD
from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import HEADING

_CENTRE = ft.CrossAxisAlignment.CENTER
_HUGE, _LARGE = 72, 34


def heading(words: str) -> ft.Text:
    """What a step is about."""
    return ft.Text(words, size=_LARGE, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER)


def title(name: str, period: str, draw: str) -> ft.Control:
    """The first step."""
    words = ft.Text(name, size=56, weight=ft.FontWeight.W_700, text_align=ft.TextAlign.CENTER)
    return _middle([words, ft.Text(period, size=_LARGE, text_align=ft.TextAlign.CENTER), quiet(draw, 28)])


def figures(words: str, pools: Sequence[tuple[str, str]]) -> ft.Control:
    """How many are in each pool."""
    columns: list[ft.Control] = [
        ft.Column(
            [ft.Text(count, size=_HUGE, weight=ft.FontWeight.W_700, color=ft.Colors.PRIMARY), ft.Text(name, size=28)],
            horizontal_alignment=_CENTRE,
            tight=True,
        )
        for name, count in pools
    ]
    row = ft.Row(columns, spacing=96, run_spacing=32, wrap=True, alignment=ft.MainAxisAlignment.CENTER)
    return _middle([heading(words), row])


def digests(words: str, label: str, frozen: str, files: Sequence[tuple[str, str]]) -> ft.Control:
    """What was published before anybody knew the seed."""
    lines: list[ft.Control] = [
        ft.Text(f"{digest}  {name}", size=HEADING, text_align=ft.TextAlign.CENTER) for name, digest in files
    ]
    total = ft.Text(frozen, size=28, weight=ft.FontWeight.W_600, color=ft.Colors.PRIMARY, text_align=ft.TextAlign.CENTER)
    return _middle([heading(words), quiet(label, HEADING), ft.SelectionArea(total), *lines])


def seed_lines(words: str, lines: Sequence[tuple[str, str]]) -> ft.Control:
    """The seed, where it came from, and who saw it."""
    parts: list[ft.Control] = [heading(words)]
    for number, (name, value) in enumerate(lines):
        size = 44 if not number else 24
        text = ft.Text(value, size=size, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER)
        parts.append(ft.Column([quiet(name, HEADING), text], spacing=2, horizontal_alignment=_CENTRE, tight=True))
    return _middle(parts)


def nothing_yet(words: str, below: str) -> ft.Control:
    """What is waited for."""
    icon = ft.Icon(ft.Icons.HOURGLASS_EMPTY, size=72, color=ft.Colors.OUTLINE)
    return _middle([icon, heading(words), ft.Text(below, size=28, text_align=ft.TextAlign.CENTER)])


def shortfalls(words: str, lines: Sequence[str]) -> ft.Control:
    """Why nobody was drawn."""
    return _middle([heading(words), *(ft.Text(line, size=HEADING, text_align=ft.TextAlign.CENTER) for line in lines)])


def tiles(shown: Sequence[Tile], columns: int, newest: bool) -> ft.Control:
    """Those that were drawn, row by row; the ``newest`` stands out."""
    cells = [_tile(one, newest and one is shown[-1]) for one in shown]
    rows: list[ft.Control] = []
    for start in range(0, len(cells), columns):
        row: list[ft.Control] = [*cells[start : start + columns]]
        row += [ft.Container(expand=True) for _ in range(columns - len(row))]
        rows.append(ft.Row(row, spacing=12))
    return ft.Column(rows, spacing=12, expand=True, scroll=ft.ScrollMode.HIDDEN)


def _tile(one: Tile, newest: bool) -> ft.Container:
    ink = ACTIVE.ink if newest else None
    name = ft.Text(f"{one.number}. {one.name}", size=22, weight=ft.FontWeight.W_600, color=ink, max_lines=1)
    name.overflow = ft.TextOverflow.ELLIPSIS
    about = ft.Text(
        one.about, size=HEADING, color=ink or ft.Colors.ON_SURFACE_VARIANT, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS
    )
    team = ft.Text(one.team, size=HEADING, color=ink, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    box = framed(ft.Column([name, about, team], spacing=2), padding=16, bgcolor=ACTIVE.fill if newest else CARD)
    return ft.Container(named(f"tile-{one.number}", box), expand=True)


def _middle(parts: Sequence[ft.Control]) -> ft.Control:
    column = ft.Column(
        list(parts), spacing=20, horizontal_alignment=_CENTRE, alignment=ft.MainAxisAlignment.CENTER, scroll=ft.ScrollMode.AUTO
    )
    return ft.Container(column, alignment=ft.Alignment.CENTER, expand=True)
