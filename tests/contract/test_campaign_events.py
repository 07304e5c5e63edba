"""Whoever reviews hears that a campaign is another, whatever their districts are, and asks only then."""

from dataclasses import replace
from datetime import UTC, datetime
from time import sleep

import pytest

from sync.domain.draw.pools import ExtraKind
from sync.domain.draw.seeds import Seed
from sync.errors import AccessDenied, DrawOutOfTurn
from sync.protocol.campaigns import ExtrasRequest, FreezeRequest, NewExtra, ReplaceRequest
from sync.protocol.console import CentreEvent
from tests.contract.ceremony import DICE, SEED
from tests.contract.listening import QUIET, SOON, Listener, statements

FAR = datetime(2099, 1, 1, tzinfo=UTC)
BEFORE_OTHERS = datetime(2090, 1, 1, tzinfo=UTC)
"""So far ahead that nothing is due yet but what is to be: other tests seal until later."""
PAST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def told(ceremony):
    """That this campaign is another."""
    return CentreEvent("campaign", None, "", None, ceremony.campaign)


@pytest.fixture
def hears(another, told):
    """Whether a supervisor of a district without any of the campaign's visits hears of an act."""
    listener = Listener(another.supervisor())

    def heard(act):
        act()
        event = listener.heard.get(timeout=SOON)
        sleep(0.2)
        with listener.heard.mutex:
            listener.heard.queue.clear()
        return event == told

    return heard


def test_ten_listeners_cost_no_query_while_nothing_happens_and_all_hear_that_a_campaign_is_planned(ceremony, another, told):
    listeners = [Listener(ceremony.world.supervisor()) for _ in range(5)] + [Listener(another.supervisor()) for _ in range(5)]
    with statements(ceremony.world.centre.database.engine) as asked:
        sleep(QUIET)
        assert asked == []
        ceremony.planned()
        assert asked
    assert [listener.heard.get(timeout=SOON) for listener in listeners] == [told] * 10


def test_each_step_of_a_campaign_is_told(ceremony, hears):
    assert hears(lambda: ceremony.planned(release_at=FAR))
    extra = NewExtra(ceremony.code(0), 2, ExtraKind.COMPLAINTS, "12345 热线")
    assert hears(lambda: ceremony.head.add_extras(ceremony.campaign, ExtrasRequest((extra,))))
    (entered,) = ceremony.head.campaign(ceremony.campaign).extras
    assert hears(lambda: ceremony.head.remove_extra(ceremony.campaign, entered.id))
    assert hears(ceremony.frozen)
    assert hears(ceremony.run)
    visit = ceremony.visits()[0]
    request = ReplaceRequest(1, visit.team[0].person_id, "不能前往", (visit.number,), Seed(DICE[::-1]))
    assert hears(lambda: ceremony.head.replace_drawn(ceremony.campaign, request))
    assert hears(lambda: ceremony.planned(release_at=PAST))
    assert hears(lambda: ceremony.frozen("名录有误"))
    assert hears(lambda: ceremony.run(draw=2, seed=replace(SEED, value=DICE[::-1])))


def test_the_release_is_told_by_whichever_request_makes_it(served, ceremony, another, told):
    ceremony.drawn(release_at=BEFORE_OTHERS)
    tablet = ceremony.world.tablet()
    listener = Listener(another.supervisor())
    sender = served.centre.access.sender_of(tablet.centre._transport.token)
    served.centre.news.changes(sender, None, BEFORE_OTHERS)
    assert listener.heard.get(timeout=SOON) == told
    served.centre.news.changes(sender, None, BEFORE_OTHERS)
    sleep(0.3)
    assert listener.heard.empty()


def test_what_changed_nothing_is_not_told(ceremony):
    ceremony.drawn()
    listener = Listener(ceremony.world.supervisor())
    for step, refusal in (
        (ceremony.frozen, DrawOutOfTurn),
        (lambda: ceremony.world.supervisor().freeze(ceremony.campaign, FreezeRequest("名录有误")), AccessDenied),
    ):
        with pytest.raises(refusal):
            step()
    ceremony.head.campaign(ceremony.campaign)
    ceremony.head.preview_freeze(ceremony.campaign)
    sleep(0.3)
    assert listener.heard.empty()
