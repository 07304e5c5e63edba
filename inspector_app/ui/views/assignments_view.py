"""What the list of assignments says. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.services.assignments import needs_work
from inspector_app.services.records import AssignmentProgress
from inspector_app.ui.views.submitted_view import state_words
from inspector_app.ui.views.wording import day, due_in_words
from sync.domain.checklists import Bilingual
from sync.domain.compounds import Compound
from sync.domain.inspections import State
from sync.i18n import say

SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class CardView:
    """One assignment. ``state`` None: not started. ``withdrawn``: another team's by now. ``submission_waits``: submitted, and not
    at the centre yet.

    ``due``: how far its day is, and ``urgent``: overdue or nearly, only while work is left; after that ``due_date`` says what day
    it is. ``purpose``: the campaign, where the list has several, and the checklist, where the campaign has several; empty where
    all are alike."""

    assignment_id: UUID
    compound: str
    place: str
    purpose: str
    enterprise: str
    due: str
    due_date: str
    overdue: bool
    urgent: bool
    state: State | None
    state_text: str
    withdrawn: bool
    submission_waits: bool
    progress: float
    progress_text: str
    failed_text: str
    conflicts_text: str
    forgotten_text: str
    action: str | None


def cards_view(language: str, entries: Sequence[AssignmentProgress], today: date) -> list[CardView]:
    """Cards in the order of the list; only those with work left carry an action."""
    checklists: dict[str, set[Bilingual]] = {}
    for entry in entries:
        checklists.setdefault(entry.assignment.campaign, set()).add(entry.checklist)
    return [_card(language, entry, today, _purpose(language, entry, checklists)) for entry in entries]


def summary_view(language: str, entries: Sequence[AssignmentProgress], searching: bool = False) -> str:
    """How many wait. That none does is only said of the whole list."""
    if waiting := sum(map(needs_work, entries)):
        return say(language, "tablet.assignments.waiting", count=waiting)
    return say(language, "tablet.assignments.none_waiting") if entries and not searching else ""


def _card(language: str, entry: AssignmentProgress, today: date, purpose: str) -> CardView:
    assignment, compound = entry.assignment, entry.assignment.compound
    working = needs_work(entry)
    left = (assignment.due_on - today).days
    return CardView(
        assignment_id=assignment.id,
        compound=compound.name,
        place=_place(language, compound),
        purpose=purpose,
        enterprise=compound.enterprise,
        due=due_in_words(language, assignment.due_on, today) if working else "",
        due_date=_due_date(language, assignment.due_on, working),
        overdue=working and left < 0,
        urgent=working and left <= SOON_DAYS,
        state=entry.state,
        state_text=_state(language, entry),
        withdrawn=entry.withdrawn,
        submission_waits=entry.submission_waits,
        progress=entry.done / entry.item_count if entry.item_count else 0.0,
        progress_text=f"{entry.done} / {entry.item_count}",
        failed_text=say(language, "tablet.assignments.failed", count=entry.failed) if entry.failed else "",
        conflicts_text=say(language, "tablet.assignments.conflicts", count=entry.conflicts) if entry.conflicts else "",
        forgotten_text=say(language, "tablet.assignments.forgotten", count=entry.forgotten) if entry.forgotten else "",
        action=_action(language, entry) if working else None,
    )


def _place(language: str, compound: Compound) -> str:
    """District and address; the district once where the address begins with it."""
    district = compound.district_name.in_language(language)
    return compound.address if compound.address.startswith(district) else f"{district} · {compound.address}"


def _due_date(language: str, due_on: date, working: bool) -> str:
    """Beside the words how far it is, the bare day; alone, the day by its name."""
    written = day(language, due_on)
    return written if working else say(language, "tablet.assignments.due_date", day=written)


def _purpose(language: str, entry: AssignmentProgress, checklists: Mapping[str, set[Bilingual]]) -> str:
    campaign = entry.assignment.campaign
    names = [campaign] if len(checklists) > 1 else []
    if len(checklists[campaign]) > 1:
        names.append(entry.checklist.in_language(language))
    return " · ".join(names)


def _state(language: str, entry: AssignmentProgress) -> str:
    if entry.withdrawn:
        return say(language, "tablet.assignments.withdrawn")
    if entry.state is None:
        return say(language, "tablet.assignments.not_started")
    return state_words(language, entry.state, entry.submission_waits)


def _action(language: str, entry: AssignmentProgress) -> str:
    name = "start" if entry.state is None else "correct" if entry.state is State.RETURNED else "continue"
    return say(language, f"tablet.assignments.{name}")
