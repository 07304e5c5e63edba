"""What stands in place of a campaign that cannot be shown."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignPlace, route_to_campaign
from inspector_app.console.screens.trouble import trouble_panel
from sync.errors import NotFound, Unavailable


def missing_campaign(
    desk: Desk, error: NotFound | Unavailable, again: Callable[[], Any], standing: ft.Control | None
) -> ft.Control:
    """That it is gone, with the way to the list; or why the centre does not answer, with a button to ask ``again``."""
    if isinstance(error, NotFound):
        to_the_list = desk.guard(lambda: desk.page.push_route(route_to_campaign(CampaignPlace())))
        return trouble_panel(desk.say("console.campaign.gone"), desk.say("console.back"), to_the_list, standing)
    return trouble_panel(desk.explain(error), desk.say("console.retry"), desk.guard(again), standing)
