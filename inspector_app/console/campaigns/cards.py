"""The cards of one campaign: widgets without any knowledge."""

from collections.abc import Callable, Sequence

import flet as ft

from inspector_app.console.campaigns.detail_view import DrawView
from inspector_app.console.campaigns.freeze_view import FreezeView, Outlook
from inspector_app.console.campaigns.visits_view import Chart
from inspector_app.console.desk import Desk
from inspector_app.look.colours import ACTIVE, BAD, CALM, GOOD, WARNING, Tone
from inspector_app.look.pieces import chip, facts_list, framed, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL, TOUCH
from sync.domain.campaigns.states import DrawState

Say = Callable[..., str]
_LABEL = 132
_STRETCH = ft.CrossAxisAlignment.STRETCH
_OUTLOOKS: dict[Outlook, Tone] = {Outlook.READY: GOOD, Outlook.HOPELESS: BAD}
_TONES: dict[DrawState, Tone] = {DrawState.FROZEN: WARNING, DrawState.DRAWN: GOOD, DrawState.IMPOSSIBLE: BAD}


def card(identifier: str, title: str, parts: Sequence[ft.Control], beside: ft.Control | None = None) -> ft.Control:
    """A card with a heading; ``beside`` stands at the heading's right end."""
    heading = ft.Text(title, size=HEADING, weight=ft.FontWeight.W_600, expand=True)
    top = ft.Row([heading, *([beside] if beside else [])], vertical_alignment=ft.CrossAxisAlignment.CENTER)
    column = ft.Column([top, *parts], spacing=12, horizontal_alignment=_STRETCH)
    return named(identifier, framed(column, padding=20))


def pairs(lines: Sequence[tuple[str, str]]) -> ft.Control:
    """Names and values, to be selected and copied."""
    return ft.SelectionArea(facts_list(lines, _LABEL))


def way_button(desk: Desk, icon: ft.IconData, words: str) -> ft.OutlinedButton | ft.IconButton:
    """To something about the same campaign; in words where there is room. ``words`` is a key."""
    if desk.roomy:
        return ft.OutlinedButton(desk.say(words), icon=icon, height=TOUCH)
    return ft.IconButton(icon, width=TOUCH, height=TOUCH, tooltip=desk.say(words))


def next_step(words: str, to_do: bool) -> ft.Control:
    """What to do now; or, where nothing is ``to_do``, where it stands."""
    row = ft.Row(
        [
            ft.Icon(ft.Icons.ARROW_CIRCLE_RIGHT_OUTLINED if to_do else ft.Icons.INFO_OUTLINED, color=ACTIVE.ink),
            ft.Text(words, size=BODY, color=ACTIVE.ink, expand=True),
        ],
        spacing=12,
    )
    return named("next-step", ft.Container(row, bgcolor=ACTIVE.fill, border_radius=RADIUS, padding=16))


def pools_row(pools: Sequence[tuple[str, str]]) -> ft.Control:
    """How many are in each pool, large."""
    figures: list[ft.Control] = [
        ft.Column(
            [ft.Text(count, size=28, weight=ft.FontWeight.W_600, color=ft.Colors.PRIMARY), quiet(name)], spacing=0, tight=True
        )
        for name, count in pools
    ]
    return ft.Row(figures, spacing=32, run_spacing=12, wrap=True)


def freeze_result(view: FreezeView) -> ft.Control:
    """What was looked at before anything is frozen."""
    tone = _OUTLOOKS.get(view.outlook, WARNING)
    words = ft.Text(view.headline, size=NOTE, color=tone.ink, weight=ft.FontWeight.W_600)
    banner = ft.Container(words, bgcolor=tone.fill, border_radius=8, padding=12)
    reaches = ft.Column([ft.Text(one, size=NOTE) for one in view.reaches], spacing=4)
    lines: list[ft.Control] = [pools_row(view.pools), named("freeze-reaches", reaches), named("freeze-headline", banner)]
    lines += _points(view.problems)
    lines += [quiet(words) for words in (view.more, view.note) if words]
    return ft.Column(lines, spacing=8, horizontal_alignment=_STRETCH)


def _points(lines: Sequence[str]) -> list[ft.Control]:
    """A point before each; what wraps stays to its right."""
    top = ft.CrossAxisAlignment.START
    return [
        ft.Row([ft.Text("·", size=NOTE), ft.Text(one, size=NOTE, expand=True)], spacing=8, vertical_alignment=top)
        for one in lines
    ]


def draw_card(view: DrawView, say: Say, actions: Sequence[ft.Control] = (), old: bool = False) -> ft.Control:
    """One draw: pools, digests, seed, what came of it. An older one without its digests."""
    parts: list[ft.Control] = [quiet(line) for line in (view.reason, view.frozen_when) if line]
    if not old:
        parts.append(pools_row(view.pools))
    parts.append(pairs([(say("console.draw.frozen"), view.frozen)]))
    if not old:
        files = [ft.Text(f"{digest}  {name}", size=SMALL) for name, digest in view.digests]
        parts.append(
            named(f"digests-{view.number}", ft.SelectionArea(ft.Column([quiet(say("console.draw.digests")), *files], spacing=4)))
        )
    if view.seed_lines:
        parts.append(named(f"seed-{view.number}", pairs(view.seed_lines)))
    if view.sealed:
        parts.append(quiet(view.sealed, NOTE))
    parts += _points(view.shortfalls)
    if view.replacements:
        parts.append(ft.Text(say("console.replace.title"), size=NOTE, weight=ft.FontWeight.W_600))
        parts += [ft.Text(line, size=NOTE) for line in view.replacements]
    if actions:
        parts.append(ft.Row(list(actions), spacing=12, run_spacing=8, wrap=True))
    mark = chip(view.state_text, _TONES[view.state], size=SMALL)
    return card(f"draw-{view.number}", view.title, parts, mark)


def chart_card(identifier: str, view: Chart) -> ft.Control:
    """Bars beside each other's numbers."""
    rows: list[ft.Control] = [
        ft.Row(
            [
                ft.Container(ft.Text(bar.name, size=NOTE, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS), width=_LABEL),
                ft.Container(ft.ProgressBar(value=bar.share, bar_height=14, border_radius=4, bgcolor=CALM.fill), expand=True),
                ft.Container(ft.Text(str(bar.count), size=NOTE, weight=ft.FontWeight.W_600), width=40),
            ],
            spacing=8,
        )
        for bar in view.bars
    ]
    if view.note:
        rows.insert(0, quiet(view.note))
    if view.more:
        rows.append(quiet(view.more))
    return card(identifier, view.title, [ft.Column(rows, spacing=6, horizontal_alignment=_STRETCH)])
