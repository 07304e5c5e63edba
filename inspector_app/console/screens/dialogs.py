"""Dialogs of one look, and their fields."""

from collections.abc import Callable, Iterator
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.kept_words import KeptWords
from inspector_app.look.colours import CARD
from inspector_app.look.guard import Handler
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, TOUCH
from sync.domain.inspections import LONGEST_TEXT
from sync.errors import SuichaError, TokenInvalid

_WIDTH = 520
_EDGE = 96


class ProblemLine:
    """Why a dialog could not do what it was asked to. It stands inside: what lies under a dialog is out of sight and reach."""

    def __init__(self, desk: Desk, identifier: str = "dialog-problem") -> None:
        self._desk = desk
        self._text = ft.Text(size=NOTE, color=ft.Colors.ERROR)
        self.root = named(identifier, self._text, live_region=True, visible=False)

    def say(self, words: str) -> None:
        """This, or nothing."""
        if words or self.root.visible:
            self._text.value, self.root.visible = words, bool(words)
            self.root.update()

    def around(self, act: Callable[[], Any]) -> Handler:
        """An act of the dialog: an error is said here, and the dialog stays as it is."""

        async def attempt() -> None:
            self.say("")
            try:
                await act()
            except TokenInvalid:
                raise
            except SuichaError as error:
                self.say(self._desk.explain(error))

        return attempt


def text_field(label: str, value: str = "") -> ft.TextField:
    """A field for a comment of a few lines."""
    return ft.TextField(
        label=label,
        value=value,
        multiline=True,
        min_lines=2,
        max_lines=5,
        max_length=LONGEST_TEXT,
        counter="",
        text_size=BODY,
        border=ft.OutlineInputBorder(border_radius=RADIUS),
    )


def dialog(desk: Desk, title: str, lines: list[ft.Control], *actions: ft.Control, cancel: str = "") -> ft.AlertDialog:
    """A question with its fields; before the actions stands the way out, by default as "Cancel"."""
    way_out = ft.TextButton(
        cancel or desk.say("console.cancel"), height=TOUCH, on_click=desk.guard(lambda: desk.page.pop_dialog())
    )
    width = min(_WIDTH, desk.width - _EDGE)
    heading = ft.Text(title, size=HEADING, weight=ft.FontWeight.W_600)
    return ft.AlertDialog(
        modal=True,
        title=named("dialog-title", ft.Container(heading, width=width)),
        content=ft.Container(
            ft.Column(lines, spacing=16, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            width=width,
        ),
        scrollable=True,
        bgcolor=CARD,
        actions=[named("dialog-cancel", way_out), *actions],
        inset_padding=ft.Padding.symmetric(horizontal=16, vertical=24),
        shape=ft.RoundedRectangleBorder(radius=20),
    )


def fields_in(control: object) -> Iterator[ft.TextField]:
    """Every field for text in a dialog, however deep."""
    if isinstance(control, ft.TextField):
        yield control
    inside = [getattr(control, "content", None), *getattr(control, "controls", ()), *getattr(control, "actions", ())]
    for one in inside:
        if isinstance(one, ft.Control):
            yield from fields_in(one)


class OpenDialog:
    """The one dialog that a screen has open, if it has. Escape leaves it, unless something was typed into it: then the key may
    be meant for the word that is being composed, and the words would be lost."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: ft.AlertDialog | None = None
        self._words: KeptWords | None = None
        self._offered: dict[ft.TextField, str] = {}

    @property
    def is_open(self) -> bool:
        return self._shown is not None and bool(self._shown.open)

    def show(self, made: ft.AlertDialog) -> None:
        """Over everything."""
        self._shown = made
        self._offered = {field: field.value for field in fields_in(made)}
        made.on_dismiss = self._desk.guard(self._left(made.on_dismiss))
        self._desk.page.show_dialog(made)
        self._desk.listen_to_keys(self._key)

    async def show_keeping_words(self, made: ft.AlertDialog, place: str) -> None:
        """Over everything, with the comments that were typed there and not sent. ``place`` names the dialog and what it is
        about."""
        desk, account = self._desk, self._desk.account
        comments = [field for field in fields_in(made) if field.multiline]
        words = KeptWords(desk.memory, account.person_id, place, comments, desk.guard) if account else None
        self.show(made)
        self._words = words
        for field in await words.bring_back() if words else ():
            if self._words is words:
                field.update()

    def leave(self) -> None:
        """The screen goes: what was typed is kept for the next time."""
        self._words = None
        self.close()

    def close(self) -> None:
        """If it is still open."""
        if self._shown is not None and self.is_open:
            self._shown.open = False
            self._shown.update()
        self._shown = None

    def _key(self, event: ft.KeyboardEvent) -> None:
        if event.key == "Escape" and self._shown and self.is_open and not self._typed(self._shown):
            self.close()

    def _typed(self, shown: ft.AlertDialog) -> bool:
        return any(field.value != self._offered.get(field, "") for field in fields_in(shown))

    def _left(self, before: Any) -> Callable[[], Any]:
        async def left() -> None:
            if not self.is_open:
                self._desk.listen_to_keys(None)
                words, self._words = self._words, None
                if words is not None:
                    await words.forget()
            if before:
                await before()

        return left
