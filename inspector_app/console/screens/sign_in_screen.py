"""Sign-in: login and password; what stands in the way is said under the fields."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.screens.sign_in_view import missing_field, sign_in_view
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS
from sync.domain.people import Role
from sync.errors import AccessDenied, Refused, SuichaError, Unavailable
from sync.protocol.console import Session

_CARD = 400
_BUTTON = 52


class SignInScreen:
    """``on_signed_in`` gets the session; ``buttons`` are language and brightness."""

    def __init__(self, desk: Desk, buttons: ft.Control, on_signed_in: Callable[[Session], Any]) -> None:
        self._desk = desk
        self._on_signed_in = on_signed_in
        self._trouble: Callable[[], str] = lambda: ""
        self._busy = False
        self._title = ft.Text(size=28, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER)
        self._subtitle = quiet("", NOTE, text_align=ft.TextAlign.CENTER)
        submit = desk.guard(self._submit)
        self._login = _field(submit, ft.Icons.PERSON_OUTLINE, autofocus=True, autofill_hints=ft.AutofillHint.USERNAME)
        self._password = _field(
            submit, ft.Icons.LOCK_OUTLINE, password=True, can_reveal_password=True, autofill_hints=ft.AutofillHint.PASSWORD
        )
        self._problem_text = ft.Text(size=NOTE, color=ft.Colors.ON_ERROR_CONTAINER, expand=True)
        self._problem = named("sign-in-problem", self._problem_box(), live_region=True)
        self._button = ft.FilledButton(on_click=submit, height=_BUTTON, expand=True)
        self.root = ft.Column([self._top(buttons), self._middle()], expand=True, spacing=0)

    def paint(self) -> None:
        """Texts in the page's language; what was typed stays."""
        view = sign_in_view(self._desk.language, self._trouble(), self._busy)
        self._title.value, self._subtitle.value = view.title, view.subtitle
        self._login.label, self._password.label = view.login, view.password
        self._button.content, self._button.disabled = view.button, view.busy
        self._problem_text.value = view.problem
        self._problem.visible = bool(view.problem)

    def explain(self, error: SuichaError) -> None:
        """Say why sign-in is needed again, or did not work; in whatever language the page is in."""
        self._trouble = lambda: self._desk.explain(error)
        self.paint()

    async def _submit(self) -> None:
        if self._busy:
            return
        login, password = self._login.value.strip(), self._password.value
        if missing := missing_field(login, password):
            self._trouble = lambda: self._desk.say(missing)
            self._repaint(busy=False)
            return
        self._repaint(busy=True)
        try:
            session = await self._desk.ask(lambda centre: _sign_in(centre, login, password))
        except (Refused, Unavailable) as error:
            self.explain(error)
            return
        finally:
            self._repaint(busy=False)
        self._trouble, self._password.value = (lambda: ""), ""
        await self._on_signed_in(session)

    def _repaint(self, busy: bool) -> None:
        self._busy = busy
        self.paint()
        self.root.update()

    def _problem_box(self) -> ft.Control:
        icon = ft.Icon(ft.Icons.ERROR_OUTLINE, color=ft.Colors.ON_ERROR_CONTAINER, size=20)
        row = ft.Row([icon, self._problem_text], spacing=10, vertical_alignment=ft.CrossAxisAlignment.START)
        return ft.Container(row, bgcolor=ft.Colors.ERROR_CONTAINER, border_radius=RADIUS, padding=12)

    def _top(self, buttons: ft.Control) -> ft.Control:
        return ft.Container(ft.Row([ft.Container(expand=True), buttons]), padding=ft.Padding.symmetric(horizontal=12, vertical=6))

    def _middle(self) -> ft.Control:
        mark = ft.Image(src="favicon.png", width=72, height=72, border_radius=18, exclude_from_semantics=True)
        head = ft.Column([mark, self._title, self._subtitle], horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=10)
        form = ft.AutofillGroup(
            content=ft.Column(
                [
                    head,
                    ft.Container(height=4),
                    named("login", self._login),
                    named("password", self._password),
                    self._problem,
                    named("sign-in", ft.Row([self._button])),
                ],
                spacing=16,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                tight=True,
            )
        )
        card = ft.Container(form, width=_CARD, padding=ft.Padding.symmetric(horizontal=24, vertical=16))
        scrolled = ft.Column([card], scroll=ft.ScrollMode.AUTO, tight=True)
        return ft.Container(scrolled, expand=True, alignment=ft.Alignment(0, -0.25))


def _sign_in(centre: ConsoleClient, login: str, password: str) -> Session:
    """Raises AccessDenied for an account that may not review; its session is ended again."""
    session = centre.sign_in(login, password)
    if session.role is Role.INSPECTOR:
        centre.sign_out()
        raise AccessDenied
    return session


def _field(on_submit: Any, icon: ft.IconData, **more: Any) -> ft.TextField:
    border = ft.OutlineInputBorder(border_radius=RADIUS)
    return ft.TextField(text_size=BODY, prefix_icon=icon, border=border, on_submit=on_submit, **more)
