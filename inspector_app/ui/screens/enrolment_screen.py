"""Bringing a new tablet into service: the centre's address and a one-time code, or the text of its QR code."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TITLE
from inspector_app.services.enrolment import read_ticket
from inspector_app.ui.components.buttons import primary
from inspector_app.ui.hand import Hand
from sync.errors import SuichaError


class EnrolmentScreen:
    """``on_enrolled`` is called once the centre knows this tablet."""

    def __init__(self, hand: Hand, on_enrolled: Callable[[], Any]) -> None:
        self._hand = hand
        self._on_enrolled = on_enrolled
        self._address = _field(ft.Icons.DNS_OUTLINED)
        self._code = _field(ft.Icons.KEY_OUTLINED)
        self._name = _field(ft.Icons.TABLET_ANDROID)
        self._code.on_change = hand.guard(self._pasted)
        self._message = ft.Text(size=NOTE, color=ft.Colors.ERROR)
        self.root = ft.Container(expand=True, alignment=ft.Alignment.CENTER)

    async def load(self) -> None:
        """Show the form; what was typed stays. A tablet that is enrolled already knows its centre and its name."""
        hand = self._hand
        device = await hand.work(hand.tablet.enrolment.device)
        if device is not None and not self._address.value:
            self._address.value, self._name.value = device.centre_url, device.name
        self._address.label, self._code.label = hand.say("tablet.enrol.address"), hand.say("tablet.enrol.code")
        self._name.label = hand.say("tablet.enrol.name")
        lines: list[ft.Control] = [
            ft.Text(hand.say("tablet.enrol.title"), size=TITLE, weight=ft.FontWeight.W_600),
            quiet(hand.say("tablet.enrol.hint"), NOTE),
            named("enrol-code", self._code),
            named("enrol-address", self._address),
            named("enrol-name", self._name),
            named("enrol-message", self._message, live_region=True),
            primary("enrol", hand.say("tablet.enrol.do"), hand.guard(self._enrol), ft.Icons.CHECK, width=420),
        ]
        form = ft.Column(lines, spacing=16, width=420, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
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
        try:
            await hand.work(lambda: hand.tablet.enrolment.enrol(address, code, name))
        except SuichaError as error:
            self._message.value = hand.explain(error)
            hand.page.update(self._message)
            return
        await hand.work(hand.tablet.sync.run_once)
        await self._on_enrolled()


def _field(icon: ft.IconData) -> ft.TextField:
    return ft.TextField(prefix_icon=icon, text_size=BODY, border=ft.OutlineInputBorder(border_radius=RADIUS))
