"""Recording an inspection: start, answer, undo, finish. Every change is on disk before the call returns."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from inspector_app.services.editing import editable, refuse_if_frozen
from inspector_app.services.records import Act, InspectionRecord, Records, Revision, Sheet
from sync.domain.checklists import Checklist
from sync.domain.clock import Clock
from sync.domain.compounds import Assignment
from sync.domain.inspections import (
    UNANSWERED,
    VISIT,
    Lack,
    Result,
    ResultValue,
    State,
    lacks_by_item,
    problem_with,
)
from sync.errors import ConflictOpen, DecisionStands, InspectionIncomplete, NotFound, NotInTeam, OperationInvalid
from sync.protocol.operations import SetResult, StartInspection, SubmitInspection


class InspectionService:
    """What a team does on one visit."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock

    def start(self, assignment_id: UUID, by: UUID) -> UUID:
        """Begin (or go on with) the inspection of an assignment; returns its id. Raises NotFound, and NotInTeam for
        who would work on what another team is to inspect: the centre accepts nothing of it."""
        assignment = self._records.assignment(assignment_id)
        if assignment is None:
            raise NotFound(what="assignment", name=str(assignment_id))
        _refuse_strangers(assignment, by)
        self._records.checklist(assignment.checklist_id, assignment.checklist_version)
        with self._records.act() as act:
            if act.inspection(assignment.inspection_id) is None:
                operation = act.queue(
                    StartInspection(
                        assignment.inspection_id, assignment.id, assignment.checklist_id, assignment.checklist_version
                    ),
                    by,
                )
                act.save_inspection(
                    InspectionRecord(
                        id=assignment.inspection_id,
                        assignment_id=assignment.id,
                        checklist_id=assignment.checklist_id,
                        checklist_version=assignment.checklist_version,
                        state=State.IN_PROGRESS,
                        state_rev=1,
                        started_at=operation.at,
                        started_by=by,
                    )
                )
        return assignment.inspection_id

    def sheet_for(self, inspection_id: UUID, by: UUID) -> Sheet:
        """Of an inspection that was begun, for one of its team. Raises NotFound, NotInTeam."""
        sheet = self.sheet(inspection_id)
        _refuse_strangers(sheet.assignment, by)
        return sheet

    def sheet(self, inspection_id: UUID) -> Sheet:
        """Everything about one inspection. Raises NotFound."""
        record = self._records.inspection(inspection_id)
        assignment = self._records.assignment(record.assignment_id) if record else None
        if record is None or assignment is None:
            raise NotFound(what="inspection", name=str(inspection_id))
        checklist = self._records.checklist(record.checklist_id, record.checklist_version)
        stored = self._records.results(inspection_id)
        photos = self._records.photos(inspection_id)
        return Sheet(
            assignment=assignment,
            record=record,
            checklist=checklist,
            results={
                item.code: stored.get(item.code) or Result(inspection_id, item.code, UNANSWERED, None, None, None)
                for item in checklist.items
            },
            photos={code: [one for one in photos if one.facts.item_code == code] for code in (VISIT, *checklist.by_code)},
            contested=self._records.contested(inspection_id),
            drafts=self._records.drafts(inspection_id),
            signatures=self._records.signatures(inspection_id),
            history=self._records.history(assignment.id),
            withdrawn=self._records.is_withdrawn(assignment.id),
            photo_removed_at=self._records.photo_removed_at(inspection_id) if record.state is State.RETURNED else None,
            submission_waits=record.state is State.SUBMITTED and self._records.submission_waits(inspection_id),
        )

    def answer(self, inspection_id: UUID, item_code: str, value: ResultValue, by: UUID, seen: Sheet | None = None) -> Result:
        """Record an item's whole new value. The same value again changes nothing.

        ``seen`` is the sheet on the screen (None: what is on disk): a colleague's value that came in the moment before the tap
        is not replaced by somebody who never saw it; the two meet at the centre as values in conflict.

        Raises InspectionFrozen after submission, OperationInvalid for a text that is too long, NotFound.
        """
        if field := problem_with(value):
            raise OperationInvalid(problem=field)
        with self._records.act() as act:
            refuse_if_frozen(act.state(inspection_id), inspection_id)
            current = act.result(inspection_id, item_code)
            result = current if value == current.value else _record(act, current, value, by, seen=seen)
            act.drop_drafts(inspection_id, item_code)
        return result

    def decide(self, inspection_id: UUID, item_code: str, revision: UUID | None, by: UUID, seen: Sheet | None = None) -> Result:
        """Settle an item's conflict in favour of one contested value, by its revision, or of the current one (None). It is a
        revision of its own, so that whoever decided stands in the history beside both. ``seen`` as for an answer: the value that
        stands is the one on the screen, and what came since is not decided about.

        Raises InspectionFrozen; NotFound when there is nothing (any more) to decide.
        """
        with self._records.act() as act:
            refuse_if_frozen(act.state(inspection_id), inspection_id)
            current = act.result(inspection_id, item_code)
            values = {one.revision: one.value for one in act.contested(inspection_id, item_code)}
            if not values or (revision is not None and revision not in values):
                raise NotFound(what="conflict", name=item_code)
            standing = seen.value(item_code) if seen else current.value
            result = _record(act, current, standing if revision is None else values[revision], by, seen=seen)
            act.drop_drafts(inspection_id, item_code)
        return result

    def undo(self, inspection_id: UUID, by: UUID) -> Revision | None:
        """Take back the author's last change by recording the value before it; returns what was taken back.

        None when there is nothing to take back. Raises InspectionFrozen; DecisionStands when it decided between values in
        conflict, for those would not be open again; ConflictOpen when another's value stands against it, for that would be
        decided about unseen.
        """
        with self._records.act() as act:
            refuse_if_frozen(act.state(inspection_id), inspection_id)
            last = act.last_change(inspection_id, by)
            if last is not None and last.decides:
                raise DecisionStands(item=last.item_code)
            if last is not None and act.contested(inspection_id, last.item_code):
                raise ConflictOpen(item=last.item_code)
            if last is not None:
                _record(act, act.result(inspection_id, last.item_code), last.before, by, undoes=last.id)
                act.drop_drafts(inspection_id, last.item_code)
        return last

    def keep_draft(self, inspection_id: UUID, item_code: str, field: str, text: str) -> None:
        """Keep a text while it is being typed, so that it outlives the app; ``answer`` makes it part of the record."""
        self._records.save_draft(inspection_id, item_code, field, text)

    def lacks(self, inspection_id: UUID) -> dict[str, tuple[Lack, ...]]:
        """What is missing before submission, by item, in checklist order."""
        return lacks_of_sheet(self.sheet(inspection_id))

    def submit(self, inspection_id: UUID, by: UUID) -> None:
        """Freeze the inspection and queue its submission. Raises InspectionIncomplete, InspectionFrozen."""
        missing = self.lacks(inspection_id)
        if missing:
            raise InspectionIncomplete(count=len(missing))
        with self._records.act() as act:
            record = editable(act.inspection(inspection_id), inspection_id)
            operation = act.queue(SubmitInspection(inspection_id, record.state_rev), by)
            act.save_inspection(
                replace(
                    record,
                    state=State.SUBMITTED,
                    state_rev=record.state_rev + 1,
                    submitted_at=operation.at,
                    returned=None,
                    refusal=None,
                )
            )


