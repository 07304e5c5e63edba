"""What the list of assignments says. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.services.assignments import needs_work
from inspector_app.services.records import AssignmentProgress
from inspector_app.ui.views.wording import day, due_in_words
from sync.domain.inspections import State
from sync.i18n import say

SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class CardView:
    """One assignment. ``state`` None: not started. ``withdrawn``: another team's by now.

    ``urgent``: overdue or nearly; only while work is left. ``campaign``: what tells it from another at the same compound; empty
    where it is the only one."""

    assignment_id: UUID
    compound: str
    place: str
    campaign: str
    enterprise: str
    due: str
    due_date: str
    overdue: bool
    urgent: bool
    state: State | None
    state_text: str
    withdrawn: bool
    progress: float
    progress_text: str
    failed_text: str
    action: str | None


def cards_view(language: str, entries: Sequence[AssignmentProgress], today: date) -> list[CardView]:
    """Cards in the order of the list; only those with work left carry an action."""
    visits = Counter(entry.assignment.compound.id for entry in entries)
    return [_card(language, entry, today, alone=visits[entry.assignment.compound.id] == 1) for entry in entries]


def summary_view(language: str, entries: Sequence[AssignmentProgress]) -> str:
    """How many wait."""
    return say(language, "tablet.assignments.waiting", count=sum(map(needs_work, entries)))


def _card(language: str, entry: AssignmentProgress, today: date, alone: bool) -> CardView:
    assignment, compound = entry.assignment, entry.assignment.compound
    working = needs_work(entry)
    left = (assignment.due_on - today).days
    return CardView(
        assignment_id=assignment.id,
        compound=compound.name,
        place=f"{compound.district_name.in_language(language)} · {compound.address}",
        campaign="" if alone else assignment.campaign,
        enterprise=compound.enterprise,
        due=due_in_words(language, assignment.due_on, today) if working else "",
        due_date=day(language, assignment.due_on),
        overdue=working and left < 0,
        urgent=working and left <= SOON_DAYS,
        state=entry.state,
        state_text=_state(language, entry),
        withdrawn=entry.withdrawn,
        progress=entry.answered / entry.item_count if entry.item_count else 0.0,
        progress_text=f"{entry.answered} / {entry.item_count}",
        failed_text=say(language, "tablet.assignments.failed", count=entry.failed) if entry.failed else "",
        action=_action(language, entry) if working else None,
    )


def _state(language: str, entry: AssignmentProgress) -> str:
    if entry.withdrawn:
        return say(language, "tablet.assignments.withdrawn")
    return say(language, f"state.{entry.state.value}" if entry.state else "tablet.assignments.not_started")


def _action(language: str, entry: AssignmentProgress) -> str:
    name = "start" if entry.state is None else "correct" if entry.state is State.RETURNED else "continue"
    return say(language, f"tablet.assignments.{name}")
