"""How the list of inspections is looked at, in its address: reload, back and bookmarks keep it. Pure."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from sync.domain.inspections import State
from sync.protocol.console import InspectionOrder

EVERY_STATE = "all"
"""The choice of every state."""

_ORDERS = {
    State.SUBMITTED: tuple(InspectionOrder),
    State.ACCEPTED: (InspectionOrder.LATEST, InspectionOrder.LOWEST_SCORE),
}


@dataclass(frozen=True, slots=True)
class ListPlace:
    """``state`` None: all of them. The list opens on what waits for review: the next thing to do."""

    state: State | None = State.SUBMITTED
    order: InspectionOrder = InspectionOrder.LATEST


def orders_of(state: State | None) -> tuple[InspectionOrder, ...]:
    """What a list can be ordered by: nobody waits for what is decided, and what is not done has no score yet."""
    return _ORDERS.get(state, (InspectionOrder.LATEST,)) if state else (InspectionOrder.LATEST,)


def in_state(place: ListPlace, state: State | None) -> ListPlace:
    """The order stays where the other list has it too."""
    return ListPlace(state, place.order if place.order in orders_of(state) else InspectionOrder.LATEST)


def route_to_list(place: ListPlace) -> str:
    """The address of the list; what is as usual is not named."""
    usual = ListPlace()
    named = {
        "state": "" if place.state is usual.state else place.state or EVERY_STATE,
        "order": "" if place.order is usual.order else place.order,
    }
    query = urlencode({name: str(value) for name, value in named.items() if value})
    return f"/?{query}" if query else "/"


def list_in(route: str | None) -> ListPlace:
    """How an address looks at the list; as usual for anything unknown, and for an order that the state does not have."""
    asked = parse_qs((route or "").partition("?")[2])
    name, order = (asked.get(key, [""])[0] for key in ("state", "order"))
    state = None if name == EVERY_STATE else State(name) if name in set(State) else State.SUBMITTED
    wanted = InspectionOrder(order) if order in set(InspectionOrder) else InspectionOrder.LATEST
    return in_state(ListPlace(order=wanted), state)
