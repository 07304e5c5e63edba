"""One row of a register with its history, and one change with everything in it."""

from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.registers.facts import Districts, lines_of
from inspector_app.console.registers.history_rows import entry
from inspector_app.console.registers.history_view import ActView, act_view
from inspector_app.console.registers.pieces import change_lines, register_facts
from inspector_app.console.screens.dialogs import ProblemLine, dialog
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import HEADING, NOTE, TOUCH
from sync.domain.registers.columns import Facts, Register
from sync.protocol.registers import RegisterAct

_AT_ONCE = 10


class RowDialog:
    """What is known of it; who changed what when, latest first, the rest on demand."""

    def __init__(self, desk: Desk, register: Register, subject: UUID, facts: Facts, districts: Districts) -> None:
        self._desk, self._register, self._subject, self._districts = desk, register, subject, districts
        self._acts: list[RegisterAct] = []
        self._problem = ProblemLine(desk)
        self._entries = ft.Column(spacing=14, tight=True)
        self._more = ft.TextButton(desk.say("console.act.more"), height=TOUCH)
        self._more.on_click = desk.guard(self._problem.around(self.read))
        self._more_box = named("more-acts", self._more, visible=False)
        lines: list[ft.Control] = [
            named("row-facts", register_facts(lines_of(desk.language, register, facts, districts))),
            ft.Text(desk.say("console.act.title"), size=HEADING, weight=ft.FontWeight.W_600),
            named("row-acts", self._entries),
            self._more_box,
            self._problem.root,
        ]
        self.root = dialog(desk, facts["name"], lines, cancel=desk.say("console.close"))

    async def read(self) -> None:
        """The next entries of the history."""
        register, subject, page = self._register, self._subject, len(self._acts) // _AT_ONCE + 1
        found = await self._desk.ask(lambda centre: centre.register_history(register, subject, page, _AT_ONCE))
        self._acts += found.rows
        desk = self._desk
        views = [act_view(desk.language, register, act, self._districts, desk.today) for act in self._acts]
        self._entries.controls = [entry(view, lambda left: desk.say("console.act.others", count=left)) for view in views]
        if not views:
            self._entries.controls = [quiet(desk.say("console.no_rows.history"), NOTE)]
        self._more_box.visible = found.total > len(self._acts)
        self.root.update()


def act_dialog(desk: Desk, view: ActView) -> ft.AlertDialog:
    """One change: all of its columns, who, when, and the file it came from."""
    facts = [(desk.say("console.act.when"), view.when), (desk.say("console.act.by"), view.by)]
    if view.file:
        facts += [(desk.say("console.act.file"), view.file), ("SHA-256", view.sha256)]
    lines: list[ft.Control] = [
        named("act-changes", change_lines(view.lines)),
        ft.Divider(height=1),
        named("act-facts", register_facts(facts)),
    ]
    return dialog(desk, f"{view.what} · {view.who}", lines, cancel=desk.say("console.close"))
