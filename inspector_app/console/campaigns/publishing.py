"""A checklist is published from a file: chosen, looked at, published."""

from collections.abc import Awaitable, Callable

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.picking import FileArrival
from inspector_app.console.screens.dialogs import OpenDialog, ProblemLine, dialog
from inspector_app.console.uploads import UploadFailed
from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from sync.domain.checklists import Checklist, read_checklist, text_of
from sync.errors import ChecklistInvalid
from sync.i18n import say
from sync.protocol.campaigns import MOST_CHECKLIST_BYTES, ChecklistOnRecord


class Publishing:
    """What is wrong with a file is said in the form's own line; nothing is published before it was looked at."""

    def __init__(self, desk: Desk, problem: ProblemLine, on_published: Callable[[ChecklistOnRecord], Awaitable[None]]) -> None:
        self._desk, self._problem, self._on_published = desk, problem, on_published
        self._arrival = FileArrival(desk, self._chosen)
        self._dialog = OpenDialog(desk)
        self._content = b""
        self._button = ft.OutlinedButton(icon=ft.Icons.UPLOAD_FILE, height=TOUCH)
        self._button.action = self._arrival.action("json")
        self.root = named("publish-checklist", self._button)

    def begin(self) -> None:
        """A file can be chosen from now on."""
        self._arrival.begin()

    def end(self) -> None:
        """No longer."""
        self._arrival.end()

    def paint(self) -> None:
        """Words in the page's language."""
        self._button.content = self._desk.say("console.publish.choose")

    async def _chosen(self, file: ft.FilePickerFile) -> None:
        self._problem.say(await self._what_is_wrong_with(file))

    async def _what_is_wrong_with(self, file: ft.FilePickerFile) -> str:
        """Nothing where it is shown for being published."""
        most, desk = MOST_CHECKLIST_BYTES, self._desk
        if file.size > most:
            return desk.say("console.publish.too_large", most=most // 2**20)
        try:
            self._content = await self._arrival.receive(file, most)
            checklist = read_checklist(text_of(self._content))
        except UploadFailed:
            return desk.say("console.import.broken_off")
        except ChecklistInvalid as error:
            return desk.explain(error)
        self._dialog.show(publish_dialog(desk, checklist, self._publish))
        return ""

    async def _publish(self) -> None:
        content = self._content
        published = await self._desk.ask(lambda centre: centre.publish_checklist(content))
        self._dialog.close()
        await self._on_published(published)


def publish_dialog(desk: Desk, checklist: Checklist, on_publish: Callable[[], Awaitable[None]]) -> ft.AlertDialog:
    """What the file holds, and that publishing it is for good."""
    language, problem = desk.language, ProblemLine(desk)
    effect = ft.Container(
        ft.Text(desk.say("console.publish.effect"), size=NOTE, color=WARNING.ink),
        bgcolor=WARNING.fill,
        border_radius=RADIUS,
        padding=12,
    )
    lines: list[ft.Control] = [
        ft.Text(checklist.title.in_language(language), size=BODY, weight=ft.FontWeight.W_600),
        named("publish-facts", quiet(contents(language, checklist), NOTE)),
        quiet(checklist.source.in_language(language), NOTE),
        effect,
        problem.root,
    ]
    confirm = ft.FilledButton(desk.say("console.publish.confirm"), height=TOUCH)
    confirm.on_click = desk.guard(problem.around(on_publish))
    return dialog(desk, desk.say("console.publish.title"), lines, named("publish-confirm", confirm))


def contents(language: str, checklist: Checklist) -> str:
    """Id, version, and how many items of which categories. Pure."""
    categories = [
        say(language, "console.publish.category", name=name.in_language(language), count=len(items))
        for name, items in checklist.categories()
    ]
    return say(
        language,
        "console.publish.facts",
        id=checklist.id,
        version=checklist.version,
        count=len(checklist.items),
        categories=say(language, "console.publish.comma").join(categories),
    )
