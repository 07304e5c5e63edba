"""The fields of a plan, in cards."""

from dataclasses import replace

import flet as ft

from inspector_app.console.campaigns import plan_pieces as pieces
from inspector_app.console.campaigns.check_card import CheckCard, Offered, cards_of
from inspector_app.console.campaigns.check_form import fresh_check
from inspector_app.console.campaigns.plan_form import PlanTexts
from inspector_app.console.campaigns.typed import PlanProblem
from inspector_app.console.desk import Desk
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, TOUCH
from sync.domain.compounds import Originals
from sync.domain.draw.seeds import SeedKind
from sync.protocol.campaigns import ChecklistOnRecord

_WITH_EXAMPLE = ("weights", "cap", "release", "marked_officers", "marked_experts", "announced", "parties")
_UNHURRIED = 200
"""Milliseconds in which the eye can follow."""


class PlanFields:
    """Built once; a change of language or width relabels them and keeps what was typed. ``publish`` brings further checklists."""

    def __init__(self, desk: Desk, texts: PlanTexts, offered: Offered, publish: ft.Control) -> None:
        self._desk, self._offered = desk, offered
        self._awaited = ""
        self._headings: dict[str, ft.Text] = {}
        self._hints: dict[str, ft.Text] = {}
        self._texts: dict[str, ft.TextField] = {}
        self._switches: dict[str, pieces.Switch] = {}
        self._checks = cards_of(desk, texts.checks, offered, self._remove_check)
        self._check_cards = ft.Column(spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        self._add = ft.OutlinedButton(icon=ft.Icons.ADD, height=TOUCH, on_click=desk.guard(self._add_check))
        self._merged = quiet("", NOTE)
        self._seed = ft.Dropdown(value=texts.seed.value, text_size=BODY, border=pieces.outline(), width=300)
        self._seed.on_select = desk.guard(self._seed_chosen)
        self._originals = ft.Dropdown(value=texts.originals.value, text_size=BODY, border=pieces.outline(), expand=True)
        self._parties = self._field("parties", texts.parties, None, lines=4)
        self._parties.visible = texts.seed is SeedKind.COMMITMENTS
        cards: list[ft.Control] = [
            self._card(
                "basics",
                self._field("name", texts.name, None),
                pieces.row(self._field("first_day", texts.first_day, 190), self._field("last_day", texts.last_day, 190)),
            ),
            self._check_cards,
            ft.Column([pieces.row(named("add-check", self._add), publish), self._merged], spacing=4),
            self._card(
                "weighing",
                self._field("weights", texts.weights, None),
                pieces.row(self._field("most_weight", texts.most_weight, 240), self._field("cap", texts.cap, 300)),
            ),
            self._card(
                "teams",
                self._switch("crossed", texts.crossed),
                self._switch("departments", texts.departments),
                pieces.row(
                    self._field("officer_visits", texts.officer_visits, 300),
                    self._field("expert_visits", texts.expert_visits, 300),
                ),
                self._field("marked_officers", texts.marked_officers, None, lines=2),
                self._field("marked_experts", texts.marked_experts, None, lines=2),
            ),
            self._card(
                "seed_card", named("seed-kind", self._seed), self._field("announced", texts.announced, None), self._parties
            ),
            self._card("release_card", self._field("release", texts.release, 300), self._switch("names", texts.names)),
            self._card("photos_card", ft.Row([named("plan-originals", self._originals, expand=True)])),
        ]
        self.root = ft.Column(
            cards, spacing=12, scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )

    def texts(self) -> PlanTexts:
        """What stands in the fields."""
        text = {name: field.value or "" for name, field in self._texts.items()}
        on = {name: switch.on for name, switch in self._switches.items()}
        checks = tuple(check.texts() for check in self._checks)
        seed, originals = SeedKind(self._seed.value or ""), Originals(self._originals.value or "")
        return PlanTexts(checks=checks, seed=seed, originals=originals, **text, **on)  # type: ignore[arg-type]

    def say(self, problem: PlanProblem | None) -> str:
        """What cannot be read, at its field; the words, with the check's number where there are several."""
        words = self._desk.say(f"console.plan.problem.{problem.field}") if problem else ""
        found = (problem.check, problem.field) if problem else ("", "")
        for name, field in self._texts.items():
            field.error = words if found == ("", name) else None
        unfolded = [check.say(found[1] if check.id == found[0] else "", words) for check in self._checks]
        self._awaited = problem.place if problem and any(unfolded) else ""
        self.root.update()
        if not found[0] or len(self._checks) == 1:
            return words
        number = next(position for position, check in enumerate(self._checks, 1) if check.id == found[0])
        return self._desk.say("console.plan.problem_of", number=number, problem=words)

    async def show(self, problem: PlanProblem) -> None:
        """Its field comes into sight; one that was folded as soon as it is laid out."""
        if not self._awaited:
            await self._scroll_to(problem.place)

    async def _laid_out(self) -> None:
        place, self._awaited = self._awaited, ""
        if place:
            await self._scroll_to(place)

    async def _scroll_to(self, place: str) -> None:
        await self.root.scroll_to(scroll_key=place, duration=_UNHURRIED)

    def paint(self) -> None:
        """Words in the page's language."""
        desk = self._desk
        for name, heading in self._headings.items():
            heading.value = desk.say(f"console.plan.card.{name}")
        for name, hint in self._hints.items():
            hint.value = desk.say(f"console.plan.hint.{name}")
        for name, field in self._texts.items():
            field.label = desk.say(f"console.plan.field.{name}")
            if name in _WITH_EXAMPLE:
                field.helper = desk.say(f"console.plan.example.{name}")
        for name, switch in self._switches.items():
            switch.label(desk.say(f"console.plan.field.{name}"))
        self._seed.label = desk.say("console.plan.field.seed")
        self._seed.options = [
            ft.DropdownOption(key=kind.value, text=desk.say(f"console.seed.kind.{kind.value}")) for kind in SeedKind
        ]
        self._originals.label = desk.say("console.plan.field.originals")
        self._originals.options = [ft.DropdownOption(key=one.value, text=desk.say(f"originals.{one.value}")) for one in Originals]
        self._add.content, self._merged.value = desk.say("console.plan.add_check"), desk.say("console.plan.hint.merged")
        self._paint_checks()

    def _paint_checks(self) -> None:
        for number, check in enumerate(self._checks, 1):
            check.root.on_size_change = self._desk.guard(self._laid_out)
            check.paint(number, alone=len(self._checks) == 1)
        self._check_cards.controls = [check.root for check in self._checks]

    def offer(self, published: ChecklistOnRecord) -> None:
        """One more checklist to choose."""
        known = self._offered.checklists
        self._offered = replace(self._offered, checklists=known if published in known else (*known, published))
        for check in self._checks:
            check.offer(self._offered)
        self._paint_checks()
        self.root.update()

    def _add_check(self) -> None:
        for check in self._checks:
            check.open = False
        texts = fresh_check(("", ""), [check.id for check in self._checks])
        self._checks.append(CheckCard(self._desk, texts, self._offered, self._remove_check))
        self._paint_checks()
        self.root.update()

    def _remove_check(self, gone: CheckCard) -> None:
        if len(self._checks) > 1:
            self._checks.remove(gone)
            self._paint_checks()
            self.root.update()

    def _seed_chosen(self) -> None:
        self._parties.visible = self._seed.value == SeedKind.COMMITMENTS.value
        self.root.update()

    def _card(self, name: str, *parts: ft.Control) -> ft.Control:
        self._headings[name] = ft.Text(size=HEADING, weight=ft.FontWeight.W_600)
        self._hints[name] = quiet("", NOTE)
        return pieces.card(self._headings[name], self._hints[name], *parts)

    def _field(self, name: str, value: str, width: int | None, lines: int = 1) -> ft.Semantics:
        self._texts[name] = pieces.field(value, width, lines)
        return pieces.within_reach(PlanProblem(name).place, named(f"plan-{name}", self._texts[name]))

    def _switch(self, name: str, value: bool) -> ft.Control:
        self._switches[name] = pieces.Switch(f"plan-{name}", self._desk, value)
        return self._switches[name].root
