"""Extra weights of compounds: complaints and poor records, each with where it is known from."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.detail_view import ExtraView
from inspector_app.console.campaigns.offers import Offer, Offers
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import ProblemLine, dialog
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from sync.domain.draw.columns import is_name
from sync.domain.draw.pools import ExtraKind, Scope
from sync.errors import NotFound
from sync.protocol.campaigns import NewExtra
from sync.protocol.recusals import RecusalTarget

_HEAVIEST = 100


class ExtraDialog:
    """One compound, looked for by name or code, weighs more in the next draw."""

    def __init__(self, desk: Desk, on_add: Callable[[NewExtra], Any]) -> None:
        self._desk, self._on_add = desk, on_add
        self._compounds = Offers(desk, "extra-compound", self._find)
        self._compound = self._compounds.field
        self._compound.label = desk.say("console.extra.compound")
        self._weight = _field(desk.say("console.extra.weight"), "1")
        self._kind = ft.Dropdown(value=ExtraKind.COMPLAINTS.value, text_size=BODY, border=_border(), expand=True)
        self._kind.options = [ft.DropdownOption(key=one.value, text=desk.say(f"console.extra.{one.value}")) for one in ExtraKind]
        self._source = _field(desk.say("console.extra.source"))
        self._problem = ProblemLine(desk)
        lines: list[ft.Control] = [
            self._compounds.root,
            ft.Row([named("extra-kind", self._kind, expand=True)]),
            named("extra-weight", self._weight),
            named("extra-source", self._source),
            self._problem.root,
        ]
        confirm = ft.FilledButton(desk.say("console.extra.confirm"), height=TOUCH)
        confirm.on_click = desk.guard(self._problem.around(self._send))
        self.root = dialog(desk, desk.say("console.extra.add"), lines, named("extra-confirm", confirm))

    async def _find(self, text: str) -> list[Offer]:
        found = await self._desk.ask(lambda centre: centre.recusal_targets(Scope.COMPOUND, text))
        return [self._offered(one) for one in found.rows]

    def _offered(self, one: RecusalTarget) -> Offer:
        words = f"{one.name.in_language(self._desk.language)} · {one.code}"
        return Offer(f"compound-{one.code}", words, ft.Icons.PLACE_OUTLINED, lambda: self._take(one.code))

    def _take(self, code: str) -> None:
        self._compound.value = code
        self._compounds.fold()

    async def _send(self) -> None:
        self._compounds.fold()
        compound, source = (self._compound.value or "").strip(), (self._source.value or "").strip()
        weight = (self._weight.value or "").strip()
        whole = weight.isascii() and weight.isdecimal() and 0 < int(weight) <= _HEAVIEST
        if not compound or not is_name(source) or not whole:
            self._problem.say(self._desk.say("console.extra.incomplete"))
            return
        try:
            await self._on_add(NewExtra(compound, int(weight), ExtraKind(self._kind.value or ""), source))
        except NotFound:
            self._problem.say(self._desk.say("console.extra.no_compound", code=compound))


def extras_list(desk: Desk, views: tuple[ExtraView, ...], on_remove: Callable[[UUID], Any] | None) -> ft.Control:
    """Each with a way to take it back before the next draw, unless ``on_remove`` is None."""
    rows: list[ft.Control] = []
    for view in views:
        names = ft.Column([ft.Text(view.what, size=NOTE), quiet(view.why)], spacing=0, expand=True)
        row: list[ft.Control] = [names]
        if on_remove:
            away = ft.IconButton(ft.Icons.CLOSE, width=TOUCH, height=TOUCH, tooltip=desk.say("console.extra.remove"))
            away.on_click = desk.guard(_removing(on_remove, view.id))
            row.append(named(f"remove-{view.id}", away))
        rows.append(ft.Row(row, spacing=8))
    return named("extras", ft.Column(rows, spacing=4))


def _removing(on_remove: Callable[[UUID], Any], extra: UUID) -> Callable[[], Any]:
    return lambda: on_remove(extra)


def _field(label: str, value: str = "") -> ft.TextField:
    return ft.TextField(label=label, value=value, text_size=BODY, border=_border())


def _border() -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(border_radius=RADIUS)
