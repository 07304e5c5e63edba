"""What is seen while a file is on its way, read, or brought in."""

from enum import StrEnum

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE


class Step(StrEnum):
    """What takes a while."""

    UPLOADING = "uploading"
    LOOKING = "looking"
    IMPORTING = "importing"


class WorkPanel:
    """A bar that fills where it is known how far it is, and otherwise runs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.busy: Step | None = None
        self._name = ""
        self._bar = ft.ProgressBar(bar_height=6, border_radius=3)
        self._words = ft.Text(size=BODY, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER)
        self._file = quiet("", NOTE, text_align=ft.TextAlign.CENTER, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        column = ft.Column(
            [self._words, self._file, ft.Container(self._bar, width=420)],
            spacing=16,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        )
        padding = ft.Padding.symmetric(horizontal=24, vertical=72)
        self.root = named("import-work", ft.Container(column, padding=padding, alignment=ft.Alignment.TOP_CENTER))

    def begin(self, step: Step | None, name: str) -> None:
        """This now, with a file of this name; or nothing any more."""
        self.busy, self._name = step, name
        self._bar.value = 0 if step is Step.UPLOADING else None

    def advance(self, share: float) -> None:
        """So far it is, from 0 to 1."""
        self._bar.value = share
        self._bar.update()

    def paint(self) -> None:
        """Words."""
        if self.busy:
            self._words.value = self._desk.say(f"console.import.step.{self.busy.value}")
        self._file.value = self._name
