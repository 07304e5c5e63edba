"""A month's sheet: weeks, days, what its marks mean. Widgets without any knowledge."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import flet as ft

from inspector_app.console.campaigns.calendar_view import DayView, DueView, MonthView
from inspector_app.console.screens.list_lines import tappable_card
from inspector_app.look.colours import ACTIVE, CALM, CARD, GOOD, WARNING, Tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, SMALL, TOUCH

Say = Callable[..., str]
OVERDUE, FINISHED = ft.Icons.WARNING_AMBER_ROUNDED, ft.Icons.CHECK_CIRCLE_OUTLINE
_GAP = 4
_STRETCH = ft.CrossAxisAlignment.STRETCH
_CENTRE = ft.CrossAxisAlignment.CENTER


def month_sheet(view: MonthView, small: bool, on_choose: Callable[[date], Any]) -> ft.Control:
    """Seven columns; ``small``: the page has little room for them."""
    names: list[ft.Control] = [
        ft.Container(quiet(name, SMALL, text_align=ft.TextAlign.CENTER), expand=True) for name in view.weekdays
    ]
    gap = 2 if small else _GAP
    weeks = [_week(week, small, gap, on_choose) for week in view.weeks]
    return named("month", ft.Column([ft.Row(names, spacing=gap), *weeks], spacing=gap, horizontal_alignment=_STRETCH))


def legend(say: Say) -> ft.Control:
    """What stands in a day."""
    share = ft.Row([ft.Text("3/8", size=SMALL, weight=ft.FontWeight.W_600), quiet(say("console.calendar.legend_share"))])
    overdue = ft.Row([ft.Icon(OVERDUE, size=16, color=WARNING.solid), quiet(say("console.calendar.legend_overdue"))])
    finished = ft.Row([ft.Icon(FINISHED, size=16, color=GOOD.solid), quiet(say("console.calendar.legend_finished"))])
    for pair in (share, overdue, finished):
        pair.spacing, pair.tight = 6, True
    return ft.Row([share, overdue, finished], spacing=20, run_spacing=4, wrap=True)


class MonthTurner:
    """The month's name between the ways to the others, built once and only relabelled: a second tap meets the first one's button.
    ``on_turn`` makes the handler for so many months."""

    def __init__(self, on_turn: Callable[[int], Any], on_today: Any) -> None:
        self._back = ft.IconButton(ft.Icons.CHEVRON_LEFT, width=TOUCH, height=TOUCH, on_click=on_turn(-1))
        self._on = ft.IconButton(ft.Icons.CHEVRON_RIGHT, width=TOUCH, height=TOUCH, on_click=on_turn(1))
        self._today = ft.TextButton("", height=TOUCH, on_click=on_today)
        self._title = ft.Text("", size=HEADING, weight=ft.FontWeight.W_600)
        turns = [named("previous-month", self._back), named("next-month", self._on)]
        beside = [*turns, named("month-title", self._title), ft.Container(expand=True)]
        self._root = ft.Row([*beside, named("this-month", self._today)], spacing=4)

    def told(self, view: MonthView, say: Say) -> ft.Control:
        """The same row, for this month."""
        self._back.disabled, self._on.disabled = not view.earlier, not view.later
        self._back.tooltip, self._on.tooltip = say("console.calendar.previous"), say("console.calendar.next")
        self._today.content, self._title.value = say("console.calendar.today"), view.title
        return self._root


def calendar_page(head: ft.Control, wide: bool, phone: bool, sheet: ft.Column, day: ft.Column) -> ft.Control:
    """The whole page: a heading over month and day."""
    body = ft.Column([head, _month_and_day(wide, sheet, day)], spacing=12, expand=True, horizontal_alignment=_STRETCH)
    edge = 8 if phone else 24
    return ft.Container(body, expand=True, padding=ft.Padding.only(left=edge, right=edge, top=8, bottom=8))


def _month_and_day(wide: bool, sheet: ft.Column, day: ft.Column) -> ft.Control:
    """Side by side, each scrolling by itself; below each other, scrolling as one."""
    if not wide:
        sheet.scroll = day.scroll = None
        return ft.Column([sheet, day], spacing=16, scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=_STRETCH)
    sheet.scroll = day.scroll = ft.ScrollMode.AUTO
    beside = ft.Container(day, expand=2, padding=ft.Padding.only(top=8))
    sides: list[ft.Control] = [ft.Container(sheet, expand=3), beside]
    return ft.Row(sides, spacing=24, expand=True, vertical_alignment=_STRETCH)


def nothing_due(words: str) -> ft.Control:
    """Why nothing is due."""
    return named("nothing-due", ft.Container(quiet(words, NOTE), padding=ft.Padding.symmetric(vertical=12)))


def due_card(identifier: str, view: DueView, on_open: Any) -> ft.Control:
    """What a campaign has on the chosen day."""
    name = ft.Text(view.title, size=BODY, weight=ft.FontWeight.W_600, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS, expand=True)
    arrow = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.OUTLINE)
    marks = ft.Row(_marks(view), spacing=8, run_spacing=8, wrap=True)
    return tappable_card(identifier, [ft.Row([name, arrow], spacing=8), marks], on_open, spacing=8)


def due_heading(view: DueView) -> ft.Control:
    """The chosen day with its numbers."""
    title = ft.Text(view.title, size=HEADING, weight=ft.FontWeight.W_600)
    row = ft.Row([title, *_marks(view)], spacing=8, run_spacing=8, wrap=True, vertical_alignment=_CENTRE)
    return named("chosen-day", row)


def _marks(view: DueView) -> list[ft.Control]:
    marks: list[ft.Control] = [chip(view.due, CALM, size=SMALL), chip(view.done, GOOD if view.begun else CALM, size=SMALL)]
    return [*marks, chip(view.overdue, WARNING, OVERDUE, size=SMALL)] if view.overdue else marks


def _week(week: Sequence[DayView | None], small: bool, gap: int, on_choose: Callable[[date], Any]) -> ft.Control:
    """A week without visits is lower where there is little room; another month's days leave theirs empty."""
    height = 80 if not small else 72 if any(day and day.share for day in week) else 48
    days: list[ft.Control] = [_day(day, small, height, on_choose) if day else ft.Container(expand=True) for day in week]
    return ft.Row(days, spacing=gap)