def lacks_of_sheet(sheet: Sheet) -> dict[str, tuple[Lack, ...]]:
    """What a sheet still lacks, by item, in checklist order."""
    return lacks_of_recorded(
        sheet.checklist,
        {code: result.value for code, result in sheet.results.items()},
        {code: len(photos) for code, photos in sheet.photos.items()},
        sheet.disputed if sheet.record.state.editable else (),
    )


def lacks_of_recorded(
    checklist: Checklist, values: Mapping[str, ResultValue], photos: Mapping[str, int], contested: Collection[str]
) -> dict[str, tuple[Lack, ...]]:
    """As above, of what is recorded. ``contested``: items that somebody can still decide about; each lacks the decision, for
    what is submitted with both values open could no longer be settled on the spot."""
    lacks = lacks_by_item(checklist, values, photos)
    disputed = {code: (Lack.CONFLICT,) if code in contested else () for code in checklist.by_code}
    found = {code: disputed[code] + lacks.get(code, ()) for code in checklist.by_code}
    return {code: missing for code, missing in found.items() if missing}


def _record(
    act: Act, current: Result, value: ResultValue, by: UUID, undoes: UUID | None = None, seen: Sheet | None = None
) -> Result:
    code = current.item_code
    base = current if seen is None or current.author == by else seen.results[code]
    disputed = [one.revision for one in act.contested(current.inspection_id, code)]
    if seen is not None:
        in_sight = {one.revision for one in seen.contested.get(code, ())}
        disputed = [revision for revision in disputed if revision in in_sight]
    body = SetResult(current.inspection_id, code, value, base=base.revision, resolves=tuple(disputed))
    operation = act.queue(body, by)
    result = Result(current.inspection_id, code, value, operation.id, by, operation.at)
    act.save_result(result, current.value, operation, undoes)
    return result


def _refuse_strangers(assignment: Assignment, by: UUID) -> None:
    if by not in {member.person_id for member in assignment.team}:
        raise NotInTeam(team="、".join(member.name for member in assignment.team))
