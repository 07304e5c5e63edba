"""The tablet app: on a device, or served to a browser where there is none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from inspector_app.look.numbering import number_from_anywhere
from inspector_app.look.web_door import WebDoor
from inspector_app.ui.hand import TabletServices
from inspector_app.ui.screens.rescue_screen import RESCUE_PATH
from inspector_app.ui.visit import Visit
from sync.errors import DependencyMissing

FORGET_AFTER = 10 * 60
"""Seconds after which a closed browser's session is dropped from memory; what it recorded is on disk."""

ASGIApp = Callable[[Any, Any, Any], Any]


def page_main(tablet: TabletServices) -> Callable[[ft.Page], Any]:
    """What Flet calls for every page."""

    async def main(page: ft.Page) -> None:
        await Visit(page, tablet).open()

    return main


def tablet_app(tablet: TabletServices, assets: Path) -> ASGIApp:
    """The app for a browser. ``assets`` is a folder made by ``inspector_app.look.web_assets``. Raises DependencyMissing."""
    try:
        import flet_web.fastapi as flet_fastapi
    except ModuleNotFoundError as error:
        raise DependencyMissing(package="flet-web", extra="web") from error
    number_from_anywhere()
    served = flet_fastapi.FastAPI()
    served.add_api_route(f"{RESCUE_PATH}{{name}}", lambda name: _rescue_file(tablet, name))
    served.mount(
        "/",
        flet_fastapi.app(
            page_main(tablet), assets_dir=str(assets), no_cdn=True, app_name="随查", session_timeout_seconds=FORGET_AFTER
        ),
    )
    return WebDoor(served)


def _rescue_file(tablet: TabletServices, name: str) -> Any:
    """The latest rescue file, block by block, and no other; it is sealed, so nobody needs to be kept from it."""
    from starlette.responses import FileResponse, Response

    latest = tablet.rescue.latest()
    if latest is None or latest.name != name:
        return Response(status_code=404)
    return FileResponse(latest, media_type="application/octet-stream", filename=latest.name)
