"""The central endpoint as an ASGI app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi_offline import FastAPIOffline

from sync.server.bodies import BodyLimit, BodyPatience
from sync.server.centre import open_centre
from sync.server.described import describe
from sync.server.headers import ProtocolHeaders
from sync.server.problems import add_problem_answers
from sync.server.public.draw_routes import public_draws_router
from sync.server.public.routes import missing_page, public_router
from sync.server.repositories.public import DisclosureTables
from sync.server.routes.administration import administration_router
from sync.server.routes.campaigns import campaigns_router
from sync.server.routes.console import console_router
from sync.server.routes.events import events_router
from sync.server.routes.registers import registers_router
from sync.server.routes.rescues import rescue_router
from sync.server.routes.sending import sending_router
from sync.server.routes.tablets import tablet_router
from sync.server.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """The app over a centre opened at once; it is closed when the app shuts down. ``app.state.centre`` is that centre."""
    centre = open_centre(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(centre.evidence.recover)
        await run_in_threadpool(centre.news.begin)
        await run_in_threadpool(centre.draws.recover)
        yield
        centre.announcements.close()
        centre.close()

    app = FastAPIOffline(
        title="Suicha",
        summary="The centre of property-service inspections: what tablets and supervisors ask of it.",
        version="1",
        lifespan=lifespan,
        redoc_url=None,
    )
    app.state.centre = centre
    add_problem_answers(app, missing_page(settings.centre_name))
    public = public_router(DisclosureTables(centre.database), settings.centre_name)
    draws = public_draws_router(centre.public_draws, settings.centre_name)
    makers = (
        sending_router,
        tablet_router,
        console_router,
        administration_router,
        registers_router,
        campaigns_router,
        events_router,
        rescue_router,
    )
    for router in (*(make(centre) for make in makers), public, draws):
        app.include_router(router)
    describe(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(BodyPatience)
    app.add_middleware(ProtocolHeaders)
    return app
