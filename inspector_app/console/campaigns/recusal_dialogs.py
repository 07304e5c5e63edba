"""A recusal: entered by whoever it was brought to, and decided."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.cards import pairs
from inspector_app.console.campaigns.offers import Offer, Offers
from inspector_app.console.campaigns.recusals_view import RecusalRow, origins
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import OpenDialog, ProblemLine, dialog, text_field
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from sync.domain.draw.columns import is_name
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.draw.registers import Ground
from sync.errors import NotFound
from sync.protocol.recusals import RecusalDecision, RecusalPerson, RecusalRequest, RecusalTarget


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody of a team, in ``words``, and the code of the compound where they go."""

    person_id: UUID
    words: str
    compound: str


class RecusalDialog:
    """Who stays away from what, why, and who brought it up. The person is looked for in the registers, or ``concerned``."""

    def __init__(self, desk: Desk, on_request: Callable[[RecusalRequest], Any], concerned: Concerned | None = None) -> None:
        self._desk, self._on_request = desk, on_request
        self._person: UUID | None = None
        self._people = Offers(desk, "recused-search", self._find_people)
        self._people.field.hint_text = desk.say("console.recusal.search")
        self._chosen = named("recused-person", quiet(desk.say("console.recusal.nobody"), NOTE))
        searching: list[ft.Control] = [] if concerned else [self._people.root]
        if concerned:
            self._take(concerned.person_id, concerned.words)
        self._scope = _choice(desk, "scope", Scope)
        self._ground = _choice(desk, "ground", Ground)
        self._origin = _choice(desk, "origin", origins(desk.administers))
        self._targets = Offers(desk, "recusal-target", self._find_targets)
        self._target = self._targets.field
        self._target.label, self._target.hint_text = desk.say("console.recusal.target"), desk.say("console.recusal.target_hint")
        self._target.value = concerned.compound if concerned else ""
        self._scope.on_select = desk.guard(self._look_anew)
        self._by = _field(desk.say("console.recusal.requested_by"), desk.say("console.recusal.requested_by_hint"))
        self._request = text_field(desk.say("console.recusal.request"))
        self._problem = ProblemLine(desk)
        confirm = ft.FilledButton(desk.say("console.recusal.confirm"), height=TOUCH)
        confirm.on_click = desk.guard(self._problem.around(self._send))
        lines: list[ft.Control] = [
            *searching,
            self._chosen,
            ft.Row([named("recusal-scope", self._scope, expand=True)]),
            self._targets.root,
            ft.Row([named("recusal-ground", self._ground, expand=True)]),
            ft.Row([named("recusal-origin", self._origin, expand=True)]),
            named("recusal-by", self._by),
            named("recusal-request", self._request),
            self._problem.root,
        ]
        self.root = dialog(desk, desk.say("console.recusal.new"), lines, named("recusal-confirm", confirm))

    async def begin(self) -> None:
        """Offer the first people; it is on the page already."""
        await self._people.search("")

    async def _find_people(self, text: str) -> list[Offer]:
        found = await self._desk.ask(lambda centre: centre.recusal_people(text))
        return [self._person_offered(one) for one in found.rows]

    def _person_offered(self, one: RecusalPerson) -> Offer:
        words = " · ".join(filter(None, (one.name, self._desk.say(f"duty.{one.duty.value}"), one.department)))
        return Offer(f"person-{one.person_id}", words, ft.Icons.PERSON_OUTLINE, lambda: self._choose(one.person_id, words))

    async def _find_targets(self, text: str) -> list[Offer]:
        scope = Scope(self._scope.value or "")
        found = await self._desk.ask(lambda centre: centre.recusal_targets(scope, text))
        return [self._target_offered(one) for one in found.rows]

    def _target_offered(self, one: RecusalTarget) -> Offer:
        words = f"{one.name.in_language(self._desk.language)} · {one.code}"
        return Offer(f"target-{one.code}", words, ft.Icons.PLACE_OUTLINED, lambda: self._aim(one.code))

    def _choose(self, person: UUID, words: str) -> None:
        self._take(person, words)
        self._people.fold()
        self.root.update()

    def _aim(self, code: str) -> None:
        self._target.value = code
        self._targets.fold()

    async def _look_anew(self) -> None:
        """Another kind of target: what was typed may be a code of it or not."""
        await self._targets.search(self._target.value or "")

    def _take(self, person: UUID, words: str) -> None:
        self._person = person
        self._chosen.content = ft.Text(words, size=BODY, weight=ft.FontWeight.W_600)

    async def _send(self) -> None:
        self._targets.fold()
        target = (self._target.value or "").strip()
        if self._person is None or not target:
            self._problem.say(self._desk.say("console.recusal.incomplete"))
            return
        by = (self._by.value or "").strip()
        if self._origin.value == Origin.REQUESTED.value and not is_name(by):
            self._problem.say(self._desk.say("console.recusal.say_who"))
            return
        request = RecusalRequest(
            self._person,
            Scope(self._scope.value or ""),
            target,
            Ground(self._ground.value or ""),
            Origin(self._origin.value or ""),
            (self._request.value or "").strip(),
            by,
        )
        try:
            await self._on_request(request)
        except NotFound:
            self._problem.say(self._desk.say("console.recusal.no_target", target=target))


