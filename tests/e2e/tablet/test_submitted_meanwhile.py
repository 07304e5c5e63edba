"""A colleague submits on another tablet what an officer has open on this one, or it goes to another team; and a submission that
has yet to arrive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.domain.inspections import Outcome, ResultValue, ReturnedItem, State
from sync.domain.people import Role
from sync.errors import InspectionFrozen
from sync.server.services.access import Account
from tests.e2e.browsers import Browsers
from tests.e2e.tablet.served_tablet import ServedTablet, TabletServer
from tests.e2e.tablet_page import TabletPage
from tests.integration.tablet import conftest as in_the_field

pytestmark = [pytest.mark.browser, pytest.mark.details]
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="本项目没有这一项")
PIN = "135790"
TYPED = "合同由街道统一备案"

served = in_the_field.served
serve = in_the_field.serve


@dataclass
class TwoTablets:
    """Zhang Zhe's is on the screen; Li Yue's, without one, holds a whole inspection."""

    team: in_the_field.Team
    shown: ServedTablet

    @property
    def colleague(self) -> in_the_field.Member:
        return self.team.members[1]

    def colleague_submits(self) -> None:
        self.colleague.tablet.inspections.submit(self.team.inspection, self.colleague.person)
        self.colleague.sync()
        self.shown.find_a_link()

    def reviewer_returns(self) -> None:
        reviewer = Account("admin", self.team.ids.new(), "王主管", Role.ADMINISTRATOR, "", None)
        self.team.centre.registers.add_people([in_the_field.NewPerson(reviewer.person_id, reviewer.name)])
        self.team.centre.reviews.send_back(reviewer, self.team.inspection, 2, "", (ReturnedItem("A02", "请核对"),))
        self.shown.find_a_link()

    def reviewer_accepts(self) -> None:
        reviewer = Account("admin", self.team.ids.new(), "王主管", Role.ADMINISTRATOR, "", None)
        self.team.centre.registers.add_people([in_the_field.NewPerson(reviewer.person_id, reviewer.name)])
        self.team.centre.reviews.accept(reviewer, self.team.inspection, 2, "")
        self.shown.find_a_link()

    def on_disk(self) -> ResultValue:
        """What stands for A02 on the tablet with the screen."""
        return self.team.members[0].tablet.inspections.sheet(self.team.inspection).value("A02")


@pytest.fixture
def two(serve: Callable[[int], in_the_field.Team], tablet_server: TabletServer, tmp_path: Path) -> Iterator[TwoTablets]:
    team = serve(2)
    first, second = team.members
    team.centre.registers.set_pin(first.person, PIN)
    recording = second.tablet.inspections
    recording.start(team.assignment, second.person)
    for code in recording.sheet(team.inspection).checklist.by_code:
        recording.answer(team.inspection, code, NOT_HERE, second.person)
    second.sync()
    first.sync()
    first.tablet.sign_in.sign_in(first.person, PIN)
    shown = tablet_server.show(tmp_path / first.name)
    yield TwoTablets(team, shown)
    shown.stop()


@pytest.fixture
def look(browsers: Browsers, two: TwoTablets) -> Iterator[Callable[..., TabletPage]]:
    with browsers.profiles(two.shown.url) as lend:
        yield lambda *size, **how: TabletPage(lend(*size, **how), two.shown.url).open()


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "tablet"])
def test_whoever_is_typing_is_told_who_submitted_keeps_the_words_and_finds_the_way_back(two, look, size):
    page = look(*size)
    page.open_assignment()
    page.open_item("A02")
    page.type("reason", TYPED)
    two.colleague_submits()

    page.see("submitted-by", "李玥已于")
    page.eventually(lambda: not page.at("banner").count())
    page.see("message", "李玥已于")
    page.see("typed-kept", f"“{TYPED}”没有记入")
    page.tap("answer-pass")
    page.see("message", "已经提交")
    assert two.on_disk() == NOT_HERE
    page.tap("leave-submitted")
    page.see("assignment-0", "待审核")

    two.reviewer_returns()
    page.see("assignment-0", "已退回")
    page.open_assignment()
    page.open_item("A02")
    page.eventually(lambda: not page.at("submitted-by").count())
    page.see_typed("reason", TYPED)


def test_a_card_says_that_it_waits_to_be_sent_until_the_centre_has_it(two, look):
    member = two.team.members[0]
    two.team.members[0].offline()
    member.tablet.inspections.submit(two.team.inspection, member.person)
    page = look()
    page.see("assignment-0", "已完成，待发送")
    page.open_assignment()
    page.tap("finish")
    page.see("finish-title", "已完成，待发送")
    page.tap("back")
    member.online()
    two.shown.find_a_link()
    page.see("assignment-0", "待审核")
    assert member.tablet.inspections.sheet(two.team.inspection).record.state is State.SUBMITTED


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "tablet"])
def test_whoever_has_an_item_open_is_told_that_it_is_another_teams_now(two, look, size):
    page = look(*size)
    page.open_assignment()
    page.open_item("A02")
    two.team.centre.registers.reassign(two.team.assignment, [two.colleague.person])
    two.shown.find_a_link()
    page.see("message", "改派给其他队伍")
    page.see("withdrawn", "请不要再继续检查")
    page.eventually(lambda: not page.at("next-open").count())
    page.tap("finish")
    page.see("finish-title", "已改派")
    page.see("withdrawn", "请不要再继续检查")
    assert not page.at("submit").count()


def test_whoever_has_another_item_open_is_told_of_a_return_and_finds_the_way_to_what_was_returned(two, look):
    page = look(390, 844)
    page.open_assignment()
    page.open_item("B02")
    two.colleague_submits()
    page.see("submitted-by", "李玥已于")
    two.reviewer_returns()
    page.see("message", "检查已被退回")
    page.see("returned", "检查已被退回")
    page.tap("see-returned")
    page.see_selected("show-returned")
    page.open_item("A02")
    page.see("returned-comment", "请核对")


def test_a_photo_that_an_acceptance_left_out_keeps_the_header_from_saying_that_all_is_sent_until_somebody_has_read_it(
    two, look, picture
):
    photos, member = two.shown.tablet.photos, two.team.members[0]
    arrival = photos.receive(two.team.inspection, "A02", picture, member.person)
    two.colleague_submits()
    page = look()
    page.see("assignment-0", "待审核")
    with pytest.raises(InspectionFrozen):
        photos.develop(arrival, picture)
    two.reviewer_accepts()
    page.see("sync-chip", "需要留意 1 项")
    page.tap("sync-chip")
    page.see("sync-result", "有 1 项")
    page.see("troubles", "1 项")
    page.tap("again-0")
    page.see("queue-empty", "没有待发送的内容")
    page.see("sync-result", "一切正常")
    page.see("sync-chip", "已全部同步")
