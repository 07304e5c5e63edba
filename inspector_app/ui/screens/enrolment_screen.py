"""Bringing a new tablet into service: the centre's address and a one-time code, or the text of its QR code."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TITLE
from inspector_app.services.enrolment import read_ticket
from inspector_app.ui.hand import Hand
from sync.errors import SuichaError

_WIDTH, _HEIGHT = 420, 56


class EnrolmentScreen:
    """``on_enrolled`` is called once the centre knows this tablet."""

    def __init__(self, hand: Hand, on_enrolled: Callable[[], Any]) -> None:
        self._hand = hand
        self._on_enrolled = on_enrolled
        self._address = _field(ft.Icons.DNS_OUTLINED)
        self._code = _field(ft.Icons.KEY_OUTLINED)
        self._name = _field(ft.Icons.TABLET_ANDROID)
        self._code.on_change = hand.guard(self._pasted)
        self._message = ft.Text(size=NOTE)
        self._button = ft.FilledButton(
            content="", icon=ft.Icons.CHECK, on_click=hand.guard(self._enrol), height=_HEIGHT, width=_WIDTH
        )
        self.root = ft.Container(expand=True, alignment=ft.Alignment.CENTER)

    async def load(self) -> None:
        """Show the form; what was typed stays. A tablet that is enrolled already knows its centre and its name."""
        hand = self._hand
        device = await hand.work(hand.tablet.enrolment.device)
        if device is not None and not self._address.value:
            self._address.value, self._name.value = device.centre_url, device.name
        self._address.label, self._code.label = hand.say("tablet.enrol.address"), hand.say("tablet.enrol.code")
        self._name.label, self._button.content = hand.say("tablet.enrol.name"), hand.say("tablet.enrol.do")
        lines: list[ft.Control] = [
            ft.Text(hand.say("tablet.enrol.title"), size=TITLE, weight=ft.FontWeight.W_600),
            quiet(hand.say("tablet.enrol.hint"), NOTE),
            named("enrol-code", self._code),
            named("enrol-address", self._address),
            named("enrol-name", self._name),
            named("enrol-message", self._message, live_region=True),
            named("enrol", self._button),
        ]
        form = ft.Column(lines, spacing=16, width=_WIDTH, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        self.root.content = ft.Column([ft.Container(form, padding=24)], scroll=ft.ScrollMode.AUTO)
        hand.page.update(self.root)

    def _pasted(self) -> None:
        """The text of a QR code holds both address and code."""
        text = (self._code.value or "").strip()
        if "://" in text:
            ticket = read_ticket(text)
            self._address.value, self._code.value = ticket.centre_url, ticket.code
            self._hand.page.update(self._address, self._code)

    async def _enrol(self) -> None:
        hand = self._hand
        address, code = (self._address.value or "").strip(), (self._code.value or "").strip()
        name = (self._name.value or "").strip() or hand.say("tablet.enrol.default_name")
        self._say(hand.say("tablet.sync.reaching"), busy=True)
        try:
            await hand.work(lambda: hand.tablet.enrolment.enrol(address, code, name))
        except SuichaError as error:
            self._say(hand.explain(error), color=ft.Colors.ERROR)
            return
        self._say(hand.say("tablet.enrol.fetching"), busy=True)
        await hand.work(hand.tablet.sync.run_once)
        await self._on_enrolled()

    def _say(self, text: str, color: ft.ColorValue = ft.Colors.ON_SURFACE_VARIANT, busy: bool = False) -> None:
        self._message.value, self._message.color, self._button.disabled = text, color, busy
        self._hand.page.update(self._message, self._button)


def _field(icon: ft.IconData) -> ft.TextField:
    return ft.TextField(prefix_icon=icon, text_size=BODY, border=ft.OutlineInputBorder(border_radius=RADIUS))
