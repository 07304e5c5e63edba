"""An inspection as the tables have it, held to its operations: what would be handed out today is checked as anybody would."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sync.domain.checklists import read_checklist
from sync.domain.findings import Finding, FindingState, findings_of
from sync.domain.inspections import State
from sync.domain.scoring import score
from sync.errors import FieldValue
from sync.protocol.codec import to_json
from sync.protocol.console import FindingOnRecord
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import SetResult
from sync.server.auditing.differences import Difference
from sync.server.services.records import KeptRecord, RecordFile
from sync.verifying.checking import check_record
from sync.verifying.keys import GivenKey

_SETTLED = (State.SUBMITTED, State.ACCEPTED)
_Entry = tuple[str, str, datetime, bool]
_KEPT = (OperationStatus.APPLIED, OperationStatus.CONFLICT)


def check_inspection(kept: KeptRecord, files: Iterable[RecordFile], key: GivenKey) -> Iterator[Difference]:
    """The first thing in which the record differs from its operations; its history, findings and score beside; and, to know, how
    much evidence has not come. The evidence files themselves are looked at elsewhere."""
    place = kept.inspection.summary.compound
    verdict = check_record(_AsHandedOut(place, files), key)
    if verdict.fault is not None:
        fields = dict(verdict.fault.fields)
        yield Difference(place, str(fields.pop("problem")), fields)
    if (item := _item_with_other_history(kept)) is not None:
        yield Difference(place, "audit.problem.history-differs", {"item": item})
    if kept.inspection.summary.state in _SETTLED:
        yield from _conclusions(kept, place)
    if missing := sum(not photo.copy_stored and not photo.removed for photo in kept.inspection.every_photo()):
        fields_of_note: dict[str, FieldValue] = {"count": missing}
        yield Difference(place, "audit.note.not-arrived", fields_of_note, is_fault=False)


class _AsHandedOut:
    """Implements sync.verifying.sources.Source: documents in memory, evidence by its name alone."""

    def __init__(self, label: str, files: Iterable[RecordFile]) -> None:
        self.label = label
        self._files = {file.name: file.content for file in files}

    def names(self) -> set[str]:
        return set(self._files)

    def read(self, name: str) -> bytes:
        content = self._files.get(name)
        if not isinstance(content, bytes):
            raise FileNotFoundError(name)
        return content

    def sha256(self, name: str) -> str:
        content = self._files.get(name)
        return sha256(content).hexdigest() if isinstance(content, bytes) else Path(name).stem


def _item_with_other_history(kept: KeptRecord) -> str | None:
    """The first item whose history is not the answers that came, each once, with those beside it that conflicted."""
    came: Counter[_Entry] = Counter()
    for one in kept.operations:
        body = one.operation.body
        if isinstance(body, SetResult) and one.status in _KEPT:
            came[body.item_code, to_json(body.value), one.operation.at, one.status is OperationStatus.CONFLICT] += 1
    told: Counter[_Entry] = Counter(
        (result.item_code, to_json(entry.value), entry.at, entry.conflict)
        for result in kept.inspection.results
        for entry in result.history
    )
    return min(((came - told) + (told - came)), default=(None,))[0]


def _conclusions(kept: KeptRecord, place: str) -> Iterator[Difference]:
    """Findings and score of a record that was submitted, worked out again from its results."""
    checklist = read_checklist(kept.inspection.checklist.document)
    values = {result.item_code: result.value for result in kept.inspection.results}
    told = {_as_found(one) for one in kept.inspection.findings}
    due = {_as_found(one) for one in findings_of(checklist, values)}
    for item in sorted({one[0] for one in told ^ due}):
        yield Difference(place, "audit.problem.finding-differs", {"item": item})
    if kept.inspection.summary.score != score(checklist, values):
        yield Difference(place, "audit.problem.score-differs", {})


def _as_found(finding: Finding | FindingOnRecord) -> tuple[str, str, str, str, bool]:
    """What a finding was on the day of the visit; whether it was closed since is its own life."""
    fixed = finding.state is FindingState.FIXED_ON_SPOT
    return finding.item_code, finding.text, finding.severity.value, str(finding.due_on), fixed
