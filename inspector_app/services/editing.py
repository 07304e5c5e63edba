"""Whether an inspection may still be changed."""

from uuid import UUID

from inspector_app.services.records import InspectionRecord
from sync.domain.inspections import State
from sync.errors import InspectionFrozen, NotFound


def editable(record: InspectionRecord | None, inspection_id: UUID) -> InspectionRecord:
    """The inspection read under this id, to be changed. Raises NotFound, InspectionFrozen."""
    if record is None:
        raise _not_here(inspection_id)
    refuse_if_frozen(record.state, inspection_id)
    return record


def refuse_if_frozen(state: State | None, inspection_id: UUID) -> None:
    """For who needs no more of the inspection than its state; None: there is none. Raises NotFound, InspectionFrozen."""
    if state is None:
        raise _not_here(inspection_id)
    if not state.editable:
        raise InspectionFrozen()


def _not_here(inspection_id: UUID) -> NotFound:
    return NotFound(what="inspection", name=str(inspection_id))
