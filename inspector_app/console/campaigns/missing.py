"""What stands in place of a campaign that cannot be shown."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.trouble import trouble_panel
from sync.errors import NotFound, Unavailable


def missing_campaign(desk: Desk, error: NotFound | Unavailable, again: Callable[[], Any]) -> ft.Control:
    """That it is gone, or why the centre does not answer, with a button to ask ``again``."""
    words = desk.say("console.campaign.gone") if isinstance(error, NotFound) else desk.explain(error)
    return trouble_panel(words, desk.say("console.retry"), desk.guard(again))
