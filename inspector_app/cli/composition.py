"""The centre with the console mounted into it: the one place that composes both."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from inspector_app.cli.needs import needs
from inspector_app.cli.places import writing_in

if TYPE_CHECKING:
    from fastapi import FastAPI

    from sync.server.settings import Settings


def centre_with_console(settings: "Settings", port: int) -> tuple["FastAPI", Callable[[], None]]:
    """The app, and what ends its open event streams. ``port`` is where this process will answer: the console asks it there.

    Raises DependencyMissing, StorageFull, and as ``open_centre``.
    """
    with needs("centre"):
        from fastapi import FastAPI
        from fastapi.responses import RedirectResponse
        from flet_web.fastapi import app_manager

        from inspector_app.console.mount import console_app, outage_words
        from inspector_app.look.web_assets import web_assets
        from sync.server.app import create_app

    app = create_app(settings)
    with writing_in(settings.data):
        assets = web_assets(settings.data / "console-assets", outage_words())
    app.mount("/console", console_app(f"http://127.0.0.1:{port}", assets))
    app.add_api_route("/", lambda: RedirectResponse("/console/"), include_in_schema=False)
    of_the_centre = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[None]:
        await app_manager.start()  # forgets the sessions of browsers that are gone
        async with of_the_centre(running):
            yield
        await app_manager.shutdown()

    app.router.lifespan_context = lifespan
    return app, app.state.centre.announcements.close
