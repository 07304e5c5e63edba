"""What the list of campaigns shows. Pure."""

from dataclasses import dataclass
from uuid import UUID

from inspector_app.console.campaigns.words import campaign_state, moment_text, period, scope
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView, paging_view
from sync.domain.campaigns.states import CampaignState
from sync.i18n import say
from sync.protocol.campaigns import CampaignFilter, CampaignPage, CampaignSummary


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign. ``overdue`` is empty where nothing is; ``release`` where nothing is sealed; ``scope`` where all
    visits are counted."""

    id: UUID
    name: str
    period: str
    state: CampaignState
    state_text: str
    draws: str
    visits: str
    overdue: str
    release: str
    scope: str


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """The whole list."""

    rows: tuple[CampaignRow, ...]
    paging: PagingView
    empty: EmptyView | None


def campaigns_view(language: str, page: CampaignPage, wanted: CampaignFilter, plans: bool) -> CampaignsView:
    """The list as it stands for one answer of the centre. ``plans``: whoever looks can make a campaign."""
    kind = "narrow" if wanted.search else "none"
    hint = "narrow_hint" if wanted.search else "none_hint" if plans else "none_yet_hint"
    nothing = EmptyView(
        say(language, f"console.no_campaigns.{kind}"), say(language, f"console.no_campaigns.{hint}"), bool(wanted.search)
    )
    return CampaignsView(
        rows=tuple(campaign_row(language, one) for one in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None if page.rows else nothing,
    )


def campaign_row(language: str, one: CampaignSummary) -> CampaignRow:
    """One campaign in words."""
    sealed = one.state is CampaignState.DRAWN and one.release_at is not None
    return CampaignRow(
        id=one.id,
        name=one.name,
        period=period(language, one.first_day, one.last_day),
        state=one.state,
        state_text=campaign_state(language, one.state),
        draws=str(one.draws),
        visits=f"{one.done}/{one.visits}" if one.visits else "–",
        overdue=say(language, "console.campaign.overdue", count=one.overdue) if one.overdue else "",
        release=say(language, "console.campaign.until", at=moment_text(one.release_at)) if sealed and one.release_at else "",
        scope=scope(language, one),
    )
