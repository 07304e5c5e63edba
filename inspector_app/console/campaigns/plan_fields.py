"""The fields of a plan, in cards."""

import flet as ft

from inspector_app.console.campaigns.plan_form import PlanTexts
from inspector_app.console.campaigns.words import GRADES
from inspector_app.console.desk import Desk
from inspector_app.look.colours import CARD
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS
from sync.domain.draw.seeds import SeedKind


class PlanFields:
    """Built once; a change of language or width relabels them and keeps what was typed."""

    def __init__(self, desk: Desk, texts: PlanTexts) -> None:
        self._desk = desk
        self._headings: dict[str, ft.Text] = {}
        self._hints: dict[str, ft.Text] = {}
        self._texts: dict[str, ft.TextField] = {}
        self._switches: dict[str, ft.Switch] = {}
        rates = [self._field(f"rate_{grade}", text, 96) for grade, text in zip(GRADES, texts.rates, strict=True)]
        self._seed = ft.Dropdown(value=texts.seed.value, text_size=BODY, border=_border(), width=300)
        self._seed.on_select = desk.guard(self._seed_chosen)
        self._parties = self._field("parties", texts.parties, None, lines=4)
        self._parties.visible = texts.seed is SeedKind.COMMITMENTS
        cards = [
            self._card(
                "basics",
                self._field("name", texts.name, None),
                _row(self._field("first_day", texts.first_day, 190), self._field("last_day", texts.last_day, 190)),
                _row(self._field("checklist", texts.checklist, 240), self._field("version", texts.version, 140)),
            ),
            self._card(
                "sampling",
                _row(*rates),
                self._switch("cover", texts.cover),
                _row(self._field("kinds", texts.kinds, 300), self._field("marks", texts.marks, 300)),
                self._field("weights", texts.weights, None),
                self._field("cap", texts.cap, 240),
            ),
            self._card("teams", self._switch("crossed", texts.crossed), self._switch("departments", texts.departments)),
            self._card(
                "seed_card", named("seed-kind", self._seed), self._field("announced", texts.announced, None), self._parties
            ),
            self._card("release_card", self._field("release", texts.release, 300), self._switch("names", texts.names)),
        ]
        self.root = ft.Column(
            cards, spacing=12, scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )

    def texts(self) -> PlanTexts:
        """What stands in the fields."""
        text = {name: field.value or "" for name, field in self._texts.items()}
        on = {name: bool(switch.value) for name, switch in self._switches.items()}
        rates = tuple(text.pop(f"rate_{grade}") for grade in GRADES)
        return PlanTexts(rates=rates, seed=SeedKind(self._seed.value), **text, **on)  # type: ignore[arg-type]

    def paint(self) -> None:
        """Words in the page's language."""
        desk = self._desk
        for name, heading in self._headings.items():
            heading.value = desk.say(f"console.plan.card.{name}")
        for name, hint in self._hints.items():
            hint.value = desk.say(f"console.plan.hint.{name}")
        for name, field in self._texts.items():
            field.label = (
                name.removeprefix("rate_") + " %" if name.startswith("rate_") else desk.say(f"console.plan.field.{name}")
            )
        for name, switch in self._switches.items():
            switch.label = desk.say(f"console.plan.field.{name}")
        self._seed.label = desk.say("console.plan.field.seed")
        self._seed.options = [
            ft.DropdownOption(key=kind.value, text=desk.say(f"console.seed.kind.{kind.value}")) for kind in SeedKind
        ]

    def _seed_chosen(self) -> None:
        self._parties.visible = self._seed.value == SeedKind.COMMITMENTS.value
        self.root.update()

    def _card(self, name: str, *parts: ft.Control) -> ft.Control:
        self._headings[name] = ft.Text(size=HEADING, weight=ft.FontWeight.W_600)
        self._hints[name] = quiet("", NOTE)
        column = ft.Column(
            [self._headings[name], self._hints[name], *parts], spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )
        border = ft.Border.all(1, ft.Colors.OUTLINE_VARIANT)
        return ft.Container(column, padding=20, border_radius=RADIUS, border=border, bgcolor=CARD)

    def _field(self, name: str, value: str, width: int | None, lines: int = 1) -> ft.Semantics:
        field = ft.TextField(value=value, text_size=BODY, border=_border(), width=width)
        if lines > 1:
            field.multiline, field.min_lines, field.max_lines = True, lines, 10
        self._texts[name] = field
        return named(f"plan-{name}", field)

    def _switch(self, name: str, value: bool) -> ft.Control:
        self._switches[name] = ft.Switch(value=value)
        return named(f"plan-{name}", ft.Row([self._switches[name]]))


def _row(*fields: ft.Control) -> ft.Control:
    return ft.Row(list(fields), spacing=12, run_spacing=14, wrap=True)


def _border() -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(border_radius=RADIUS)
