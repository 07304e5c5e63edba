"""State and order of the list stand in its address."""

import pytest

from inspector_app.console.list_place import ListPlace, in_state, list_in, orders_of, route_to_list
from inspector_app.console.routes import Section, inspection_in, section_in
from sync.domain.inspections import State
from sync.protocol.console import InspectionOrder

PLACES = [ListPlace(state, order) for state in (*State, None) for order in orders_of(state)]


@pytest.mark.parametrize("place", PLACES)
def test_the_address_of_a_list_leads_back_to_it_and_to_nothing_else(place: ListPlace) -> None:
    route = route_to_list(place)
    assert list_in(route) == place
    assert (section_in(route), inspection_in(route)) == (Section.INSPECTIONS, None)


def test_the_list_as_it_opens_has_the_plain_address() -> None:
    assert route_to_list(ListPlace()) == "/"
    assert route_to_list(ListPlace(None)) == "/?state=all"
    assert route_to_list(ListPlace(order=InspectionOrder.LOWEST_SCORE)) == "/?order=lowest_score"


@pytest.mark.parametrize("route", [None, "", "/", "/?", "/?state=x&order=y", "/?order=", "/?%00=%ff", "/tablets"])
def test_an_address_that_says_nothing_known_opens_what_waits_newest_first(route: str | None) -> None:
    assert list_in(route) == ListPlace(State.SUBMITTED, InspectionOrder.LATEST)


def test_what_is_decided_waits_no_longer_and_what_runs_has_no_score() -> None:
    assert orders_of(State.SUBMITTED) == tuple(InspectionOrder)
    assert orders_of(State.ACCEPTED) == (InspectionOrder.LATEST, InspectionOrder.LOWEST_SCORE)
    assert orders_of(State.IN_PROGRESS) == orders_of(None) == (InspectionOrder.LATEST,)
    assert list_in("/?state=accepted&order=longest_waiting") == ListPlace(State.ACCEPTED)


def test_another_state_keeps_the_order_where_it_has_it_too() -> None:
    lowest = ListPlace(State.SUBMITTED, InspectionOrder.LOWEST_SCORE)
    assert in_state(lowest, State.ACCEPTED).order is InspectionOrder.LOWEST_SCORE
    assert in_state(lowest, None).order is InspectionOrder.LATEST
