"""Campaigns, their draws, and recusals."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from sync.domain.draw.pools import Scope
from sync.domain.people import Role
from sync.protocol import endpoints
from sync.protocol.campaigns import (
    MOST_CHECKLIST_BYTES,
    CampaignDetail,
    CampaignFilter,
    CampaignPage,
    ChecklistList,
    ChecklistOnRecord,
    DrawOnRecord,
    ExtrasRequest,
    FreezePreview,
    FreezeRequest,
    PlanRequest,
    PlanWords,
    ReplaceAnswer,
    ReplaceRequest,
    RunRequest,
)
from sync.protocol.recusals import (
    RecusalDecision,
    RecusalFilter,
    RecusalOnRecord,
    RecusalPage,
    RecusalPeople,
    RecusalRequest,
    RecusalShow,
    RecusalTargets,
)
from sync.protocol.registers import RegisterImported, RegisterPreview
from sync.protocol.visits import DueCalendar, VisitCalendar, VisitFilter, VisitPage, WallPage
from sync.server.centre import Centre
from sync.server.routes.answers import answer
from sync.server.routes.asking import REVIEWERS, account_of
from sync.server.routes.files import CHECKLIST_FILE, FILE, Sent, bytes_from, file_from
from sync.server.services.access import Account
from sync.server.services.searching import LARGEST_PAGE

Page = Annotated[int, Query(ge=1, le=1_000_000)]
PageSize = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]
Draw = Annotated[int, Query(ge=0, le=1_000_000, description="The number of a draw; 0: the newest")]


def campaigns_router(centre: Centre) -> APIRouter:
    """Reading is for reviewers, planning and drawing for administrators."""
    router = APIRouter(tags=["campaigns"])
    _add_reading(router, centre)
    _add_planning(router, centre)
    _add_importing(router, centre)
    _add_drawing(router, centre)
    _add_recusals(router, centre)
    return router


def _add_reading(router: APIRouter, centre: Centre) -> None:
    reviewer = Depends(account_of(centre, *REVIEWERS))

    @router.get(endpoints.CHECKLISTS, response_model=ChecklistList, summary="Published checklists, which a plan may name")
    def checklists(_: Annotated[Account, reviewer]) -> Response:
        return answer(centre.campaigns.checklists())

    @router.get(endpoints.CAMPAIGNS, response_model=CampaignPage, summary="Campaigns, newest period first")
    def page(account: Annotated[Account, reviewer], search: str = "", page: Page = 1, page_size: PageSize = 20) -> Response:
        return answer(centre.campaigns.page(account, CampaignFilter(search, page, page_size)))

    @router.get(endpoints.CAMPAIGN, response_model=CampaignDetail, summary="A campaign with its draws")
    def detail(campaign_id: UUID, account: Annotated[Account, reviewer]) -> Response:
        return answer(centre.campaigns.detail(account, campaign_id))

    @router.get(endpoints.VISITS, response_model=VisitPage, summary="Visits of a draw as they are now")
    def visits(
        campaign_id: UUID,
        account: Annotated[Account, reviewer],
        draw: Draw = 0,
        district: str = "",
        due_on: date | None = None,
        page: Page = 1,
        page_size: PageSize = 20,
    ) -> Response:
        return answer(centre.visits.page(account, campaign_id, VisitFilter(draw, district, page, page_size, due_on)))

    @router.get(endpoints.WALL, response_model=WallPage, summary="The newest draw's visits in all districts, for a wall")
    def wall(campaign_id: UUID, account: Annotated[Account, reviewer], page: Page = 1, page_size: PageSize = 20) -> Response:
        return answer(centre.visits.wall(account, campaign_id, page, page_size))

    @router.get(endpoints.VISIT_CALENDAR, response_model=VisitCalendar, summary="Days on which visits of a draw are due")
    def calendar(campaign_id: UUID, account: Annotated[Account, reviewer], draw: Draw = 0) -> Response:
        return answer(centre.visits.calendar(account, campaign_id, draw))

    @router.get(endpoints.DUE_CALENDAR, response_model=DueCalendar, summary="What is due in all campaigns, day by day")
    def due(account: Annotated[Account, reviewer], first: date, last: date) -> Response:
        return answer(centre.visits.due(account, first, last))


def _add_planning(router: APIRouter, centre: Centre) -> None:
    administrator = Depends(account_of(centre, Role.ADMINISTRATOR))
    sent_checklist = Depends(bytes_from(centre, MOST_CHECKLIST_BYTES, Role.ADMINISTRATOR))

    @router.post(
        endpoints.CHECKLISTS, response_model=ChecklistOnRecord, summary="Publish a checklist", openapi_extra=CHECKLIST_FILE
    )
    def publish(document: Annotated[bytes, sent_checklist]) -> Response:
        found = centre.registers.publish_checklist(document)
        return answer(ChecklistOnRecord(found.id, found.version, found.title))

    @router.get(endpoints.PLAN_WORDS, response_model=PlanWords, summary="What is on the registers for a plan to name")
    def words(_: Annotated[Account, administrator]) -> Response:
        return answer(centre.campaigns.words())

    @router.put(endpoints.CAMPAIGN, response_model=CampaignDetail, summary="Make a campaign, or change its next draw's plan")
    def plan(campaign_id: UUID, request: PlanRequest, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.campaigns.plan(account, campaign_id, request))

    @router.delete(
        endpoints.CAMPAIGN,
        status_code=204,
        summary="Withdraw a plan that nothing was frozen from",
        dependencies=[Depends(account_of(centre, Role.ADMINISTRATOR))],
    )
    def withdraw(campaign_id: UUID) -> None:
        centre.draws.withdraw(campaign_id)

    @router.post(endpoints.CAMPAIGN_EXTRAS, response_model=CampaignDetail, summary="Enter extra weights with their sources")
    def add_extras(campaign_id: UUID, request: ExtrasRequest, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.campaigns.add_extras(account, campaign_id, request))

    @router.delete(endpoints.CAMPAIGN_EXTRA, response_model=CampaignDetail, summary="Take an extra weight back")
    def remove_extra(campaign_id: UUID, extra_id: UUID, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.campaigns.remove_extra(account, campaign_id, extra_id))


def _add_importing(router: APIRouter, centre: Centre) -> None:
    sent_file = Depends(file_from(centre, Role.ADMINISTRATOR))

    @router.post(
        endpoints.EXTRAS_PREVIEW,
        response_model=RegisterPreview,
        summary="What extra weights of a file would do",
        openapi_extra=FILE,
    )
    def preview(campaign_id: UUID, sent: Annotated[Sent, sent_file]) -> Response:
        return answer(centre.extra_files.preview(campaign_id, sent.upload))

    @router.post(
        endpoints.EXTRAS_IMPORT,
        response_model=RegisterImported,
        summary="Import extra weights, all of a file or nothing; or only the rows that are right",
        openapi_extra=FILE,
    )
    def bring_in(campaign_id: UUID, sent: Annotated[Sent, sent_file], good_rows: bool = False, seen: str = "") -> Response:
        return answer(centre.extra_files.bring_in(sent.account, campaign_id, sent.upload, good_rows, seen))


def _add_drawing(router: APIRouter, centre: Centre) -> None:
    administrator = Depends(account_of(centre, Role.ADMINISTRATOR))

    @router.get(endpoints.FREEZE_PREVIEW, response_model=FreezePreview, summary="What freezing would meet now, and trial draws")
    def preview(campaign_id: UUID, _: Annotated[Account, administrator]) -> Response:
        return answer(centre.draws.preview(campaign_id))

    @router.post(endpoints.DRAWS, response_model=DrawOnRecord, summary="Freeze registers and plan, and publish their digests")
    def freeze(campaign_id: UUID, request: FreezeRequest, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.draws.freeze(account, campaign_id, request))

    @router.post(endpoints.SEEDS, response_model=DrawOnRecord, summary="Draw with the seed that has come, once")
    def run(campaign_id: UUID, request: RunRequest, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.draws.run(account, campaign_id, request))

    @router.post(endpoints.REPLACEMENTS, response_model=ReplaceAnswer, summary="Draw who goes instead of somebody")
    def replace(campaign_id: UUID, request: ReplaceRequest, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.draws.replace(account, campaign_id, request))


def _add_recusals(router: APIRouter, centre: Centre) -> None:
    reviewer, administrator = Depends(account_of(centre, *REVIEWERS)), Depends(account_of(centre, Role.ADMINISTRATOR))

    @router.get(endpoints.RECUSALS, response_model=RecusalPage, summary="Recusals, those without a decision first")
    def page(
        _: Annotated[Account, reviewer],
        show: RecusalShow = RecusalShow.ALL,
        search: str = "",
        page: Page = 1,
        page_size: PageSize = 20,
    ) -> Response:
        return answer(centre.recusals.page(RecusalFilter(show, search, page, page_size)))

    @router.get(endpoints.RECUSAL_PEOPLE, response_model=RecusalPeople, summary="Who may stay away, by name or number")
    def people(_: Annotated[Account, reviewer], search: str = "") -> Response:
        return answer(centre.recusals.people(search))

    @router.get(endpoints.RECUSAL_TARGETS, response_model=RecusalTargets, summary="What somebody may stay away from")
    def targets(account: Annotated[Account, reviewer], scope: Scope = Scope.COMPOUND, search: str = "") -> Response:
        return answer(centre.recusals.targets(account, scope, search))

    @router.post(endpoints.RECUSALS, response_model=RecusalOnRecord, summary="Record a recusal; one that is ordered is granted")
    def request(request: RecusalRequest, account: Annotated[Account, reviewer]) -> Response:
        return answer(centre.recusals.request(account, request))

    @router.post(endpoints.RECUSAL_DECISION, response_model=RecusalOnRecord, summary="Decide about a recusal")
    def decide(recusal_id: UUID, request: RecusalDecision, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.recusals.decide(account, recusal_id, request))
