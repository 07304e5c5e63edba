"""Addresses of the public pages of draws, and of their files."""

from importlib.resources import files
from uuid import UUID

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse

from sync.errors import Unavailable
from sync.server.public.asking import DRAWS, Asked, asked_of
from sync.server.public.draws import DisclosedCampaign, DrawDisclosures
from sync.server.public.draws_view import SCRIPTS, campaign_view, check_name, district_names, draw_list_view
from sync.server.public.pages import Pages
from sync.server.services.zipping import zipped

_AS_IT_IS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
_SCRIPTS = ("draw.js", "page.js")
_READ = ["GET", "HEAD"]
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""When everything in an archive is dated, so that the same folder gives the same bytes."""


def public_draws_router(draws: DrawDisclosures, publisher: str) -> APIRouter:
    """The list of campaigns, each of them with its draws and files, and the page that draws again. Open to everybody."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    pages = Pages(publisher)
    _add_pages(router, draws, pages)
    _add_files(router, draws)
    return router


def _add_pages(router: APIRouter, draws: DrawDisclosures, pages: Pages) -> None:
    @router.api_route(DRAWS, methods=_READ)
    def campaigns(request: Request) -> HTMLResponse:
        asked = asked_of(request)
        try:
            view = draw_list_view(asked, draws.page(asked.wanted.page))
        except Unavailable:
            return pages.unavailable(asked, DRAWS, asked.draws())
        return pages.page("draws.html", view.asked, view.asked.in_other_language().at(DRAWS), view=view)

    @router.api_route(f"{DRAWS}/{{name}}", methods=_READ)
    def campaign(request: Request, name: str) -> HTMLResponse:
        asked, path = asked_of(request), f"{DRAWS}/{name}"
        try:
            found = _find(draws, name)
        except Unavailable:
            return pages.unavailable(asked, path, asked.draws())
        if found is None:
            return _missing(pages, asked, path)
        return pages.page("campaign.html", asked, asked.in_other_language().at(path), view=campaign_view(asked, found))

    @router.api_route(f"{DRAWS}/{{name}}/{{number}}/check", methods=_READ)
    def check(request: Request, name: str, number: str) -> HTMLResponse:
        asked, path = asked_of(request), f"{DRAWS}/{name}/{number}/check"
        try:
            found = _find(draws, name)
        except Unavailable:
            return pages.unavailable(asked, path, asked.draws())
        open_draws = {str(one.published.number) for one in found.draws if not one.sealed} if found else set()
        if found is None or number not in open_draws:
            return _missing(pages, asked, path)
        other = asked.in_other_language().at(path)
        back, base = asked.at(f"{DRAWS}/{found.id}"), f"{DRAWS}/{found.id}/{number}/files/"
        return pages.page(
            "draw_check.html",
            asked,
            other,
            scripted=True,
            base=base,
            scripts=SCRIPTS,
            back=back,
            name=found.name,
            check=check_name(asked.language, "{number}"),
            districts=district_names(found, asked.language),
        )


def _add_files(router: APIRouter, draws: DrawDisclosures) -> None:
    @router.api_route(f"{SCRIPTS}{{name}}", methods=_READ)
    def script(name: str) -> Response:
        if name not in _SCRIPTS:
            return Response(status_code=404)
        content = files("sync.server.public").joinpath("draw", name).read_bytes()
        return Response(content, media_type="text/javascript; charset=utf-8", headers=_AS_IT_IS)

    @router.api_route(f"{DRAWS}/{{name}}/folder.zip", methods=_READ)
    def archive(name: str) -> Response:
        found = _find(draws, name)
        if found is None:
            raise HTTPException(404)
        headers = _AS_IT_IS | {"Content-Disposition": f'attachment; filename="draws-{found.id}.zip"'}
        return StreamingResponse(zipped(draws.archive(found), _BEGINNING), media_type="application/zip", headers=headers)

    @router.api_route(f"{DRAWS}/{{name}}/{{number}}/files/{{file}}", methods=_READ)
    def file(name: str, number: str, file: str) -> Response:
        campaign_id = _id(name)
        path = draws.file(campaign_id, int(number), file) if campaign_id and number.isdecimal() else None
        if path is None:
            raise HTTPException(404)
        return FileResponse(path, media_type="text/plain; charset=utf-8", headers=_AS_IT_IS)


def _find(draws: DrawDisclosures, name: str) -> DisclosedCampaign | None:
    campaign_id = _id(name)
    return draws.campaign(campaign_id) if campaign_id else None


def _id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


def _missing(pages: Pages, asked: Asked, path: str) -> HTMLResponse:
    return pages.page("notice.html", asked, asked.in_other_language().at(path), 404, notice="draws.missing", home=asked.draws())
