"""The documents an officer hands over on the spot, made from what is on this tablet."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspector_app.services.records import PhotoFiles, PhotoRecord, Sheet
from inspector_app.services.signing import SheetReader
from sync.domain.clock import local_day
from sync.domain.inspections import VISIT
from sync.domain.orders import order_of
from sync.domain.report import InspectionReport, Visit, report_of
from sync.i18n import say

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF and the name to save or share it under."""

    name: str
    content: bytes


class DocumentService:
    """The on-site record and the draft order. Takes up to a few seconds: call it off the screen's thread.

    What draws a PDF is loaded once one is asked for: it takes a quarter of the time in which the app starts.
    """

    def __init__(self, sheet_of: SheetReader, files: PhotoFiles) -> None:
        self._sheet_of = sheet_of
        self._files = files

    def record(self, inspection_id: UUID, language: str) -> Document:
        """The record as it stands now, whatever is still open or unsigned. Raises NotFound."""
        from sync.documents.record import render_record

        sheet = self._sheet_of(inspection_id)
        report = _report(sheet)
        return Document(_name("document.record", report, language), render_record(report, self._pictures(sheet), language))

    def order(self, inspection_id: UUID, language: str) -> Document | None:
        """The draft order, or None where no finding is open. Raises NotFound."""
        from sync.documents.order import render_order

        sheet = self._sheet_of(inspection_id)
        report = _report(sheet)
        draft = order_of(report)
        if draft is None:
            return None
        return Document(_name("document.order_draft", report, language), render_order(draft, self._pictures(sheet), language))

    def _pictures(self, sheet: Sheet) -> dict[UUID, bytes]:
        """Evidence copies, or thumbnails where only those are here."""
        found = {photo.facts.photo_id: self._picture(photo) for photo in _photos(sheet)}
        return {photo_id: picture for photo_id, picture in found.items() if picture}

    def _picture(self, photo: PhotoRecord) -> bytes | None:
        return self._files.copy(photo.facts.copy_sha256) or self._files.thumbnail(photo.facts.photo_id)


def _report(sheet: Sheet) -> InspectionReport:
    return report_of(
        sheet.assignment,
        sheet.checklist,
        Visit(sheet.record.started_at, _last_recorded(sheet)),
        {code: result.value for code, result in sheet.results.items()},
        [photo.facts for photo in _photos(sheet)],
        [one.signature for one in sheet.signatures],
    )


def _photos(sheet: Sheet) -> list[PhotoRecord]:
    return [photo for photos in sheet.photos.values() for photo in photos]


def _last_recorded(sheet: Sheet) -> datetime | None:
    """When the last answer was given or the last photo of an item taken: signing, refusing and submitting later do not change
    a record."""
    answered = [result.at for result in sheet.results.values() if result.at]
    taken = [photo.facts.taken_at for photo in _photos(sheet) if photo.facts.item_code != VISIT]
    return max((*answered, *taken), default=None)


def _name(title: str, report: InspectionReport, language: str) -> str:
    place = _NOT_IN_NAMES.sub(" ", report.compound.name).strip(" .")[:_LONGEST_PLACE]
    return f"{say(language, title)} {place} {local_day(report.started_at):%Y-%m-%d}.pdf"
