"""What a draw found, below the draw itself: by district, by person, visit by visit."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.cards import card, chart_card
from inspector_app.console.campaigns.visit_list import VisitList
from inspector_app.console.campaigns.visits_view import VisitsView
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS


class ResultPanel:
    """``on_changed``: a team is another now, or other visits are wanted."""

    def __init__(self, desk: Desk, campaign_id: UUID, dialog: OpenDialog, on_changed: Callable[[], Awaitable[None]]) -> None:
        self._desk = desk
        self._visits = VisitList(desk, campaign_id, dialog, on_changed)
        self.load, self.look = self._visits.load, self._visits.look

    def cards(self, scope: str) -> list[ft.Control]:
        """Charts and visits; ``scope`` says where not all of them are shown."""
        view = self._visits.view()
        if view is None:
            return []
        charts = [chart_card("by-district", view.districts)] if view.districts.bars else []
        charts += [chart_card(f"workload-{number}", chart) for number, chart in enumerate(view.workloads) if chart.bars]
        if self._desk.wide and charts:
            first, *others = charts
            column = ft.Column(others, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
            top = ft.CrossAxisAlignment.START
            charts = [
                ft.Row([ft.Container(first, expand=True), ft.Container(column, expand=True)], spacing=12, vertical_alignment=top)
            ]
        return [self._listed(view, scope), *charts]

    def _listed(self, view: VisitsView, scope: str) -> ft.Control:
        desk = self._desk
        district = ft.Dropdown(
            value=self._visits.wanted.district, text_size=BODY, border=ft.OutlineInputBorder(border_radius=RADIUS), width=200
        )
        yours = {"": desk.say("console.result.yours")} if scope else {}
        district.options = [ft.DropdownOption(key=code, text=yours.get(code, name)) for code, name in view.choices]
        district.on_select = desk.guard(lambda: self._visits.narrow_now(district=district.value or ""))
        title = desk.say("console.result.title", count=view.total)
        parts: list[ft.Control] = [named("scope", quiet(scope, NOTE))] if scope else []
        parts += [self._visits.rows(view, lines=desk.wide), self._visits.pages(view)]
        return card("visits", title, parts, named("visit-district", district))
