"""Who is it? A tile per person, then a PIN pad for gloved fingers. Works without any network."""

import asyncio
from collections.abc import Callable
from math import ceil
from typing import Any

import flet as ft

from inspector_app.look.colours import ACTIVE
from inspector_app.look.pieces import framed, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, TITLE
from inspector_app.ui.hand import Hand
from sync.domain.people import Duty, TabletPerson
from sync.errors import Refused, SignInPaused

KEY = 72
SHORTEST_PIN, LONGEST_PIN = 4, 8
_SAID_HEIGHT, _SAID_HEIGHT_ON_A_PHONE = 48, 80
_KEYS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("", "0", "delete"))


class SignInScreen:
    """``on_signed_in`` gets the person."""

    def __init__(self, hand: Hand, on_signed_in: Callable[[TabletPerson], Any]) -> None:
        self._hand = hand
        self._on_signed_in = on_signed_in
        self._person: TabletPerson | None = None
        self._pin = ""
        self._busy = False
        self._dots = ft.Row(spacing=14, alignment=ft.MainAxisAlignment.CENTER, height=24)
        self._message = ft.Text(size=NOTE, color=ft.Colors.ERROR, text_align=ft.TextAlign.CENTER)
        self._wait = quiet("", NOTE, text_align=ft.TextAlign.CENTER)
        self._named_wait = named("sign-in-wait", self._wait, visible=False)
        self._waits = 0
        self._done = ft.FilledButton(content="", height=56, on_click=hand.guard(self._enter), width=KEY * 3 + 32)
        self.root = ft.Container(expand=True, alignment=ft.Alignment.CENTER)

    async def load(self) -> None:
        """Show the people of this tablet; with one of them chosen, the pad."""
        people = await self._hand.work(self._hand.tablet.sign_in.people)
        content = self._pad(self._person) if self._person else self._people(people)
        self.root.content = ft.Column([content], scroll=ft.ScrollMode.AUTO, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
        self._hand.page.update(self.root)

    def _people(self, people: list[TabletPerson]) -> ft.Control:
        hand = self._hand
        title = ft.Text(hand.say("tablet.sign_in.who"), size=TITLE, weight=ft.FontWeight.W_600)
        if not people:
            lines: list[ft.Control] = [
                title,
                quiet(hand.say("tablet.sign_in.nobody"), BODY, text_align=ft.TextAlign.CENTER, width=420),
            ]
            return ft.Container(ft.Column(lines, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.CENTER), padding=32)
        tiles: list[ft.Control] = [self._tile(place, person) for place, person in enumerate(people)]
        row = ft.Row(tiles, spacing=16, run_spacing=16, wrap=True, alignment=ft.MainAxisAlignment.CENTER)
        column = ft.Column([title, row], spacing=28, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
        return ft.Container(column, padding=32)

    def _tile(self, place: int, person: TabletPerson) -> ft.Control:
        choose = self._hand.guard(lambda: self._choose(person))
        content = ft.Column(
            [_portrait(person), ft.Text(person.name, size=HEADING, weight=ft.FontWeight.W_600), quiet(self._duty(person), NOTE)],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            tight=True,
        )
        tile = framed(
            content,
            width=180,
            height=172,
            padding=20,
            border_radius=RADIUS + 4,
            alignment=ft.Alignment.CENTER,
            on_click=choose,
            ink=True,
        )
        return named(f"person-{place}", tile, button=True)

    def _pad(self, person: TabletPerson) -> ft.Control:
        hand = self._hand
        self._done.content = hand.say("tablet.sign_in.enter")
        self._paint_pin()
        back = ft.TextButton(
            content=hand.say("tablet.sign_in.other"), icon=ft.Icons.ARROW_BACK, height=48, on_click=hand.guard(self._nobody)
        )
        lines: list[ft.Control] = [
            ft.Row(
                [_portrait(person), ft.Text(person.name, size=TITLE, weight=ft.FontWeight.W_600)],
                spacing=14,
                run_spacing=12,
                wrap=True,
                alignment=ft.MainAxisAlignment.CENTER,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            quiet(hand.say("tablet.sign_in.pin"), NOTE),
            named("pin", self._dots),
            self._said(),
            *(ft.Row([self._key(key) for key in keys], spacing=16, alignment=ft.MainAxisAlignment.CENTER) for keys in _KEYS),
            named("pin-enter", self._done),
            named("other-person", back),
        ]
        return ft.Container(
            ft.Column(lines, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True), padding=24
        )

    def _said(self) -> ft.Control:
        """As high as the longest sentence also while nothing is said: no key moves away under a finger when one comes or goes."""
        lines: list[ft.Control] = [named("sign-in-message", self._message, live_region=True), self._named_wait]
        column = ft.Column(lines, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
        height = _SAID_HEIGHT_ON_A_PHONE if self._hand.phone else _SAID_HEIGHT
        return ft.Container(column, height=height, alignment=ft.Alignment.TOP_CENTER)

    def _key(self, key: str) -> ft.Control:
        if not key:
            return ft.Container(width=KEY, height=KEY)
        face: ft.Control = (
            ft.Icon(ft.Icons.BACKSPACE_OUTLINED, size=26)
            if key == "delete"
            else ft.Text(key, size=28, weight=ft.FontWeight.W_500)
        )
        button = ft.Container(
            face,
            width=KEY,
            height=KEY,
            border_radius=KEY / 2,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
            alignment=ft.Alignment.CENTER,
            on_click=self._hand.guard(lambda: self._press(key)),
            ink=True,
        )
        return named(
            f"pin-{key}", button, button=True, label=self._hand.say("tablet.sign_in.delete") if key == "delete" else None
        )

    async def _choose(self, person: TabletPerson) -> None:
        self._person, self._pin = person, ""
        self._say("")
        await self.load()

    async def _nobody(self) -> None:
        self._person = None
        self._say("")
        await self.load()

    def _press(self, key: str) -> None:
        if self._busy:
            return
        self._pin = self._pin[:-1] if key == "delete" else (self._pin + key)[:LONGEST_PIN]
        if not self._wait.value:
            self._say("")
        self._paint_pin()
        self._show()

    async def _enter(self) -> None:
        person, pin = self._person, self._pin
        if person is None or self._busy or len(pin) < SHORTEST_PIN:
            return
        self._busy = True
        try:
            signed_in = await self._hand.work(lambda: self._hand.tablet.sign_in.sign_in(person.person_id, pin))
        except SignInPaused as error:
            self._hand.spawn(self._count_down, int(error.fields["seconds"] or 0))
            return
        except Refused as error:
            self._say(self._hand.explain(error))
            return
        finally:
            self._pin, self._busy = "", False
            self._paint_pin()
            self._show()
        self._person = None
        self._say("")
        await self._on_signed_in(signed_in)

    async def _count_down(self, seconds: int) -> None:
        """The seconds stand beside the message: a screen reader says that there is a pause, and not every second of it."""
        self._say(self._hand.say("tablet.sign_in.paused"))
        mine, loop = self._waits, asyncio.get_running_loop()
        over = loop.time() + seconds
        while mine == self._waits and (left := ceil(over - loop.time())) > 0:
            self._wait.value = self._hand.say("tablet.sign_in.wait", count=left)
            self._named_wait.visible = True
            self._show()
            await asyncio.sleep(min(1.0, over - loop.time()))
        if mine == self._waits:
            self._say(self._hand.say("tablet.sign_in.again"), ft.Colors.ON_SURFACE_VARIANT)
            self._show()

    def _say(self, text: str, color: ft.ColorValue = ft.Colors.ERROR) -> None:
        """In place of what was said before, and of a wait that was counted."""
        self._waits += 1
        self._wait.value, self._message.value, self._message.color = "", text, color
        self._named_wait.visible = False

    def _show(self) -> None:
        if self._message.parent is not None:
            self._hand.page.update(self._dots, self._message, self._named_wait, self._done)

    def _paint_pin(self) -> None:
        self._dots.controls = [_dot(place < len(self._pin)) for place in range(max(SHORTEST_PIN, len(self._pin)))]

    def _duty(self, person: TabletPerson) -> str:
        return self._hand.say(f"duty.{person.duty.value}")


def _portrait(person: TabletPerson) -> ft.Control:
    officer = person.duty is Duty.OFFICER
    return ft.Container(
        ft.Text(person.name[:1], size=26, weight=ft.FontWeight.W_600, color=ACTIVE.on_solid if officer else ACTIVE.ink),
        width=60,
        height=60,
        border_radius=30,
        bgcolor=ACTIVE.solid if officer else ACTIVE.fill,
        alignment=ft.Alignment.CENTER,
    )


def _dot(filled: bool) -> ft.Control:
    return ft.Container(
        width=16,
        height=16,
        border_radius=8,
        bgcolor=ft.Colors.PRIMARY if filled else None,
        border=ft.Border.all(2, ft.Colors.PRIMARY if filled else ft.Colors.OUTLINE),
    )
