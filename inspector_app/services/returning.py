"""What became of an inspection since it was submitted and returned. Pure; everything is measured by the tablets' own clocks."""

from datetime import datetime

from inspector_app.services.records import Sheet
from sync.domain.ids import made_at
from sync.domain.inspections import State


def is_as_submitted(sheet: Sheet) -> bool:
    """Whether an inspection was returned, and no answer, photo or sound is another one since."""
    removed = sheet.photo_removed_at
    moments = [removed] if removed else []
    return not _is_later(sheet, moments) and all(is_item_as_submitted(sheet, code) for code in sheet.photos)


def is_item_as_submitted(sheet: Sheet, code: str) -> bool:
    """As above, for one item or the visit; of photos only what was added counts."""
    at = sheet.results[code].at if code in sheet.results else None
    added = [made_at(photo.facts.photo_id) for photo in sheet.photos[code]]
    return sheet.record.state is State.RETURNED and not _is_later(sheet, [moment for moment in (at, *added) if moment])


def _is_later(sheet: Sheet, moments: list[datetime]) -> bool:
    submitted = sheet.record.submitted_at
    return submitted is None or any(moment > submitted for moment in moments)
