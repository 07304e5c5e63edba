"""Choosing a file, and what it should hold."""

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.picking import FileArrival
from inspector_app.console.registers.import_job import ImportJob
from inspector_app.console.registers.import_view import columns_view, family
from inspector_app.look.colours import BAD, CALM
from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL, TOUCH
from sync.errors import SuichaError

_ENDINGS = ("xlsx", "csv", "txt", "tsv", "xls")
"""What the browser offers; an old .xls is offered, so that it can be said what to do with it."""


class ChoiceView:
    """Why a file was not taken stands above the button."""

    def __init__(self, desk: Desk, job: ImportJob, arrival: FileArrival) -> None:
        self._desk = desk
        self._listed = job.listed
        self._error: SuichaError | None = None
        self._key = ""
        self._problem = ft.Text(size=NOTE, color=BAD.ink)
        self._problem_box = ft.Container(
            ft.Row([ft.Icon(ft.Icons.ERROR_OUTLINE, color=BAD.ink), ft.Container(self._problem, expand=True)], spacing=12),
            bgcolor=BAD.fill,
            border_radius=RADIUS,
            padding=16,
        )
        self._problem_named = named("import-problem", self._problem_box, live_region=True, visible=False)
        self._how = ft.Text(size=BODY)
        self._choose = ft.FilledButton(icon=ft.Icons.UPLOAD_FILE, height=TOUCH)
        self._choose.action = arrival.action(*_ENDINGS)
        self._template = ft.OutlinedButton(icon=ft.Icons.NOTE_ADD_OUTLINED, height=TOUCH)
        self._template.on_click = desk.guard(job.template)
        self._export = ft.OutlinedButton(icon=ft.Icons.DOWNLOAD, height=TOUCH)
        self._export.on_click = desk.guard(job.export)
        self._heading = ft.Text(size=HEADING, weight=ft.FontWeight.W_600)
        self._rules = quiet("", NOTE)
        self._columns = ft.Row(spacing=8, run_spacing=8, wrap=True)
        buttons = ft.Row(
            [
                named("choose-file", self._choose),
                named("import-template", self._template),
                named("import-export", self._export),
            ],
            spacing=12,
            run_spacing=12,
            wrap=True,
        )
        first = _card(ft.Column([self._how, buttons], spacing=16))
        second = _card(ft.Column([self._heading, self._columns, self._rules], spacing=12))
        self.root = ft.Column(
            [self._problem_named, first, second],
            spacing=12,
            scroll=ft.ScrollMode.AUTO,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    def say(self, error: SuichaError | None) -> None:
        """Why a file was not taken, from the next paint on; or nothing."""
        self._error, self._key = error, ""

    def say_key(self, key: str) -> None:
        """The same, for what is no error of the centre."""
        self._error, self._key = None, key

    def paint(self) -> None:
        """Words in the page's language."""
        desk = self._desk
        self._problem.value = desk.explain(self._error) if self._error else desk.say(self._key) if self._key else ""
        self._problem_named.visible = bool(self._problem.value)
        self._how.value = desk.say(f"console.import.how.{family(self._listed)}")
        self._choose.content = desk.say("console.import.choose")
        self._template.content = desk.say("console.register.template")
        self._export.content = desk.say("console.register.export.xlsx")
        self._heading.value = desk.say("console.import.columns")
        self._rules.value = desk.say(f"console.import.rules.{family(self._listed)}")
        self._columns.controls = [_column(words, needed) for words, needed in columns_view(desk.language, self._listed)]


def _column(words: str, needed: bool) -> ft.Control:
    text = ft.Text(f"{words} *" if needed else words, size=SMALL, color=CALM.ink, weight=ft.FontWeight.W_600 if needed else None)
    return ft.Container(text, bgcolor=CALM.fill, border_radius=8, padding=ft.Padding.symmetric(horizontal=10, vertical=4))


def _card(content: ft.Control) -> ft.Control:
    return framed(content, padding=20)
