"""The documents of an inspection on paper, from what the centre has: as the team's tablet makes them, for whoever reviews."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sync.documents.order import render_order
from sync.documents.record import render_record
from sync.domain.checklists import read_checklist
from sync.domain.compounds import Compound
from sync.domain.orders import order_of
from sync.domain.report import InspectionReport, PrintedVisit, Visit, report_of
from sync.errors import NotFound
from sync.protocol.console import DocumentKind, InspectionDetail, ResultOnRecord
from sync.server.services.access import Account
from sync.server.services.records import KeptRecord, Records


class Printing:
    """``path_of`` says where a stored photo's file is. Takes up to a few seconds for an inspection."""

    def __init__(self, records: Records, path_of: Callable[[str], Path]) -> None:
        self._records = records
        self._path_of = path_of

    def document(self, account: Account, inspection_id: UUID, kind: DocumentKind, language: str) -> bytes:
        """A PDF. Raises NotFound, also for an order where no finding is open."""
        kept = self._records.kept_for(account, inspection_id)
        report, pictures = _report(kept), self._pictures(kept.inspection)
        if kind is DocumentKind.RECORD:
            return render_record(report, pictures, language)
        draft = order_of(report)
        if draft is None:
            raise NotFound(what="order", name=kept.inspection.summary.compound)
        return render_order(draft, pictures, language)

    def _pictures(self, inspection: InspectionDetail) -> dict[UUID, bytes]:
        """Evidence copies, as far as they are here; of any other the document says so."""
        paths = {
            photo.facts.photo_id: self._path_of(photo.facts.copy_sha256)
            for photo in inspection.every_photo()
            if not (photo.removed or photo.facts.is_sound)
        }
        return {photo_id: path.read_bytes() for photo_id, path in paths.items() if path.exists()}


def _report(kept: KeptRecord) -> InspectionReport:
    inspection, summary = kept.inspection, kept.inspection.summary
    compound = Compound(
        id=kept.compound_id,
        name=summary.compound,
        address=inspection.address,
        district=summary.district,
        district_name=summary.district_name,
        enterprise=summary.enterprise,
        credit_code=inspection.credit_code,
    )
    return report_of(
        PrintedVisit(summary.inspection_id, inspection.campaign, compound, inspection.team),
        read_checklist(inspection.checklist.document),
        Visit(summary.started_at, _last_recorded(inspection)),
        {result.item_code: result.value for result in inspection.results},
        [photo.facts for photo in inspection.every_photo() if not photo.removed],
        [one.signature for one in inspection.signatures],
    )


def _last_recorded(inspection: InspectionDetail) -> datetime | None:
    """When the last answer in force was given or the last photo of an item taken."""
    answered = [at for result in inspection.results if (at := _answered(result))]
    taken = [photo.facts.taken_at for result in inspection.results for photo in result.photos if not photo.removed]
    return max((*answered, *taken), default=None)


def _answered(result: ResultOnRecord) -> datetime | None:
    return next((one.at for one in result.history if not one.conflict and one.value == result.value), None)
