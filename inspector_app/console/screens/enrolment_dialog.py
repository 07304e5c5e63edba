"""Letting a new tablet in: whose it is, then a code to type or to scan."""

from io import BytesIO
from urllib.parse import urlsplit
from uuid import UUID

import flet as ft
import segno

from inspector_app.console import wording
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import ProblemLine, dialog
from inspector_app.console.screens.search_field import SearchField
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, TOUCH
from inspector_app.services.enrolment import EnrolmentTicket
from sync.protocol.administration import EnrolmentCode, PeopleFound

_QR = 232


class EnrolmentDialog:
    """First the people, then the code; whoever leaves before has changed nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._chosen: dict[UUID, str] = {}
        self._choices: dict[UUID, ft.Control] = {}
        self._search = SearchField(desk, "people-search", self.search)
        self._search.field.hint_text = desk.say("console.enrol.search")
        self._people = ft.Column(spacing=0, scroll=ft.ScrollMode.AUTO, height=264)
        self._summary = named("chosen-people", quiet("", NOTE))
        self._problem = ProblemLine(desk)
        self._create = ft.FilledButton(desk.say("console.enrol.create"), height=TOUCH)
        self._create.on_click = desk.guard(self._problem.around(self._make))
        self._lines = ft.Column(
            [quiet(desk.say("console.enrol.whose"), NOTE), self._search.root, self._people, self._summary, self._problem.root],
            spacing=12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        self._action = named("create-code", self._create)
        self.root = dialog(desk, desk.say("console.enrol.title"), [self._lines], self._action, cancel=desk.say("console.close"))
        self._paint_chosen()

    async def search(self, text: str) -> None:
        """Offer the people whose name holds the text."""
        found = await self._desk.ask(lambda centre: centre.people(text.strip()))
        self._people.controls = self._offered(found)
        self._lines.update()

    def _offered(self, found: PeopleFound) -> list[ft.Control]:
        for person in found.rows:
            if person.person_id not in self._choices:
                choice = self._choice(person.person_id, person.name, f"duty.{person.duty.value}")
                self._choices[person.person_id] = named(f"person-{person.person_id}", choice, button=True)
        rows = [self._choices[person.person_id] for person in found.rows]
        if found.total > len(found.rows):
            rows.append(quiet(self._desk.say("console.enrol.more", count=found.total - len(found.rows)), NOTE))
        return rows or [quiet(self._desk.say("console.enrol.nobody"), NOTE)]

    def _choice(self, person_id: UUID, name: str, duty: str) -> ft.Control:
        """The whole line is the target."""
        icon = ft.Icon(ft.Icons.CHECK_BOX_OUTLINE_BLANK, color=ft.Colors.ON_SURFACE_VARIANT)
        row = ft.Row([icon, ft.Text(name, size=BODY), quiet(self._desk.say(duty), NOTE)], spacing=12)
        return ft.Container(
            row,
            height=TOUCH,
            padding=ft.Padding.symmetric(horizontal=8),
            border_radius=8,
            ink=True,
            on_click=self._desk.guard(lambda: self._choose(person_id, name, icon)),
        )

    def _choose(self, person_id: UUID, name: str, icon: ft.Icon) -> None:
        """Chosen, or not any more."""
        if self._chosen.pop(person_id, None) is None:
            self._chosen[person_id] = name
        chosen = person_id in self._chosen
        icon.icon = ft.Icons.CHECK_BOX if chosen else ft.Icons.CHECK_BOX_OUTLINE_BLANK
        icon.color = ft.Colors.PRIMARY if chosen else ft.Colors.ON_SURFACE_VARIANT
        self._paint_chosen()
        self.root.update()

    def _paint_chosen(self) -> None:
        names = self._desk.say("console.tablets.comma").join(self._chosen.values())
        words = self._desk.say("console.enrol.chosen", names=names) if names else self._desk.say("console.enrol.none")
        self._summary.content = quiet(words, NOTE, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS)
        self._create.disabled = not self._chosen

    async def _make(self) -> None:
        people = tuple(self._chosen)
        code = await self._desk.ask(lambda centre: centre.enrolment_code(people))
        self._lines.controls = self._shown(code)
        self._action.visible = False
        self.root.update()

    def _shown(self, code: EnrolmentCode) -> list[ft.Control]:
        desk = self._desk
        address = _address(desk.page.url or "")
        until = wording.moment(desk.language, code.expires_at, desk.today)
        picture = BytesIO()
        segno.make(EnrolmentTicket(address, code.code).as_text(), error="m").save(picture, kind="png", scale=8, border=3)
        image = ft.Image(src=picture.getvalue(), width=_QR, height=_QR, border_radius=12, exclude_from_semantics=True)
        letters = ft.Text(code.code, size=30, weight=ft.FontWeight.W_700, text_align=ft.TextAlign.CENTER)
        return [
            ft.Text(desk.say("console.enrol.how"), size=BODY),
            named("enrolment-qr", ft.Row([image], alignment=ft.MainAxisAlignment.CENTER), label=desk.say("console.enrol.qr")),
            named("enrolment-code", ft.SelectionArea(letters)),
            quiet(desk.say("console.enrol.address", address=address), NOTE, text_align=ft.TextAlign.CENTER),
            quiet(desk.say("console.enrol.until", at=until), NOTE, text_align=ft.TextAlign.CENTER),
        ]


def _address(url: str) -> str:
    """Where this browser reached the centre; tablets reach it there, too."""
    parts = urlsplit(url)
    scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
    return f"{scheme}://{parts.netloc}"
