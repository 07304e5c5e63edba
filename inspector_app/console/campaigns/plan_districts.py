"""Districts of a check: those it is limited to, and those with rates of their own, each added from the centre's."""

from collections.abc import Sequence
from functools import partial

import flet as ft

from inspector_app.console.campaigns.plan_pieces import adding, field, offer, row
from inspector_app.console.campaigns.typed import Rates, rates_shown
from inspector_app.console.desk import Desk
from inspector_app.console.registers.facts import names_in
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, TOUCH
from sync.protocol.console import DistrictName


class DistrictRows:
    """A line per district; ``rates`` None where a line has no fields."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        title: str,
        known: Sequence[DistrictName],
        rows: Sequence[tuple[str, Rates | None]],
        rated: bool,
    ) -> None:
        self._desk, self._name, self._title, self._known, self._rated = desk, name, title, known, rated
        self._rows: dict[str, list[tuple[str, ft.TextField]]] = {}
        self._lines = ft.Column(spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        place, self._menu, self._words = adding(name)
        self._problem = ft.Text(size=NOTE, color=ft.Colors.ERROR, visible=False)
        self.root = ft.Column(
            [self._lines, self._problem, place], spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )
        for code, rates in rows:
            self._rows[code] = self._fields(rates)

    def codes(self) -> tuple[str, ...]:
        """Of the districts, in their order."""
        return tuple(self._rows)

    def rates(self) -> tuple[tuple[str, Rates], ...]:
        """What stands in the fields."""
        return tuple((code, tuple((grade, one.value or "") for grade, one in fields)) for code, fields in self._rows.items())

    def say(self, words: str) -> None:
        """What cannot be read here, or nothing."""
        self._problem.value, self._problem.visible = words, bool(words)

    def paint(self) -> None:
        """Words in the page's language."""
        names = names_in(self._desk.language, self._known)
        self._words.value = self._desk.say(self._title)
        self._lines.controls = [self._line(code, names.get(code, code)) for code in self._rows]
        self._lines.visible = bool(self._rows)
        left = [(code, name) for code, name in names.items() if code not in self._rows]
        self._menu.items = [offer(self._desk, name, partial(self._add, code)) for code, name in left]
        self._menu.disabled = not left

    def _fields(self, rates: Rates | None) -> list[tuple[str, ft.TextField]]:
        if not self._rated:
            return []
        return [(grade, field(text, 96)) for grade, text in (rates or rates_shown(()))]

    def _line(self, code: str, name: str) -> ft.Control:
        away = ft.IconButton(
            ft.Icons.CLOSE, width=TOUCH, height=TOUCH, tooltip=self._desk.say("console.plan.take_out", name=name)
        )
        away.on_click = self._desk.guard(lambda: self._remove(code))
        head = ft.Row(
            [ft.Text(name, size=BODY, weight=ft.FontWeight.W_600, expand=True), named(f"{self._name}-{code}-out", away)]
        )
        for grade, one in self._rows[code]:
            one.label = f"{grade} %"
        fields = [named(f"{self._name}-{code}-{grade}", one) for grade, one in self._rows[code]]
        return ft.Column([head, row(*fields)] if fields else [head], spacing=4, tight=True)

    def _add(self, code: str) -> None:
        self._rows[code] = self._fields(None)
        self.paint()
        self.root.update()

    def _remove(self, code: str) -> None:
        del self._rows[code]
        self.paint()
        self.root.update()