def _day(view: DayView, small: bool, height: int, on_choose: Callable[[date], Any]) -> ft.Control:
    tone = _tone(view)
    plain = ft.Colors.ON_SURFACE if view.within else ft.Colors.OUTLINE
    ink = tone.ink if tone else plain
    number = ft.Text(view.number, size=SMALL if small else NOTE, color=ft.Colors.ON_PRIMARY if view.today else ink)
    circle = ft.Container(number, height=24, alignment=ft.Alignment.CENTER if small or view.today else ft.Alignment.CENTER_LEFT)
    circle.width, circle.border_radius, circle.bgcolor = 24, 12, ft.Colors.PRIMARY if view.today else None
    parts: list[ft.Control] = [circle]
    if tone:
        parts += _numbers(view, small, tone)
    colour = ft.Colors.PRIMARY if view.chosen else ft.Colors.OUTLINE_VARIANT
    column = ft.Column(parts, spacing=0, horizontal_alignment=_CENTRE if small else ft.CrossAxisAlignment.START)
    box = ft.Container(
        ft.Semantics(content=column, exclude_semantics=True),
        height=height,
        padding=2 if small else ft.Padding.symmetric(horizontal=8, vertical=6),
        border_radius=8,
        border=ft.Border.all(2 if view.chosen else 1, colour),
        bgcolor=tone.fill if tone else CARD if view.within else None,
    )
    if tone:
        box.on_click, box.ink = on_choose(view.day), True
    more = {"button": True, "selected": view.chosen} if tone else {}
    return named(f"day-{view.day}", box, label=view.said, expand=True, **more)


def _numbers(view: DayView, small: bool, tone: Tone) -> list[ft.Control]:
    share = ft.Text(view.narrow if small else view.share, size=NOTE, color=tone.ink, weight=ft.FontWeight.W_600)
    share.text_align, share.style = ft.TextAlign.CENTER, ft.TextStyle(height=1.15)
    if view.finished:
        mark = ft.Icon(FINISHED, size=16, color=tone.ink)
        return [share, mark] if small else [ft.Row([share, mark], spacing=4)]
    if not view.overdue:
        return [share]
    late = ft.Text(view.overdue, size=SMALL, color=tone.ink, weight=ft.FontWeight.W_600, no_wrap=True)
    return [share, ft.Row([ft.Icon(OVERDUE, size=14, color=tone.ink), late], spacing=2, tight=True)]


def _tone(view: DayView) -> Tone | None:
    if not view.share:
        return None
    return WARNING if view.overdue else GOOD if view.finished else ACTIVE
