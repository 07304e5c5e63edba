"""One tablet: what is known of it, and its revocation."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import ProblemLine, dialog, text_field
from inspector_app.console.screens.revoke_view import cut_off_in, revoke_view
from inspector_app.console.screens.tablets_rows import facts_list
from inspector_app.console.screens.tablets_view import TabletView
from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from sync.protocol.administration import RevokeRequest


def tablet_dialog(desk: Desk, view: TabletView, on_revoke: Callable[[], Any]) -> ft.AlertDialog:
    """Everything that is known of it; a way to revoke one that is in service."""
    actions = []
    if not view.revoked:
        button = ft.OutlinedButton(desk.say("console.revoke.button"), height=TOUCH, on_click=desk.guard(on_revoke))
        button.style = ft.ButtonStyle(color=ft.Colors.ERROR)
        actions.append(named("revoke", button))
    return dialog(desk, view.name, [facts_list(view)], *actions, cancel=desk.say("console.close"))


class RevokeDialog:
    """From when on nothing of the tablet counts any more, and why."""

    def __init__(self, desk: Desk, tablet: TabletView, on_revoke: Callable[[RevokeRequest], Any]) -> None:
        self._desk = desk
        self._tablet = tablet
        self._on_revoke = on_revoke
        view = revoke_view(desk.language, tablet, desk.now)
        self._cut_off = ft.TextField(
            label=desk.say("console.revoke.cut_off"),
            value=view.cut_off,
            helper=desk.say("console.revoke.cut_off_hint"),
            helper_max_lines=5,
            error_max_lines=3,
            text_size=BODY,
            border=ft.OutlineInputBorder(border_radius=RADIUS),
            on_change=desk.guard(lambda: self._say_of_cut_off("")),
        )
        self._comment = text_field(desk.say("console.revoke.comment"))
        self._problem = ProblemLine(desk)
        warnings: list[ft.Control] = [ft.Text(words, size=NOTE, color=WARNING.ink) for words in view.warnings]
        told = ft.Container(ft.Column(warnings, spacing=8, tight=True), bgcolor=WARNING.fill, border_radius=8, padding=12)
        lines: list[ft.Control] = [
            named("revoke-warnings", told),
            named("revoke-cut-off", self._cut_off),
            named("revoke-comment", self._comment),
            self._problem.root,
        ]
        confirm = ft.FilledButton(desk.say("console.revoke.confirm"), height=TOUCH)
        confirm.on_click = desk.guard(self._problem.around(self._send))
        confirm.style = ft.ButtonStyle(bgcolor=ft.Colors.ERROR, color=ft.Colors.ON_ERROR)
        self.root = dialog(desk, desk.say("console.revoke.title", name=tablet.name), lines, named("revoke-confirm", confirm))

    async def _send(self) -> None:
        cut_off = cut_off_in(self._cut_off.value, self._desk.now, self._tablet.skew_seconds)
        self._say_of_cut_off("" if cut_off else self._desk.say("console.revoke.no_moment"))
        if cut_off is not None:
            await self._on_revoke(RevokeRequest(self._comment.value.strip(), cut_off))

    def _say_of_cut_off(self, problem: str) -> None:
        if (self._cut_off.error or "") != problem:
            self._cut_off.error = problem or None
            self._cut_off.update()
