"""One check of a plan, as a card that folds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from inspector_app.console.campaigns import plan_pieces as pieces
from inspector_app.console.campaigns.check_form import CheckTexts
from inspector_app.console.campaigns.plan_districts import DistrictRows
from inspector_app.console.campaigns.typed import PlanProblem
from inspector_app.console.campaigns.words import known_words
from inspector_app.console.desk import Desk
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, TOUCH
from sync.protocol.campaigns import ChecklistOnRecord, PlanWords
from sync.protocol.console import DistrictName

_WIDE = 300


@dataclass(frozen=True, slots=True)
class Offered:
    """What the centre has to choose from."""

    checklists: tuple[ChecklistOnRecord, ...] = field(default=())
    districts: tuple[DistrictName, ...] = field(default=())
    words: PlanWords = field(default=PlanWords((), (), (), ()))


class CheckCard:
    """Built once; a change of language relabels it and keeps what was typed. Its controls are found as ``<id>-<name>``."""

    def __init__(self, desk: Desk, texts: CheckTexts, offered: Offered, on_remove: Callable[["CheckCard"], Any]) -> None:
        self._desk, self._offered = desk, offered
        self.id = texts.id
        self.open = True
        self._more_open = bool(
            texts.kinds or texts.marks or texts.districts or texts.district_rates or texts.officers or texts.experts
        )
        known = [(one.id, one.version) for one in offered.checklists]
        self._choices = known if texts.checklist in known or not all(texts.checklist) else [*known, texts.checklist]
        self._list = ft.Dropdown(text_size=BODY, border=pieces.outline(), expand=True)
        self._list.value = str(self._choices.index(texts.checklist)) if texts.checklist in self._choices else None
        self._rates = [(grade, pieces.field(text, 96)) for grade, text in texts.rates]
        self._rates_problem = ft.Text(size=NOTE, color=ft.Colors.ERROR, visible=False)
        self._cover = pieces.Switch(f"{self.id}-cover", desk, texts.cover)
        self._texts = {name: pieces.field(getattr(texts, name), _WIDE) for name in ("kinds", "marks", "officers", "experts")}
        self._limits = DistrictRows(
            desk,
            f"{self.id}-districts",
            "console.plan.add.district",
            offered.districts,
            [(code, None) for code in texts.districts],
            rated=False,
        )
        self._own = DistrictRows(
            desk,
            f"{self.id}-district_rates",
            "console.plan.add.district_rates",
            offered.districts,
            texts.district_rates,
            rated=True,
        )
        self._title = ft.Text(size=HEADING, weight=ft.FontWeight.W_600)
        self._about = quiet("", NOTE)
        self._fold = ft.IconButton(width=TOUCH, height=TOUCH, on_click=desk.guard(self._folded))
        self._away = ft.IconButton(ft.Icons.DELETE_OUTLINE, width=TOUCH, height=TOUCH)
        self._away.on_click = desk.guard(lambda: on_remove(self))
        self._more = ft.TextButton(height=TOUCH, on_click=desk.guard(self._more_asked))
        self._hints = {name: quiet("", NOTE) for name in ("sampling", "districts", "district_rates")}
        self._away_at = named(f"{self.id}-remove", self._away)
        self._inner = self._conditions()
        self._body = self._sampling()
        self.root = pieces.card(self._head(), self._body)

    def _head(self) -> ft.Row:
        names = ft.Column([self._title, self._about], spacing=2, tight=True, expand=True)
        return ft.Row([names, self._away_at, named(f"{self.id}-fold", self._fold)])

    def _sampling(self) -> ft.Column:
        """The checklist and how much is drawn; the further conditions below."""
        return _below_each_other(
            self._place("checklist", ft.Row([named(f"{self.id}-checklist", self._list, expand=True)])),
            self._hints["sampling"],
            self._place("rates", pieces.row(*(named(f"{self.id}-rate_{grade}", one) for grade, one in self._rates))),
            self._rates_problem,
            self._cover.root,
            ft.Row([named(f"{self.id}-more", self._more)]),
            self._inner,
        )

    def _conditions(self) -> ft.Column:
        """Kinds, marks, districts and qualifications."""
        at = {name: self._place(name, named(f"{self.id}-{name}", one)) for name, one in self._texts.items()}
        return _below_each_other(
            pieces.row(at["kinds"], at["marks"]),
            self._hints["districts"],
            self._limits.root,
            self._hints["district_rates"],
            self._place("district_rates", self._own.root),
            pieces.row(at["officers"], at["experts"]),
        )

    def _place(self, field: str, control: pieces.Placed) -> pieces.Placed:
        return pieces.within_reach(PlanProblem(field, self.id).place, control)

    def texts(self) -> CheckTexts:
        """What stands in the fields."""
        chosen = self._list.value
        return CheckTexts(
            id=self.id,
            checklist=self._choices[int(chosen)] if chosen else ("", ""),
            rates=tuple((grade, one.value or "") for grade, one in self._rates),
            cover=self._cover.on,
            districts=self._limits.codes(),
            district_rates=self._own.rates(),
            **{name: one.value or "" for name, one in self._texts.items()},
        )

    def offer(self, offered: Offered) -> None:
        """What there is to choose from now. A check without a checklist takes the one that has come."""
        known = [(one.id, one.version) for one in offered.checklists]
        come = [key for key in known if key not in self._choices]
        self._offered = offered
        self._choices += come
        if come and not self._list.value:
            self._list.value = str(self._choices.index(come[-1]))

    def paint(self, number: int, alone: bool) -> None:
        """Words in the page's language; the only check cannot be removed."""
        desk = self._desk
        self._title.value = desk.say("console.plan.check", number=number)
        self._away_at.visible = not alone
        self._away.tooltip = desk.say("console.plan.remove_check", number=number)
        self._list.label = desk.say("console.plan.field.checklist")
        self._list.helper_text = None if self._choices else desk.say("console.publish.none")
        titles = {(one.id, one.version): one.title.in_language(desk.language) for one in self._offered.checklists}
        names = [desk.say("console.plan.checklist_in", name=titles.get(key, key[0]), version=key[1]) for key in self._choices]
        self._list.options = [ft.DropdownOption(key=str(position), text=name) for position, name in enumerate(names)]
        self._about.value = names[int(self._list.value)] if self._list.value else ""
        for grade, one in self._rates:
            one.label = f"{grade} %"
        for name, one in self._texts.items():
            one.label = desk.say(f"console.plan.field.{name}")
            one.helper = known_words(desk.language, getattr(self._offered.words, name))
        for name, hint in self._hints.items():
            hint.value = desk.say(f"console.plan.hint.{name}")
        self._cover.label(desk.say("console.plan.field.cover"))
        self._limits.paint()
        self._own.paint()
        self._shape()

    def say(self, name: str, words: str) -> bool:
        """What cannot be read, at its field; whether that had to be unfolded."""
        for one in self._texts:
            self._texts[one].error = words if one == name else None
        self._list.error_text = words if name == "checklist" else None
        self._rates_problem.value, self._rates_problem.visible = words, name == "rates"
        self._own.say(words if name == "district_rates" else "")
        before = (self.open, self._more_open)
        if name:
            self.open = True
            self._more_open = self._more_open or name in self._texts or name == "district_rates"
        self._shape()
        return before != (self.open, self._more_open)

    def _shape(self) -> None:
        self._body.visible, self._about.visible, self._inner.visible = self.open, not self.open, self._more_open
        self._fold.icon = ft.Icons.EXPAND_LESS if self.open else ft.Icons.EXPAND_MORE
        self._fold.tooltip = self._desk.say("console.plan.fold" if self.open else "console.plan.unfold")
        self._more.content = self._desk.say("console.plan.less" if self._more_open else "console.plan.more")
        self._more.icon = ft.Icons.EXPAND_LESS if self._more_open else ft.Icons.TUNE

    def _folded(self) -> None:
        self.open = not self.open
        names = {option.key: option.text for option in self._list.options or ()}
        self._about.value = names.get(self._list.value or "", "") or ""
        self._shape()
        self.root.update()

    def _more_asked(self) -> None:
        self._more_open = not self._more_open
        self._shape()
        self.root.update()


def cards_of(
    desk: Desk, checks: Sequence[CheckTexts], offered: Offered, on_remove: Callable[[CheckCard], Any]
) -> list[CheckCard]:
    """One for each; of several, the first is open."""
    cards = [CheckCard(desk, texts, offered, on_remove) for texts in checks]
    for one in cards[1:]:
        one.open = False
    return cards


def _below_each_other(*parts: ft.Control) -> ft.Column:
    return ft.Column(list(parts), spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