class DecisionDialog:
    """Everything that is known of one; granted or refused while nobody has decided. ``on_decide`` None: only to be read."""

    def __init__(self, desk: Desk, view: RecusalRow, on_decide: Callable[[RecusalDecision], Any] | None) -> None:
        self._desk, self._on_decide = desk, on_decide
        self._reason = text_field(desk.say("console.recusal.reason"))
        self._problem = ProblemLine(desk)
        lines: list[ft.Control] = [named("recusal-facts", pairs(view.facts))]
        actions: list[ft.Control] = []
        if view.open and on_decide:
            refuse = ft.OutlinedButton(desk.say("console.recusal.refuse"), height=TOUCH)
            refuse.on_click = desk.guard(self._problem.around(lambda: self._send(Decision.REFUSED)))
            grant = ft.FilledButton(desk.say("console.recusal.grant"), height=TOUCH)
            grant.on_click = desk.guard(self._problem.around(lambda: self._send(Decision.GRANTED)))
            actions = [named("recusal-refuse", refuse), named("recusal-grant", grant)]
            lines += [named("recusal-reason", self._reason), self._problem.root]
        self.root = dialog(desk, view.name, lines, *actions, cancel=desk.say("console.close"))

    async def _send(self, decision: Decision) -> None:
        reason = (self._reason.value or "").strip()
        if decision is Decision.REFUSED and not reason:
            self._problem.say(self._desk.say("console.recusal.say_why"))
            return
        if self._on_decide:
            await self._on_decide(RecusalDecision(decision, reason))


async def enter_recusal(desk: Desk, shown: OpenDialog, request: RecusalRequest) -> None:
    """Tell the centre; the dialog closes, and it is said what comes next. Raises what the centre answers."""
    recusal = await desk.ask(lambda centre: centre.request_recusal(request))
    shown.close()
    desk.guard.tell(desk.say("console.recusal.granted" if recusal.decision else "console.recusal.waits"))


def _choice(desk: Desk, name: str, kinds: Iterable[StrEnum]) -> ft.Dropdown:
    field = ft.Dropdown(
        label=desk.say(f"console.recusal.fact.{name}"), text_size=BODY, border=ft.OutlineInputBorder(border_radius=RADIUS)
    )
    field.expand = True
    field.options = [ft.DropdownOption(key=one.value, text=desk.say(f"console.recusal.{name}.{one.value}")) for one in kinds]
    field.value = field.options[0].key
    return field


def _field(label: str, hint: str, value: str = "") -> ft.TextField:
    return ft.TextField(
        label=label,
        helper=hint,
        helper_max_lines=2,
        value=value,
        text_size=BODY,
        border=ft.OutlineInputBorder(border_radius=RADIUS),
    )
