"""The two decisions about a turned-down operation, each confirmed in a dialog."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import ProblemLine, dialog, text_field
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, TOUCH


def release_dialog(desk: Desk, count: int, on_release: Callable[[str], Any]) -> ft.AlertDialog:
    """Once more through the intake, with a comment if one likes."""
    comment = text_field(desk.say("console.release.comment"))
    confirm = ft.FilledButton(desk.say("console.release.confirm"), height=TOUCH)
    problem = ProblemLine(desk)
    confirm.on_click = desk.guard(problem.around(lambda: on_release(comment.value.strip())))
    effect = ft.Text(desk.say("console.release.effect"), size=BODY)
    lines: list[ft.Control] = [effect, named("release-comment", comment), problem.root]
    return dialog(desk, desk.say("console.release.title", count=count), lines, named("release-confirm", confirm))


class RejectDialog:
    """For good, and why: the officer gets to read it."""

    def __init__(self, desk: Desk, on_reject: Callable[[str], Any]) -> None:
        self._desk = desk
        self._on_reject = on_reject
        self._comment = text_field(desk.say("console.reject.comment"))
        self._problem = ProblemLine(desk)
        confirm = ft.FilledButton(desk.say("console.reject.confirm"), height=TOUCH)
        confirm.on_click = desk.guard(self._problem.around(self._send))
        confirm.style = ft.ButtonStyle(bgcolor=ft.Colors.ERROR, color=ft.Colors.ON_ERROR)
        lines: list[ft.Control] = [
            ft.Text(desk.say("console.reject.effect"), size=BODY),
            named("reject-comment", self._comment),
            self._problem.root,
        ]
        self.root = dialog(desk, desk.say("console.reject.title"), lines, named("reject-confirm", confirm))

    async def _send(self) -> None:
        comment = self._comment.value.strip()
        if comment:
            await self._on_reject(comment)
        else:
            self._problem.say(self._desk.say("console.reject.say_why"))
