"""Whether an inspection may still be changed."""

from uuid import UUID

from inspector_app.services.records import InspectionRecord
from sync.errors import InspectionFrozen, NotFound


def editable(record: InspectionRecord | None, inspection_id: UUID) -> InspectionRecord:
    """The inspection read under this id, to be changed. Raises NotFound, InspectionFrozen."""
    if record is None:
        raise NotFound(what="inspection", name=str(inspection_id))
    if not record.state.editable:
        raise InspectionFrozen()
    return record
