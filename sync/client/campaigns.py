"""Campaigns, their draws and recusals over HTTP."""

from datetime import date
from uuid import UUID

from sync.client.answers import Message, message_of, params_of
from sync.client.files import send_file
from sync.client.transport import Transport
from sync.domain.draw.pools import Scope
from sync.protocol import endpoints
from sync.protocol.campaigns import (
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
from sync.protocol.codec import to_plain
from sync.protocol.recusals import (
    RecusalDecision,
    RecusalFilter,
    RecusalOnRecord,
    RecusalPage,
    RecusalPeople,
    RecusalRequest,
    RecusalTargets,
)
from sync.protocol.registers import RegisterImported, RegisterPreview
from sync.protocol.visits import DueCalendar, VisitCalendar, VisitFilter, VisitPage, WallPage


class CampaignRequests:
    """Implements sync.protocol.calls.CampaignCalls."""

    _transport: Transport

    def checklists(self) -> ChecklistList:
        return message_of(self._transport.ask("GET", endpoints.CHECKLISTS), ChecklistList)

    def publish_checklist(self, document: bytes) -> ChecklistOnRecord:
        return message_of(send_file(self._transport, endpoints.CHECKLISTS, {}, document), ChecklistOnRecord)

    def plan_words(self) -> PlanWords:
        return message_of(self._transport.ask("GET", endpoints.PLAN_WORDS), PlanWords)

    def campaigns(self, wanted: CampaignFilter) -> CampaignPage:
        return message_of(self._transport.ask("GET", endpoints.CAMPAIGNS, params=params_of(wanted)), CampaignPage)

    def campaign(self, campaign_id: UUID) -> CampaignDetail:
        return message_of(self._transport.ask("GET", endpoints.CAMPAIGN.format(campaign_id=campaign_id)), CampaignDetail)

    def plan_campaign(self, campaign_id: UUID, request: PlanRequest) -> CampaignDetail:
        return self._tell("PUT", endpoints.CAMPAIGN.format(campaign_id=campaign_id), request, CampaignDetail)

    def withdraw_campaign(self, campaign_id: UUID) -> None:
        self._transport.ask("DELETE", endpoints.CAMPAIGN.format(campaign_id=campaign_id))

    def add_extras(self, campaign_id: UUID, request: ExtrasRequest) -> CampaignDetail:
        return self._tell("POST", endpoints.CAMPAIGN_EXTRAS.format(campaign_id=campaign_id), request, CampaignDetail)

    def preview_extras(self, campaign_id: UUID, name: str, content: bytes, sheet: str = "") -> RegisterPreview:
        path, params = endpoints.EXTRAS_PREVIEW.format(campaign_id=campaign_id), {"name": name, "sheet": sheet}
        return message_of(send_file(self._transport, path, params, content), RegisterPreview)

    def import_extras(
        self, campaign_id: UUID, name: str, content: bytes, sheet: str = "", good_rows: bool = False, seen: str = ""
    ) -> RegisterImported:
        params = {"name": name, "sheet": sheet, "good_rows": str(good_rows).lower(), "seen": seen}
        path = endpoints.EXTRAS_IMPORT.format(campaign_id=campaign_id)
        return message_of(send_file(self._transport, path, params, content), RegisterImported)

    def remove_extra(self, campaign_id: UUID, extra_id: UUID) -> CampaignDetail:
        path = endpoints.CAMPAIGN_EXTRA.format(campaign_id=campaign_id, extra_id=extra_id)
        return message_of(self._transport.ask("DELETE", path), CampaignDetail)

    def preview_freeze(self, campaign_id: UUID) -> FreezePreview:
        return message_of(self._transport.ask("GET", endpoints.FREEZE_PREVIEW.format(campaign_id=campaign_id)), FreezePreview)

    def freeze(self, campaign_id: UUID, request: FreezeRequest) -> DrawOnRecord:
        return self._tell("POST", endpoints.DRAWS.format(campaign_id=campaign_id), request, DrawOnRecord)

    def run_draw(self, campaign_id: UUID, request: RunRequest) -> DrawOnRecord:
        return self._tell("POST", endpoints.SEEDS.format(campaign_id=campaign_id), request, DrawOnRecord)

    def replace_drawn(self, campaign_id: UUID, request: ReplaceRequest) -> ReplaceAnswer:
        return self._tell("POST", endpoints.REPLACEMENTS.format(campaign_id=campaign_id), request, ReplaceAnswer)

    def drawn_visits(self, campaign_id: UUID, wanted: VisitFilter) -> VisitPage:
        path = endpoints.VISITS.format(campaign_id=campaign_id)
        return message_of(self._transport.ask("GET", path, params=params_of(wanted)), VisitPage)

    def wall(self, campaign_id: UUID, page: int = 1, page_size: int = 100) -> WallPage:
        path, params = endpoints.WALL.format(campaign_id=campaign_id), {"page": str(page), "page_size": str(page_size)}
        return message_of(self._transport.ask("GET", path, params=params), WallPage)

    def visit_calendar(self, campaign_id: UUID, draw: int = 0) -> VisitCalendar:
        path = endpoints.VISIT_CALENDAR.format(campaign_id=campaign_id)
        return message_of(self._transport.ask("GET", path, params={"draw": str(draw)}), VisitCalendar)

    def due_calendar(self, first: date, last: date) -> DueCalendar:
        span = {"first": first.isoformat(), "last": last.isoformat()}
        return message_of(self._transport.ask("GET", endpoints.DUE_CALENDAR, params=span), DueCalendar)

    def recusals(self, wanted: RecusalFilter) -> RecusalPage:
        return message_of(self._transport.ask("GET", endpoints.RECUSALS, params=params_of(wanted)), RecusalPage)

    def recusal_people(self, search: str) -> RecusalPeople:
        return message_of(self._transport.ask("GET", endpoints.RECUSAL_PEOPLE, params={"search": search}), RecusalPeople)

    def recusal_targets(self, scope: Scope, search: str) -> RecusalTargets:
        params = {"scope": scope.value, "search": search}
        return message_of(self._transport.ask("GET", endpoints.RECUSAL_TARGETS, params=params), RecusalTargets)

    def request_recusal(self, request: RecusalRequest) -> RecusalOnRecord:
        return self._tell("POST", endpoints.RECUSALS, request, RecusalOnRecord)

    def decide_recusal(self, recusal_id: UUID, request: RecusalDecision) -> RecusalOnRecord:
        return self._tell("POST", endpoints.RECUSAL_DECISION.format(recusal_id=recusal_id), request, RecusalOnRecord)

    def _tell(self, method: str, path: str, request: object, kind: type[Message]) -> Message:
        return message_of(self._transport.ask(method, path, json=to_plain(request)), kind)
