"""What the list of inspections shows. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.console import wording
from inspector_app.console.list_place import EVERY_STATE, orders_of
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView, paging_view
from inspector_app.console.screens.pill_view import PillView
from sync.domain.inspections import State
from sync.i18n import say
from sync.protocol.console import InspectionFilter, InspectionPage, InspectionSummary

WAITING_FIRST = InspectionFilter(state=State.SUBMITTED)
"""The list opens on what waits for review: the next thing to do."""

_TABS = (State.SUBMITTED, State.RETURNED, State.IN_PROGRESS, State.ACCEPTED, None)


@dataclass(frozen=True, slots=True)
class RowView:
    """One inspection in the list. ``conflicts`` is empty without any; ``due`` is empty once it was submitted."""

    inspection_id: UUID
    compound: str
    enterprise: str
    district: str
    state: State
    state_text: str
    score: str
    findings: int
    findings_text: str
    progress: str
    evidence: str
    evidence_complete: bool
    when: str
    due: str
    overdue: bool
    conflicts: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order that the list can have."""

    name: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class ListView:
    """The whole list. ``districts`` are pairs of code and name, all of them first (code "")."""

    title: str
    tabs: tuple[PillView, ...]
    orders: tuple[OrderView, ...]
    districts: tuple[tuple[str, str], ...]
    rows: tuple[RowView, ...]
    paging: PagingView
    empty: EmptyView | None


def list_view(language: str, page: InspectionPage, wanted: InspectionFilter, today: date) -> ListView:
    """The list as it stands for one answer of the centre."""
    return ListView(
        title=say(language, "console.list.title"),
        tabs=_tabs(language, page, wanted),
        orders=_orders(language, wanted),
        districts=_districts(language, page),
        rows=tuple(_row(language, summary, today) for summary in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None if page.rows else _empty(language, wanted),
    )


def _tabs(language: str, page: InspectionPage, wanted: InspectionFilter) -> tuple[PillView, ...]:
    counts = page.by_state
    return tuple(
        PillView(
            name=state.value if state else EVERY_STATE,
            label=wording.state(language, state) if state else say(language, "console.list.all"),
            count=counts.get(state.value, 0) if state else sum(counts.values()),
            selected=state is wanted.state,
        )
        for state in _TABS
    )


def _orders(language: str, wanted: InspectionFilter) -> tuple[OrderView, ...]:
    return tuple(
        OrderView(order.value, say(language, f"console.order.{order.value}"), order is wanted.order)
        for order in orders_of(wanted.state)
    )


def _districts(language: str, page: InspectionPage) -> tuple[tuple[str, str], ...]:
    everything = ("", say(language, "console.list.all_districts"))
    return (everything, *((district.code, district.name.in_language(language)) for district in page.districts))


def _row(language: str, summary: InspectionSummary, today: date) -> RowView:
    running = summary.state.editable
    at = summary.started_at if summary.submitted_at is None else summary.submitted_at
    kind = "started" if summary.submitted_at is None else "submitted"
    return RowView(
        inspection_id=summary.inspection_id,
        compound=summary.compound,
        enterprise=summary.enterprise,
        district=summary.district_name.in_language(language),
        state=summary.state,
        state_text=wording.state(language, summary.state),
        score=wording.score(summary.score),
        findings=summary.findings,
        findings_text=wording.findings(language, summary),
        progress=f"{summary.answered}/{summary.item_count}",
        evidence=f"{summary.evidence_stored}/{summary.evidence_expected}",
        evidence_complete=summary.evidence_stored >= summary.evidence_expected,
        when=say(language, f"console.list.{kind}", at=wording.moment(language, at, today)),
        due=wording.due(language, summary.due_on, today) if running else "",
        overdue=running and summary.due_on < today,
        conflicts=say(language, "console.conflicts", count=summary.conflicts) if summary.conflicts else "",
    )


def _empty(language: str, wanted: InspectionFilter) -> EmptyView:
    narrow = bool(wanted.search or wanted.district)
    kind = "narrow" if narrow else (wanted.state.value if wanted.state else "all")
    return EmptyView(
        title=say(language, f"console.empty.{kind}"), hint=say(language, f"console.empty.{kind}_hint"), clearable=narrow
    )
