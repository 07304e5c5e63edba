"""Registers as files."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from sync.domain.people import Role
from sync.domain.registers.columns import Register
from sync.i18n import best_language
from sync.protocol import endpoints
from sync.protocol.registers import (
    EnterpriseFilter,
    EnterprisePage,
    FileFormat,
    RegisterFilter,
    RegisterHistory,
    RegisterImported,
    RegisterPage,
    RegisterPreview,
    Shown,
)
from sync.server.centre import Centre
from sync.server.routes.answers import answer
from sync.server.routes.asking import account_of
from sync.server.routes.files import FILE, Sent, file_from
from sync.server.services.access import Account
from sync.server.services.searching import LARGEST_PAGE

Page = Annotated[int, Query(ge=1, le=1_000_000)]
PageSize = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]
_TYPES = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV: "text/csv; charset=utf-8",
}


def registers_router(centre: Centre) -> APIRouter:
    """For administrators only."""
    router = APIRouter(tags=["registers"])
    _add_reading(router, centre)
    _add_importing(router, centre)
    return router


def _add_reading(router: APIRouter, centre: Centre) -> None:
    administrator = Depends(account_of(centre, Role.ADMINISTRATOR))

    @router.get(endpoints.REGISTER, response_model=RegisterPage, summary="A register, page by page")
    def page(
        _: Annotated[Account, administrator],
        register: Register,
        show: Shown = Shown.ACTIVE,
        search: str = "",
        district: str = "",
        page: Page = 1,
        page_size: PageSize = 20,
    ) -> Response:
        return answer(centre.register_files.page(register, RegisterFilter(show, search, district, page, page_size)))

    @router.get(endpoints.ENTERPRISES, response_model=EnterprisePage, summary="The parties inspected, page by page")
    def enterprises(
        _: Annotated[Account, administrator], search: str = "", district: str = "", page: Page = 1, page_size: PageSize = 20
    ) -> Response:
        return answer(centre.register_files.enterprises(EnterpriseFilter(search, district, page, page_size)))

    @router.get(
        endpoints.REGISTER_FILE,
        summary="A register as a file that can be imported again",
        response_class=Response,
        responses={200: {"content": {media_type: {} for media_type in _TYPES.values()}}},
    )
    def file(
        _: Annotated[Account, administrator],
        register: Register,
        request: Request,
        file_format: FileFormat = FileFormat.XLSX,
        language: str = "",
    ) -> Response:
        wanted = best_language(language or request.headers.get("Accept-Language"))
        content = centre.register_files.export(register, file_format, wanted)
        name = f'attachment; filename="{register.value}.{file_format.value}"'
        return Response(content, media_type=_TYPES[file_format], headers={"Content-Disposition": name})

    @router.get(endpoints.REGISTER_HISTORY, response_model=RegisterHistory, summary="Every change of a register, latest first")
    def history(
        _: Annotated[Account, administrator],
        register: Register,
        subject: UUID | None = None,
        page: Page = 1,
        page_size: PageSize = 20,
    ) -> Response:
        return answer(centre.register_files.history(register, subject, page, page_size))


def _add_importing(router: APIRouter, centre: Centre) -> None:
    sent_file = Depends(file_from(centre, Role.ADMINISTRATOR))

    @router.post(endpoints.REGISTER_PREVIEW, response_model=RegisterPreview, summary="What a file would do", openapi_extra=FILE)
    def preview(sent: Annotated[Sent, sent_file], register: Register) -> Response:
        return answer(centre.register_files.preview(register, sent.upload))

    @router.post(
        endpoints.REGISTER_IMPORT,
        response_model=RegisterImported,
        summary="Import a file, all of it or nothing; or only the rows that are right",
        openapi_extra=FILE,
    )
    def bring_in(sent: Annotated[Sent, sent_file], register: Register, good_rows: bool = False, seen: str = "") -> Response:
        return answer(centre.register_files.bring_in(register, sent.upload, sent.account.person_id, good_rows, seen))
