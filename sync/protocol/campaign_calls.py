"""What is asked about campaigns, as seen by a caller; ``sync.protocol.calls`` says what all calls may raise."""

from datetime import date
from typing import Protocol
from uuid import UUID

from sync.domain.draw.pools import Scope
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


class CampaignCalls(Protocol):
    """Campaigns and their draws. Supervisors see them, and the visits of their districts once these are released; everything else
    is for administrators, but for asking for a recusal and what is offered for it."""

    def checklists(self) -> ChecklistList:
        """What a plan may name."""
        ...

    def publish_checklist(self, document: bytes) -> ChecklistOnRecord:
        """A file's JSON text, for plans to name. Raises ChecklistInvalid, AlreadyExists for another text under a version, which
        never changes once published."""
        ...

    def plan_words(self) -> PlanWords:
        """What is on the registers for a plan to name."""
        ...

    def campaigns(self, wanted: CampaignFilter) -> CampaignPage: ...

    def campaign(self, campaign_id: UUID) -> CampaignDetail:
        """Raises NotFound."""
        ...

    def plan_campaign(self, campaign_id: UUID, request: PlanRequest) -> CampaignDetail:
        """Make a campaign under an id that was minted here, or change what its next draw is frozen from. Raises DrawFileInvalid
        for a plan that cannot be, NotFound for a checklist that was not published."""
        ...

    def withdraw_campaign(self, campaign_id: UUID) -> None:
        """Its plan was never to be. Raises NotFound, and DrawOutOfTurn once something was frozen."""
        ...

    def add_extras(self, campaign_id: UUID, request: ExtrasRequest) -> CampaignDetail:
        """Extra weights for the next draw. Raises NotFound for a compound that is not on the register, OperationInvalid."""
        ...

    def preview_extras(self, campaign_id: UUID, name: str, content: bytes, sheet: str = "") -> RegisterPreview:
        """What a file of extra weights would do, without doing it. Raises NotFound, TableUnreadable."""
        ...

    def import_extras(
        self, campaign_id: UUID, name: str, content: bytes, sheet: str = "", good_rows: bool = False, seen: str = ""
    ) -> RegisterImported:
        """As ``import_register``, of extra weights for the next draw. Raises NotFound, TableUnreadable, RegisterRowsWrong,
        RegisterMoved."""
        ...

    def remove_extra(self, campaign_id: UUID, extra_id: UUID) -> CampaignDetail:
        """Raises NotFound."""
        ...

    def preview_freeze(self, campaign_id: UUID) -> FreezePreview:
        """What freezing would meet now. Raises DrawFileInvalid where plan and registers do not fit together."""
        ...

    def freeze(self, campaign_id: UUID, request: FreezeRequest) -> DrawOnRecord:
        """Publish pools, plan and digests, before anybody knows the seed. Raises DrawRowsIncomplete, PlanUnfit, DrawImpossible
        (the preview says which and why), DrawOutOfTurn for a redraw without a reason, DrawFileInvalid; and then nothing was
        frozen."""
        ...

    def run_draw(self, campaign_id: UUID, request: RunRequest) -> DrawOnRecord:
        """Draw with the seed, once. What turns out impossible is on record too, with its ``shortfalls``. Raises SeedInvalid,
        DrawOutOfTurn, OperationInvalid without a witness."""
        ...

    def replace_drawn(self, campaign_id: UUID, request: ReplaceRequest) -> ReplaceAnswer:
        """Draw who goes instead. Raises DrawOutOfTurn, DrawFileInvalid for somebody who is not on such a visit, SeedInvalid."""
        ...

    def drawn_visits(self, campaign_id: UUID, wanted: VisitFilter) -> VisitPage:
        """Raises NotFound. While they are sealed, there are none for supervisors."""
        ...

    def wall(self, campaign_id: UUID, page: int = 1, page_size: int = 100) -> WallPage:
        """The newest draw's visits in all districts, for whoever looks. While they are sealed, there are none for supervisors.
        Raises NotFound."""
        ...

    def visit_calendar(self, campaign_id: UUID, draw: int = 0) -> VisitCalendar:
        """The days of a draw's visits; ``draw``: its number, 0 for the newest. None while they are sealed. Raises NotFound."""
        ...

    def due_calendar(self, first: date, last: date) -> DueCalendar:
        """What is due from one day to another, of every campaign. Sealed visits are not told to supervisors. Raises
        OperationInvalid for more than LONGEST_SPAN days."""
        ...

    def recusals(self, wanted: RecusalFilter) -> RecusalPage: ...

    def recusal_people(self, search: str) -> RecusalPeople:
        """Who may stay away: people of the registers whose name holds the text, or whose number does. Raises OperationInvalid."""
        ...

    def recusal_targets(self, scope: Scope, search: str) -> RecusalTargets:
        """What somebody may stay away from: code or name holds the text. For supervisors, what lies in their districts, and the
        enterprises that serve there. Raises OperationInvalid."""
        ...

    def request_recusal(self, request: RecusalRequest) -> RecusalOnRecord:
        """One that is ordered is granted with it, and only by administrators. Raises NotFound for a person who is not on the
        registers and for what is no ``recusal_targets``, OperationInvalid."""
        ...

    def decide_recusal(self, recusal_id: UUID, request: RecusalDecision) -> RecusalOnRecord:
        """Raises NotFound, AlreadyExists where somebody has decided, OperationInvalid for a refusal without a reason."""
        ...
