"""The screens of the campaigns' section; the list keeps its search for the way back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.calendar_screen import CalendarScreen
from inspector_app.console.campaigns.detail_screen import CampaignScreen
from inspector_app.console.campaigns.due_screen import DueScreen
from inspector_app.console.campaigns.extras_import import ExtrasImport
from inspector_app.console.campaigns.list_screen import CampaignsScreen
from inspector_app.console.campaigns.plan_screen import PlanScreen
from inspector_app.console.campaigns.recusals_screen import RecusalsScreen
from inspector_app.console.campaigns.wall_screen import WallScreen
from inspector_app.console.desk import Desk
from inspector_app.console.registers.import_screen import ImportScreen
from inspector_app.console.routes import CampaignLeaf, CampaignPlace, place_for_readers

AnyScreen = (
    CampaignsScreen | RecusalsScreen | CampaignScreen | PlanScreen | ImportScreen | WallScreen | CalendarScreen | DueScreen
)


class CampaignSection:
    """``on_go`` leads to another place of the section, ``cover`` lays something over the whole console."""

    def __init__(self, desk: Desk, on_go: Callable[[CampaignPlace], Any], cover: Callable[[ft.Control | None], Any]) -> None:
        self._desk, self._on_go, self._cover = desk, on_go, cover
        self._list = CampaignsScreen(desk, on_go)
        self._form: PlanScreen | None = None

    def screen(self, place: CampaignPlace) -> AnyScreen:
        """What is seen there."""
        desk, on_go = self._desk, self._on_go
        if not desk.administers:
            place = place_for_readers(place)
        if place.leaf is CampaignLeaf.RECUSALS:
            return RecusalsScreen(desk, on_go)
        if place.id is None:
            return DueScreen(desk, on_go) if place.leaf is CampaignLeaf.CALENDAR else self._list
        if place.leaf is CampaignLeaf.PLAN:
            return self._plan(place.id)
        if place.leaf is CampaignLeaf.IMPORT:
            return ImportScreen(desk, ExtrasImport(desk, place.id, on_go))
        if place.leaf is CampaignLeaf.WALL:
            return WallScreen(desk, place.id, self._cover, on_go)
        if place.leaf is CampaignLeaf.CALENDAR:
            return CalendarScreen(desk, place.id, on_go, place.day)
        return CampaignScreen(desk, place.id, on_go)

    def _plan(self, campaign_id: UUID) -> PlanScreen:
        """A form that was never saved is still there for whoever went back and comes again."""
        if self._form is None or not self._form.is_draft_of(campaign_id):
            self._form = PlanScreen(self._desk, campaign_id, self._on_go)
        return self._form
