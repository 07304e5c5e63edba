"""What is stamped under the evidence copy of a photo."""

from datetime import datetime
from uuid import UUID

from inspector_app.services.records import InspectionRecord, Records
from sync.domain.inspections import VISIT
from sync.errors import NotFound
from sync.i18n import DEFAULT_LANGUAGE, say
from sync.imaging.captions import Caption


def caption_of(records: Records, record: InspectionRecord, item_code: str, taken_at: datetime, by: UUID) -> Caption:
    """The caption of a photo that somebody took of an item, or of the visit as a whole. Raises NotFound."""
    assignment = records.assignment(record.assignment_id)
    if assignment is None:
        raise NotFound(what="assignment", name=str(record.assignment_id))
    title = _title(records, record, item_code)
    officer = next((member.name for member in assignment.team if member.person_id == by), "")
    return Caption(taken_at=taken_at, compound=assignment.compound.name, item_code=item_code, item_title=title, officer=officer)


def _title(records: Records, record: InspectionRecord, item_code: str) -> str:
    if item_code == VISIT:
        return say(DEFAULT_LANGUAGE, "caption.visit")
    item = records.checklist(record.checklist_id, record.checklist_version).by_code.get(item_code)
    if item is None:
        raise NotFound(what="item", name=item_code)
    return item.title.zh
