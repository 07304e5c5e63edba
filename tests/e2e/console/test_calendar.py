"""A supervisor watches a campaign being drawn, and looks at what is due when."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from inspector_app.bootstrap import open_tablet
from inspector_app.console import wording
from inspector_app.console.campaigns.months import month_of
from inspector_app.demo.credit_codes import invented_credit_code
from sync.bundled import bundled_checklist
from sync.client.http_centre import HttpCentre
from sync.domain.clock import SystemClock, local_day
from sync.domain.draw.plan import Check, Plan, Qualification
from sync.domain.draw.pools import Decision, Origin
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.domain.registers.columns import Register
from sync.i18n import say
from sync.protocol.campaigns import FreezeRequest, PlanRequest, ReplaceRequest, RunRequest
from sync.protocol.recusals import RecusalDecision, RecusalFilter, RecusalShow
from sync.protocol.registers import RegisterFilter
from sync.protocol.visits import VisitFilter
from sync.server.repositories import schema
from sync.server.services.registers import NewCompound, NewEnterprise, NewPerson
from tests.e2e.console.conftest import PASSWORD
from tests.e2e.console.field_team import Team

pytestmark = pytest.mark.browser
SEED = Seed("52341632514123652431", "三楼", ("赵监督",))
PILOT = "试点"
"""The mark of compounds, and the qualification of people, that are drawn here alone: tablets of other tests get nothing of it."""
COMPOUNDS, OFFICERS, EXPERTS = 24, 6, 3
TODAY = local_day(SystemClock().now())
YESTERDAY = TODAY - timedelta(days=1)
EARLIER = YESTERDAY - timedelta(days=20)
LOOKS = [(1280, 800, "zh-CN", "light"), (1280, 800, "en", "dark"), (390, 844, "zh-CN", "dark"), (390, 844, "en", "light")]
LOOKS += [(800, 1280, "en", "light"), (800, 1280, "zh-CN", "dark")]
_IDS = IdMaker()


@dataclass
class Pilot:
    """An administrator with people and compounds of their own."""

    place: Any
    head: HttpCentre
    people: list[NewPerson] = field(default_factory=list)

    def enlist(self) -> "Pilot":
        """Onto the registers."""
        valid = {"checked": True, "valid_from": "2026-01-01", "valid_until": "2099-12-31", "qualifications": (PILOT,)}
        officers = [
            NewPerson(_IDS.new(), f"魏{name}", Duty.OFFICER, "JS", f"试点证{n:02}号", department=f"{n}科", **valid)
            for n, name in enumerate("安邦成达恩帆"[:OFFICERS])
        ]
        experts = [
            NewPerson(_IDS.new(), f"魏{name}", Duty.EXPERT, certificate=f"试点专家{n:02}号", qualifications=(PILOT,))
            for n, name in enumerate("光海佳"[:EXPERTS])
        ]
        self.people = [*officers, *experts]
        self.place.centre.registers.add_people(self.people)
        owner = NewEnterprise(_IDS.new(), "试点物业服务有限公司", invented_credit_code(900))
        self.place.centre.registers.add_enterprises([owner])
        mark = (PILOT,)
        self.place.centre.registers.add_compounds(
            [NewCompound(_IDS.new(), _name(n), "麦香路", "ZD", owner.id, "A", f"P{n}", "", mark) for n in range(COMPOUNDS)]
        )
        return self

    def discharge(self) -> None:
        """Off the registers again, before others draw from them."""
        codes = [f"P{n}" for n in range(COMPOUNDS)]
        people = [one.id for one in self.people]
        with self.place.centre.database.writing() as connection:
            for table, theirs in (
                (schema.compounds, schema.compounds.c.code.in_(codes)),
                (schema.people, schema.people.c.id.in_(people)),
            ):
                connection.execute(update(table).where(theirs).values(active=False))

    def plan(self, name: str, first: date, last: date) -> UUID:
        """A campaign that covers its compounds."""
        bundled = bundled_checklist()
        check = Check("routine", bundled.id, bundled.version, cover=True, marks=(PILOT,))
        teams = tuple(Qualification(duty, PILOT, check.id) for duty in Duty)
        promise = Promise(SeedKind.DICE, "掷骰")
        campaign = _IDS.new()
        plan = Plan(name, first.isoformat(), last.isoformat(), (check,), promise, qualifications=teams)
        self.head.plan_campaign(campaign, PlanRequest(plan))
        return campaign

    def freeze(self, campaign: UUID) -> None:
        self.head.freeze(campaign, FreezeRequest())

    def draw(self, campaign: UUID) -> None:
        """With nothing sealed: it is released at once."""
        self.head.run_draw(campaign, RunRequest(1, SEED))

    def replace_somebody(self, campaign: UUID) -> None:
        """Whoever has the third visit; consoles that look at the campaign hear of it."""
        leaver = self.head.drawn_visits(campaign, VisitFilter()).rows[2].team[0]
        self.head.replace_drawn(campaign, ReplaceRequest(1, leaver.person_id, "因公出差", (3,)))

    def put_off(self, campaign: UUID, numbers: range, day: date) -> None:
        """Some visits are due another day."""
        v = schema.draw_visits.c
        with self.place.centre.database.writing() as connection:
            mine = (v.campaign_id == campaign) & v.number.in_(numbers)
            connection.execute(update(schema.draw_visits).where(mine).values(due_on=day))


def _name(number: int) -> str:
    return f"{'郑州市郑东新区龙湖金融岛外环东路玥湖堃府国际花园' if number % 8 == 1 else '梧桐苑'}{number}号院"


@pytest.fixture(scope="module")
def pilot(place: Any) -> Iterator[Pilot]:
    head = HttpCentre(place.url)
    head.sign_in(place.administrator, PASSWORD)
    pilot = Pilot(place, head).enlist()
    yield pilot
    pilot.discharge()
    head.close()


@pytest.mark.details
def test_a_supervisor_sees_a_campaign_go_on_and_what_of_it_is_due_when(
    signed_in: Callable[..., Any], place: Any, pilot: Pilot
) -> None:
    console = signed_in(place.supervisor, "campaigns")
    console.at("recusals").wait_for()
    assert not console.at("new-campaign").count()
    assert not console.at("section-registers").count()
    campaign = pilot.plan("试点检查（督导）", YESTERDAY - timedelta(days=30), YESTERDAY)
    console.see(f"campaign-{campaign}", "拟定中")
    console.click(f"campaign-{campaign}")
    console.see("next-step", "方案没有固定过")
    pilot.freeze(campaign)
    console.see("next-step", "等待种子（掷骰）")
    console.click("wall")
    for step in ("pools", "digests", "seed", "selected"):
        console.click("wall-on")
        console.at(f"wall-step-{step}").wait_for()
        assert not console.at("wall-seed").count()
    console.see("wall-step-selected", "尚未抽取")
    pilot.draw(campaign)
    first = pilot.head.drawn_visits(campaign, VisitFilter()).rows[0]
    console.see("tile-1", first.name)
    console.click("wall-close")
    console.see("next-step", "任务已下发")
    for forbidden in ("freeze-look", "seed", "edit-plan", "add-extra"):
        assert not console.at(forbidden).count(), forbidden
    console.click("visit-1")
    console.at("dialog-cancel").wait_for()
    assert not console.starting("replace-").count()
    console.click("dialog-cancel")
    console.click("calendar")
    console.see(f"day-{YESTERDAY}", f"应检 {COMPOUNDS} 项，完成 0 项，逾期 {COMPOUNDS} 项")
    console.see("chosen-day", f"逾期 {COMPOUNDS}")
    console.see("visit-1", first.team[0].name)
    pilot.put_off(campaign, range(2, 5), EARLIER)
    (seat,) = pilot.head.replace_drawn(campaign, ReplaceRequest(1, first.team[0].person_id, "因公出差", (1,))).seats
    console.see("visit-1", seat.name)
    console.see("chosen-day", f"逾期 {COMPOUNDS - 3}")
    if month_of(EARLIER) != month_of(YESTERDAY):
        console.click("previous-month")
    console.click(f"day-{EARLIER}")
    console.see("chosen-day", "应检 3")
    console.at("visit-4").wait_for()
    assert not console.at("visit-1").count()
    console.open(f"campaigns/{campaign}/plan").at("next-step").wait_for()
    assert not console.at("save-plan").count()


@pytest.fixture
def told(pilot: Pilot) -> UUID:
    """A campaign that was drawn, and released at once."""
    campaign = pilot.plan("试点检查（回避）", TODAY, TODAY + timedelta(days=20))
    pilot.freeze(campaign)
    pilot.draw(campaign)
    return campaign


def choice(console: Any, words: str) -> Any:
    """A line of an open menu."""
    return console.page.get_by_role("button", name=words, exact=True).or_(console.page.get_by_role("menuitem", name=words)).last


@pytest.mark.details
@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS[:4])
def test_a_supervisor_enters_a_recusal_at_a_visit_and_orders_and_decides_none(
    signed_in: Callable[..., Any], place: Any, pilot: Pilot, told: UUID, width: int, height: int, language: str, mode: str
) -> None:
    name = f"{width}-{language}-{mode}"
    look = {"language": language, "mode": mode, "width": width, "height": height}
    visit = pilot.head.drawn_visits(told, VisitFilter()).rows[0]
    person = visit.team[0]
    console = signed_in(place.supervisor, f"campaigns/{told}", **look)
    console.find("visit-1")
    console.click("visit-1")
    console.at(f"recuse-{person.person_id}").wait_for()
    console.shot(f"recuse-visit-{name}")
    console.see_no_small_targets(47)
    console.click(f"recuse-{person.person_id}")
    console.see("recused-person", person.name)
    console.see_typed("recusal-target", visit.compound)
    console.shot(f"recuse-new-{name}")
    console.press(console.at("recusal-origin"))
    ways = [say(language, f"console.recusal.origin.{one}") for one in ("declared", "requested", "ordered")]
    console.resting(choice(console, ways[1]))
    console.shot(f"recuse-origins-{name}")
    assert not choice(console, ways[2]).count()
    console.press(choice(console, ways[1]))
    console.click("recusal-confirm")
    console.see("dialog-problem", say(language, "console.recusal.say_who"))
    console.type("recusal-by", "试点物业")
    console.click("recusal-confirm")
    console.see("message", "负责人" if language == "zh-CN" else "head of the agency")
    (entered,) = pilot.head.recusals(RecusalFilter(RecusalShow.OPEN, person.name)).rows
    assert (entered.target, entered.origin, entered.requested_by) == (visit.compound, Origin.REQUESTED, "试点物业")
    console.open("campaigns/recusals")
    console.click(f"recusal-{entered.id}")
    console.see("recusal-facts", "试点物业")
    assert not console.at("recusal-grant").count()
    pilot.head.decide_recusal(entered.id, RecusalDecision(Decision.REFUSED, "没有利害关系"))


@pytest.mark.details
@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS[:4])
def test_a_supervisor_enters_a_recusal_before_any_draw_about_their_own_districts_alone(
    signed_in: Callable[..., Any], place: Any, pilot: Pilot, width: int, height: int, language: str, mode: str
) -> None:
    name, person = f"{width}-{language}-{mode}", pilot.people[0]
    rows = place.centre.register_files.page(Register.COMPOUNDS, RegisterFilter(page_size=100)).rows
    mine, elsewhere = (
        next(row.facts["code"] for row in rows if (row.facts["district"] == place.overseen) is inside) for inside in (True, False)
    )
    console = signed_in(place.overseer, "campaigns/recusals", language=language, mode=mode, width=width, height=height)
    console.click("new-recusal")
    console.type("recused-search", person.certificate)
    console.click(f"person-{person.id}")
    console.see("recused-person", person.name)
    console.type("recusal-target", elsewhere)
    console.click("recusal-confirm")
    console.see("dialog-problem", elsewhere)
    console.type("recusal-target", mine)
    console.at(f"target-{mine}").wait_for()
    console.shot(f"recuse-before-{name}")
    console.see_no_small_targets(47)
    console.click(f"target-{mine}")
    console.click("recusal-confirm")
    console.see("message", "负责人" if language == "zh-CN" else "head of the agency")
    (entered,) = pilot.head.recusals(RecusalFilter(RecusalShow.OPEN, person.name)).rows
    assert (entered.target, entered.origin) == (mine, Origin.DECLARED)
    pilot.head.decide_recusal(entered.id, RecusalDecision(Decision.REFUSED, "没有利害关系"))


@pytest.mark.details
def test_the_calendar_of_all_campaigns_leads_to_the_day_of_one(
    signed_in: Callable[..., Any], place: Any, pilot: Pilot, told: UUID
) -> None:
    pilot.put_off(told, range(1, 4), TODAY)
    (today,) = [one for one in pilot.head.visit_calendar(told).days if one.day == TODAY]
    console = signed_in(place.supervisor, "campaigns")
    console.click("calendar")
    console.see("chosen-day", f"应检 {_due_in_all(pilot, TODAY)}")
    console.see(f"due-{told}", f"应检 {today.visits}")
    pilot.put_off(told, range(1, 3), TODAY + timedelta(days=1))
    pilot.replace_somebody(told)
    console.see(f"due-{told}", f"应检 {today.visits - 2}")
    console.click(f"due-{told}")
    console.at("visit-3").wait_for()
    assert console.page.url.endswith(f"/campaigns/{told}/calendar/{TODAY}")
    assert not console.at("visit-1").count()


@pytest.mark.details
def test_who_taps_twice_on_the_next_month_is_shown_the_one_after_it(
    signed_in: Callable[..., Any], place: Any, told: UUID
) -> None:
    console = signed_in(place.supervisor, "campaigns")
    console.click("calendar")
    month = month_of(TODAY)
    console.see("month-title", wording.month("zh-CN", month.year, month.month))
    console.at("next-month").dblclick()
    after_next = month.beside(2)
    console.see("month-title", wording.month("zh-CN", after_next.year, after_next.month))


def _due_in_all(pilot: Pilot, day: date) -> int:
    """Of every campaign that a supervisor of these districts sees; all of them are ours."""
    found = pilot.head.due_calendar(day, day).campaigns
    return sum(one.visits for campaign in found for one in campaign.days)


@pytest.fixture(scope="module")
def spread(pilot: Pilot, place: Any, tmp_path_factory: pytest.TempPathFactory) -> UUID:
    """A campaign whose visits are due on several days, some of them done where somebody is going to look at it."""
    first = TODAY.replace(day=1)
    name = "郑州市物业服务“双随机、一公开”第四季度定向抽查暨冬季消防安全隐患专项检查"
    campaign = pilot.plan(name, first, TODAY + timedelta(days=22))
    pilot.freeze(campaign)
    pilot.draw(campaign)
    if os.environ.get("SUICHA_SCREENSHOTS"):
        tablet = open_tablet(tmp_path_factory.mktemp("pilot"))
        code = place.centre.registers.create_enrolment_code([one.id for one in pilot.people])
        tablet.enrolment.enrol(place.url, code, "pilot")
        team = Team(tablet)
        team.sync()
        theirs = {visit.name: visit.number for visit in pilot.head.drawn_visits(campaign, VisitFilter(page_size=100)).rows}
        for compound in [one for one in team._unvisited() if theirs.get(one.name, 99) in (1, 2, 6, 7)]:
            team.visit(failures=0, photos=0, at=compound)
        tablet.close()
    pilot.put_off(campaign, range(1, 6), max(first, TODAY - timedelta(days=8)))
    pilot.put_off(campaign, range(6, 8), TODAY - timedelta(days=2))
    pilot.put_off(campaign, range(8, 12), TODAY)
    return campaign


@pytest.mark.soak
@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS)
def test_a_calendar_fits_every_page(
    signed_in: Callable[..., Any], place: Any, pilot: Pilot, spread: UUID, width: int, height: int, language: str, mode: str
) -> None:
    name = f"{width}-{language}-{mode}"
    look = {"language": language, "mode": mode, "width": width, "height": height}
    console = signed_in(place.supervisor, f"campaigns/{spread}", **look)
    console.at("calendar").wait_for()
    console.shot(f"campaign-read-{name}")
    console.see_no_small_targets(47)
    console.click("calendar")
    console.at("chosen-day").wait_for()
    console.shot(f"calendar-{name}")
    console.see_no_small_targets(47)
    console.click(f"day-{TODAY}")
    console.find("visit-8")
    console.shot(f"calendar-today-{name}")
    console.open("campaigns/calendar").at(f"due-{spread}").wait_for()
    console.shot(f"due-{name}")
    console.see_no_small_targets(47)
    if os.environ.get("SUICHA_SCREENSHOTS"):
        console.click("next-month")
        console.shot(f"calendar-next-{name}")
        console.open("campaigns").at("recusals").wait_for()
        console.shot(f"campaigns-read-{name}")
        planned = pilot.plan("还没有抽取的检查", TODAY, TODAY + timedelta(days=9))
        console.open(f"campaigns/{planned}/calendar").at("nothing-due").wait_for()
        console.shot(f"calendar-empty-{name}")
        console.open(f"campaigns/{planned}").at("next-step").wait_for()
        console.shot(f"campaign-planned-read-{name}")
        console.open("campaigns/recusals").at("back").wait_for()
        console.shot(f"recusals-read-{name}")
