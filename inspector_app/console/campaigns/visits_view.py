"""What a draw found: visits, how many by district, and who goes how often. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from inspector_app.console import wording
from inspector_app.console.registers.facts import choices, names_in
from inspector_app.console.screens.paging_view import PagingView, paging_view
from sync.domain.draw.wording import shortfall_sentence
from sync.domain.people import Duty
from sync.i18n import say
from sync.protocol.campaigns import ReplaceAnswer
from sync.protocol.visits import VisitOnRecord, VisitPage, Workload

MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A number beside the largest of its kind: ``share`` from 0 to 1."""

    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one kind, and how many are not shown, in words."""

    title: str
    note: str
    bars: tuple[Bar, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team."""

    person_id: UUID
    name: str
    duty: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit. ``open``: it is still to be done, so that its team can change."""

    number: int
    code: str
    name: str
    about: str
    district: str
    grade: str
    team: str
    members: tuple[Member, ...]
    due: str
    standing: str
    overdue: bool
    open: bool


@dataclass(frozen=True, slots=True)
class VisitsView:
    """One page of ``total`` visits with the charts of all."""

    rows: tuple[VisitRow, ...]
    paging: PagingView
    districts: Chart
    workloads: tuple[Chart, ...]
    choices: tuple[tuple[str, str], ...]
    total: int


def visits_view(language: str, page: VisitPage) -> VisitsView:
    """One page as it stands for one answer of the centre."""
    names = names_in(language, page.districts)
    by_district = [(names.get(code, code), count) for code, count in page.by_district.items()]
    return VisitsView(
        rows=tuple(_row(language, visit) for visit in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        districts=_chart(language, say(language, "console.result.by_district"), by_district),
        workloads=tuple(
            _workload(language, duty, [one for one in page.workload if one.duty is duty]) for duty in (Duty.OFFICER, Duty.EXPERT)
        ),
        choices=choices(language, page.districts),
        total=page.total,
    )


def replaced(language: str, answer: ReplaceAnswer) -> tuple[str, ...]:
    """Who goes instead, or why nobody can."""
    if answer.shortfalls:
        return tuple(shortfall_sentence(language, one) for one in answer.shortfalls)
    return tuple(say(language, "console.replace.seat", visit=seat.visit, name=seat.name) for seat in answer.seats)


def _row(language: str, visit: VisitOnRecord) -> VisitRow:
    comma = say(language, "console.tablets.comma")
    if visit.withdrawn:
        standing = say(language, "console.result.withdrawn")
    elif visit.state is not None:
        standing = wording.state(language, visit.state)
    else:
        standing = say(language, "console.result.overdue" if visit.overdue else "console.result.waiting")
    return VisitRow(
        number=visit.number,
        code=visit.compound,
        name=visit.name,
        about=visit.enterprise,
        district=visit.district_name.in_language(language),
        grade=visit.grade,
        team=comma.join(member.name for member in visit.team),
        members=tuple(Member(one.person_id, one.name, say(language, f"duty.{one.duty.value}")) for one in visit.team),
        due=visit.due_on.isoformat(),
        standing=standing,
        overdue=visit.overdue,
        open=not visit.withdrawn and (visit.state is None or visit.state.editable),
    )


def _workload(language: str, duty: Duty, people: list[Workload]) -> Chart:
    counts = [(one.name, one.visits) for one in people]
    chart = _chart(language, say(language, f"console.result.workload.{duty.value}"), counts)
    if not people:
        return chart
    most, least = max(one.visits for one in people), min(one.visits for one in people)
    return Chart(chart.title, say(language, "console.result.spread", most=most, least=least), chart.bars, chart.more)


def _chart(language: str, title: str, counts: Sequence[tuple[str, int]]) -> Chart:
    most = max((count for _, count in counts), default=0)
    bars = [Bar(name, count, count / most if most else 0) for name, count in counts]
    more = len(bars) - MOST_BARS
    return Chart(title, "", tuple(bars[:MOST_BARS]), say(language, "console.result.more", count=more) if more > 0 else "")
