"""The parts of an item's card: widgets without any knowledge."""

from typing import Any

import flet as ft

from inspector_app.console.screens.item_view import ItemView, RevisionView
from inspector_app.console.screens.previous_view import PreviousView
from inspector_app.look.colours import BAD, DISPUTED, GOOD, WARNING, Tone, outcome_tone, severity_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, NOTE, SMALL, TOUCH
from sync.domain.previous import Turn

_TURNS: dict[Turn, tuple[Tone, ft.IconData]] = {
    Turn.PUT_RIGHT: (GOOD, ft.Icons.TRENDING_UP),
    Turn.FAILS_NOW: (BAD, ft.Icons.TRENDING_DOWN),
    Turn.FAILS_AGAIN: (WARNING, ft.Icons.REPEAT),
}
_OUTCOME_WIDTH = {"zh-CN": 74, "en": 122}


def wide_head(view: ItemView, language: str, side: list[ft.Control]) -> ft.Control:
    """Answer, title and what belongs to the item on one line; the answers stand below each other. It grows with its title."""
    least = ft.Container(height=TOUCH)
    row = [_outcome_box(view, _OUTCOME_WIDTH[language]), ft.Container(_title(view), expand=True), *side, least]
    return ft.Row(row, spacing=12, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def narrow_head(view: ItemView) -> ft.Control:
    """Title, and the answer at its right."""
    words: ft.Control = ft.Container(_title(view), expand=True, padding=ft.Padding.only(top=3))
    row = [words, chip(view.outcome_text, outcome_tone(view.outcome))]
    return ft.Row(row, spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)


def fact_chips(view: ItemView) -> list[ft.Control]:
    """Severity, and until when or that it was fixed."""
    chips: list[ft.Control] = []
    if view.severity:
        chips.append(chip(view.severity_text, severity_tone(view.severity)))
    if view.deadline:
        chips.append(chip(view.deadline, GOOD if view.fixed else WARNING, ft.Icons.DONE if view.fixed else ft.Icons.EVENT))
    return chips


def asked_box(text: str) -> ft.Control:
    """What the last return asked for."""
    words = ft.Text(text, size=NOTE, color=WARNING.ink)
    return ft.Container(words, bgcolor=WARNING.fill, border_radius=8, padding=ft.Padding.symmetric(horizontal=12, vertical=8))


def previous_box(code: str, view: PreviousView, photo: ft.Control | None) -> ft.Control:
    """What the visit before found: a quiet line, in colour only where the answer is another one or fails again."""
    icon = ft.Icon(ft.Icons.HISTORY, size=16, color=outcome_tone(view.outcome).solid)
    words = ft.Row([icon, ft.Container(quiet(view.line), expand=True)], spacing=6, vertical_alignment=ft.CrossAxisAlignment.START)
    lines: list[ft.Control] = [words]
    if view.turn:
        tone, mark = _TURNS[view.turn]
        lines.append(ft.Row([named(f"turn-{code}", chip(view.turn_text, tone, mark, SMALL))]))
    if photo is not None:
        lines.append(ft.Row([photo]))
    return named(f"previous-{code}", ft.Column(lines, spacing=6))


def conflict_chip(text: str) -> ft.Control:
    """Two people's values met here."""
    return chip(text, DISPUTED, ft.Icons.CALL_SPLIT, size=SMALL)


def revision_line(view: RevisionView) -> ft.Control:
    """One entry of the history; one that was not applied says so, and who decided."""
    tone = DISPUTED if view.conflict else outcome_tone(view.outcome)
    head: list[ft.Control] = [
        chip(view.outcome_text, outcome_tone(view.outcome), size=SMALL),
        quiet(f"{view.author} · {view.at}"),
    ]
    if view.conflict:
        head.append(conflict_chip(view.settlement))
    if view.received:
        head.append(quiet(view.received))
    lines: list[ft.Control] = [ft.Row(head, spacing=8, run_spacing=4, wrap=True)]
    if view.text:
        lines.append(ft.Text(view.text, size=NOTE))
    side = ft.Border.only(left=ft.BorderSide(3, tone.solid))
    return ft.Container(ft.Column(lines, spacing=4), border=side, padding=ft.Padding.only(left=12, top=2, bottom=2))


def small_button(label: str, on_click: Any, icon: ft.IconData | None = None) -> ft.TextButton:
    """Low in words, as high as a finger."""
    style = ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=12), text_style=ft.TextStyle(size=NOTE, weight=ft.FontWeight.W_600)
    )
    return ft.TextButton(label, icon=icon, on_click=on_click, height=TOUCH, style=style)


def card_border(view: ItemView, marked: bool) -> ft.Border:
    """Marked to go back, in conflict, or neither."""
    if marked:
        return ft.Border.all(2, WARNING.solid)
    return ft.Border.all(1, DISPUTED.solid if view.undecided else ft.Colors.OUTLINE_VARIANT)


def _title(view: ItemView) -> ft.Text:
    weight = ft.FontWeight.W_600 if view.failed else None
    code = ft.TextSpan(f"{view.code}  ", ft.TextStyle(color=ft.Colors.ON_SURFACE_VARIANT, size=NOTE))
    title = ft.TextSpan(view.title, ft.TextStyle(size=BODY, weight=weight))
    return ft.Text(spans=[code, title], tooltip=view.guidance)


def _outcome_box(view: ItemView, width: int) -> ft.Control:
    tone = outcome_tone(view.outcome)
    words = ft.Text(view.outcome_text, size=NOTE, color=tone.ink, weight=ft.FontWeight.W_600, no_wrap=True)
    box = ft.Container(words, bgcolor=tone.fill, border_radius=8, alignment=ft.Alignment.CENTER, height=30)
    return ft.Container(box, width=width)
