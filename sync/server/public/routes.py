"""Addresses of the public pages."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sync.errors import Unavailable
from sync.server.public.asking import HOME, LIST, asked_of
from sync.server.public.disclosures import Disclosures, FullDisclosure
from sync.server.public.fonts import add_font
from sync.server.public.inspection_view import inspection_view
from sync.server.public.list_view import list_view
from sync.server.public.pages import Pages


def public_router(disclosures: Disclosures, publisher: str) -> APIRouter:
    """The front page, the list of accepted inspections, and each of them. Open to everybody."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    pages = Pages(publisher)
    add_font(router)

    @router.api_route(HOME, methods=["GET", "HEAD"])
    def home(request: Request) -> HTMLResponse:
        asked = asked_of(request)
        return pages.page("home.html", asked, asked.in_other_language().home())

    @router.api_route(LIST, methods=["GET", "HEAD"])
    @router.api_route(f"{LIST}/", methods=["GET", "HEAD"])
    def inspections(request: Request) -> HTMLResponse:
        asked = asked_of(request)
        try:
            view = list_view(asked, disclosures.page(asked.wanted))
        except Unavailable:
            return pages.unavailable(asked, LIST, asked.list())
        return pages.page("list.html", view.asked, view.asked.in_other_language().list(), view=view)

    @router.api_route(f"{LIST}/inspections/{{name}}", methods=["GET", "HEAD"])
    def inspection(request: Request, name: str) -> HTMLResponse:
        asked, path = asked_of(request), f"{LIST}/inspections/{name}"
        try:
            found = _find(disclosures, name)
        except Unavailable:
            return pages.unavailable(asked, path, asked.list())
        if found is None:
            return pages.page("notice.html", asked, asked.in_other_language().at(path), 404, notice="missing", home=asked.list())
        return pages.page("inspection.html", asked, asked.in_other_language().at(path), view=inspection_view(asked, found))

    return router


def missing_page(publisher: str) -> Callable[[Request], HTMLResponse]:
    """Makes the answer to an address that a reader had from somewhere, cut off or of old, and that is no page."""
    pages = Pages(publisher)

    def page(request: Request) -> HTMLResponse:
        asked, path = asked_of(request), request.url.path
        return pages.page("notice.html", asked, asked.in_other_language().at(path), 404, notice="nowhere", home=asked.list())

    return page


def _find(disclosures: Disclosures, name: str) -> FullDisclosure | None:
    try:
        inspection_id = UUID(name)
    except ValueError:
        return None
    return disclosures.inspection(inspection_id)
