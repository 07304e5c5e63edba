"""The two decisions of a reviewer, each confirmed in a dialog."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import ProblemLine, dialog, text_field
from inspector_app.console.screens.review_view import ReturnDraft, problem_with_return
from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, TOUCH


def accept_dialog(desk: Desk, compound: str, notes: Sequence[str], on_accept: Callable[[str], Any]) -> ft.AlertDialog:
    """Accept, with a comment if one likes. ``notes`` say what goes unsaid with it, and what the record lacks."""
    comment = text_field(desk.say("console.accept.comment"))
    lines: list[ft.Control] = [ft.Text(desk.say("console.accept.effect"), size=BODY)]
    for number, note in enumerate(notes):
        words = ft.Text(note, size=NOTE, color=WARNING.ink)
        lines.append(named(f"accept-note-{number}", ft.Container(words, bgcolor=WARNING.fill, border_radius=8, padding=12)))
    lines.append(named("accept-comment", comment))
    confirm = ft.FilledButton(desk.say("console.accept.confirm"), height=TOUCH)
    problem = ProblemLine(desk)
    lines.append(problem.root)
    confirm.on_click = desk.guard(problem.around(lambda: on_accept(comment.value.strip())))
    return dialog(desk, desk.say("console.accept.title", compound=compound), lines, named("accept-confirm", confirm))


class ReturnDialog:
    """The general comment and the comments on the marked items, all in one place before they are sent. What was there before
    it opened can be discarded."""

    def __init__(
        self,
        desk: Desk,
        compound: str,
        names: dict[str, str],
        draft: ReturnDraft,
        on_return: Callable[[], Any],
        on_discard: Callable[[], Any],
    ) -> None:
        self._desk = desk
        self._draft = draft
        self._on_return = on_return
        self._problem = ProblemLine(desk, "return-problem")
        send = ft.FilledButton(desk.say("console.return.confirm"), height=TOUCH)
        send.on_click = desk.guard(self._problem.around(self._send))
        title = desk.say("console.return.title", compound=compound)
        discard = ft.TextButton(desk.say("console.return.discard"), height=TOUCH, on_click=desk.guard(on_discard))
        actions = [] if draft.empty else [named("return-discard", discard)]
        self.root = dialog(desk, title, self._lines(names), *actions, named("return-confirm", send))

    def _lines(self, names: dict[str, str]) -> list[ft.Control]:
        desk, draft = self._desk, self._draft
        general = text_field(desk.say("console.return.comment"), draft.comment)
        general.on_change = desk.guard(lambda: draft.write(general.value))
        lines: list[ft.Control] = [ft.Text(desk.say("console.return.effect"), size=BODY), named("return-comment", general)]
        for code in draft.items:
            lines.append(named(f"return-comment-{code}", self._item_field(code, names[code])))
        if not draft.items:
            lines.append(quiet(desk.say("console.return.no_items"), NOTE))
        lines.append(self._problem.root)
        return lines

    def _item_field(self, code: str, name: str) -> ft.TextField:
        field = text_field(name, self._draft.comment_on(code))
        field.on_change = self._desk.guard(lambda: self._draft.write_on(code, field.value))
        return field

    async def _send(self) -> None:
        problem = problem_with_return(self._draft)
        if problem is None:
            await self._on_return()
        else:
            self._problem.say(self._desk.say(problem))
