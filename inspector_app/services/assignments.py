"""Which compounds wait for this team."""

from inspector_app.services.records import AssignmentProgress, Records
from sync.domain.checklists import Checklist
from sync.domain.inspections import State


class AssignmentService:
    """The list an inspector starts from."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def waiting(self, search: str = "") -> list[AssignmentProgress]:
        """Assignments whose compound, enterprise or address contains every word of ``search``.

        Those that need work come first (nearest due first), then submitted and accepted ones.
        """
        words = search.casefold().split()
        found = [entry for entry in self._records.assignments() if all(word in _searched(entry) for word in words)]
        return sorted(found, key=lambda entry: (not needs_work(entry), entry.assignment.due_on))

    def disputed(self) -> list[AssignmentProgress]:
        """Those of this team that have items to decide about, nearest due first: in conflict, or forgotten by the centre."""
        found = self._records.assignments()
        return [entry for entry in found if (entry.conflicts or entry.forgotten) and not entry.withdrawn]

    def checklists(self) -> list[Checklist]:
        """The checklists of these assignments, each version once."""
        wanted = {(entry.assignment.checklist_id, entry.assignment.checklist_version) for entry in self._records.assignments()}
        return [self._records.checklist(*key) for key in sorted(wanted)]


def needs_work(entry: AssignmentProgress) -> bool:
    """Whether the team has something left to do there."""
    return not entry.withdrawn and (entry.state is None or State(entry.state).editable)


def _searched(entry: AssignmentProgress) -> str:
    compound = entry.assignment.compound
    return " ".join(
        (compound.name, compound.address, compound.enterprise, compound.district_name.zh, compound.district_name.en)
    ).casefold()
