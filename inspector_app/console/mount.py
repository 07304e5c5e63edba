"""The console as an ASGI app. The only place that knows flet_web, and only when it is called."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from inspector_app.console.downloads import DownloadDoor, Downloads
from inspector_app.console.first_language import LanguageDoor
from inspector_app.console.memory import KEPT_IN_BROWSER
from inspector_app.console.uploads import UploadDoor, Uploads
from inspector_app.look.numbering import number_from_anywhere
from inspector_app.look.web_assets import OutageWords
from inspector_app.look.web_door import WebDoor
from sync.client.http_centre import HttpCentre
from sync.errors import DependencyMissing
from sync.i18n import LANGUAGES, say

THREADS = 16
"""Requests to the centre that all consoles of one process have under way at most."""
FORGET_AFTER = 10 * 60
"""Seconds after which a closed browser's session is dropped from memory."""

ASGIApp = Callable[[Any, Any, Any], Any]


def outage_words() -> OutageWords:
    """What an open console says while the centre is down."""
    return OutageWords(KEPT_IN_BROWSER, {language: say(language, "console.outage") for language in LANGUAGES})


def console_app(centre_url: str, assets: Path) -> ASGIApp:
    """The web app for supervisors, to be mounted where it shall be found.

    ``centre_url`` is where the centre's API answers as seen from this process; ``assets`` is a folder made by
    ``inspector_app.look.web_assets``. Raises DependencyMissing without flet-web.
    """
    try:
        import flet_web.fastapi as flet_fastapi
    except ModuleNotFoundError as error:
        raise DependencyMissing(package="flet-web", extra="web") from error
    from inspector_app.console.visit import Visit

    number_from_anywhere()
    executor = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="console")
    downloads, uploads = Downloads(executor), Uploads()

    def connect(token: str | None) -> HttpCentre:
        return HttpCentre(centre_url, token)

    async def main(page: Any) -> None:
        await Visit(page, connect, executor, downloads, uploads).open()

    app = flet_fastapi.app(main, assets_dir=str(assets), no_cdn=True, app_name="随查", session_timeout_seconds=FORGET_AFTER)
    return WebDoor(LanguageDoor(UploadDoor(DownloadDoor(app, downloads), uploads)))
