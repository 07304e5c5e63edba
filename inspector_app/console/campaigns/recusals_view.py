"""What the list of recusals shows. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.console import wording
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView, paging_view
from inspector_app.console.screens.pill_view import PillView
from sync.domain.draw.pools import Origin
from sync.i18n import say
from sync.protocol.recusals import RecusalFilter, RecusalOnRecord, RecusalPage, RecusalShow

_TABS = (RecusalShow.OPEN, RecusalShow.DECIDED, RecusalShow.ALL)


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """One recusal. ``facts``: everything that is known of it, by name."""

    id: UUID
    name: str
    duty: str
    target: str
    scope: str
    ground: str
    origin: str
    asked: str
    recorded: str
    standing: str
    open: bool
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecusalsView:
    """The whole list."""

    tabs: tuple[PillView, ...]
    rows: tuple[RecusalRow, ...]
    paging: PagingView
    empty: EmptyView | None


def origins(decides: bool) -> tuple[Origin, ...]:
    """How somebody may say that one came up. What is ordered is granted with it, so that takes whoever ``decides``."""
    return tuple(one for one in Origin if decides or one is not Origin.ORDERED)


def recusals_view(language: str, page: RecusalPage, wanted: RecusalFilter, today: date) -> RecusalsView:
    """The list as it stands for one answer of the centre."""
    kind = "narrow" if wanted.search else wanted.show.value
    hint = say(language, f"console.no_recusals.{kind}_hint")
    return RecusalsView(
        tabs=tuple(
            PillView(one.value, say(language, f"console.recusal.{one.value}"), page.counts.get(one.value, 0), one is wanted.show)
            for one in _TABS
        ),
        rows=tuple(_row(language, one, today) for one in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None if page.rows else EmptyView(say(language, f"console.no_recusals.{kind}"), hint, bool(wanted.search)),
    )


def _row(language: str, one: RecusalOnRecord, today: date) -> RecusalRow:
    duty, scope = say(language, f"duty.{one.duty.value}"), say(language, f"console.recusal.scope.{one.scope.value}")
    ground, origin = (
        say(language, f"console.recusal.ground.{one.ground.value}"),
        say(language, f"console.recusal.origin.{one.origin.value}"),
    )
    asked = wording.moment(language, one.requested_at, today)
    standing = say(language, f"console.recusal.standing.{one.decision.value if one.decision else 'open'}")
    facts = [("who", f"{one.name} · {duty}"), ("target", f"{one.target_name} ({one.target}) · {scope}"), ("ground", ground)]
    facts += [("origin", f"{origin} · {one.requested_by}"), ("asked", asked), ("recorded", one.recorded_by)]
    if one.request:
        facts.append(("request", one.request))
    if one.decision is not None and one.decided_at is not None:
        decided = " · ".join((standing, one.decided_by, wording.moment(language, one.decided_at, today)))
        facts.append(("decision", decided))
    if one.reason:
        facts.append(("why", one.reason))
    return RecusalRow(
        id=one.id,
        name=one.name,
        duty=duty,
        target=one.target_name,
        scope=scope,
        ground=ground,
        origin=origin,
        asked=asked,
        recorded=one.recorded_by,
        standing=standing,
        open=one.decision is None,
        facts=tuple((say(language, f"console.recusal.fact.{name}"), text) for name, text in facts),
    )
