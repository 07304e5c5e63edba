"""What the on-site record (现场检查记录表) of an inspection says, apart from how it looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sync.domain.checklists import Bilingual, Checklist, Item, LegalBasis, Severity
from sync.domain.compounds import Compound
from sync.domain.findings import Finding, findings_of
from sync.domain.inspections import UNANSWERED, VISIT, Outcome, PhotoFacts, ResultValue
from sync.domain.people import TeamMember
from sync.domain.scoring import score
from sync.domain.signatures import Signature, SignedContent, SigningPlace, content_digest, signing_places


@dataclass(frozen=True, slots=True)
class ReportPhoto:
    """A photo by the number it has in the document. ``original_sha256`` in hex; ``taken_at`` aware.

    Annotated copies have the number of the photo they were drawn on. ``copy`` counts them from 1, and is 0 for a photo as it was
    taken. ``item_code`` may be ``VISIT``.
    """

    number: int
    photo_id: UUID
    item_code: str
    original_sha256: str
    taken_at: datetime
    copy: int = 0


@dataclass(frozen=True, slots=True)
class ReportSound:
    """A sound, which a document can only name. ``sha256`` in hex."""

    photo_id: UUID
    sha256: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One matter of the checklist with what was recorded about it. ``severity`` is set for a failure only."""

    code: str
    title: Bilingual
    category: Bilingual
    outcome: Outcome | None
    note: str
    severity: Severity | None
    severity_reason: str
    due_on: date | None
    fixed_on_spot: bool
    reason: str
    basis: tuple[LegalBasis, ...]
    photos: tuple[ReportPhoto, ...]


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """A failed item by the number its finding has in the document."""

    number: int
    finding: Finding
    item: ReportItem


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """The whole content of an on-site record.

    ``ended_at`` is None while nothing was recorded; ``score`` as in ``sync.domain.scoring``; ``digest`` is what the signatures
    bind (``content_digest``), in hex. Items stand in checklist order, photos in the order of their items; ``visit_photos`` are
    those of the visit as a whole, and ``sounds`` what was spoken about it.
    """

    inspection_id: UUID
    campaign: str
    compound: Compound
    checklist_title: Bilingual
    checklist_version: str
    started_at: datetime
    ended_at: datetime | None
    team: tuple[TeamMember, ...]
    score: float | None
    items: tuple[ReportItem, ...]
    findings: tuple[ReportFinding, ...]
    signatures: tuple[SigningPlace, ...]
    digest: str
    visit_photos: tuple[ReportPhoto, ...] = ()
    sounds: tuple[ReportSound, ...] = ()

    @property
    def photos(self) -> tuple[ReportPhoto, ...]:
        """All photos by their numbers."""
        return (*(photo for item in self.items for photo in item.photos), *self.visit_photos)

    def categories(self) -> list[tuple[Bilingual, list[ReportItem]]]:
        """Items by category, both in checklist order."""
        groups: dict[Bilingual, list[ReportItem]] = {}
        for item in self.items:
            groups.setdefault(item.category, []).append(item)
        return list(groups.items())

    def count(self, outcome: Outcome | None) -> int:
        """How many items have this outcome; None: not answered."""
        return sum(item.outcome is outcome for item in self.items)


@dataclass(frozen=True, slots=True)
class Visit:
    """When an inspection began and when the last thing was recorded on it; both aware."""

    started_at: datetime
    ended_at: datetime | None = None


class Assigned(Protocol):
    """What a record takes from an assignment."""

    @property
    def inspection_id(self) -> UUID: ...
    @property
    def campaign(self) -> str: ...
    @property
    def compound(self) -> Compound: ...
    @property
    def team(self) -> tuple[TeamMember, ...]: ...


@dataclass(frozen=True, slots=True)
class PrintedVisit:
    """The same, put together from a record that is kept."""

    inspection_id: UUID
    campaign: str
    compound: Compound
    team: tuple[TeamMember, ...]


def report_of(
    assignment: Assigned,
    checklist: Checklist,
    visit: Visit,
    values: Mapping[str, ResultValue],
    photos: Sequence[PhotoFacts],
    signatures: Sequence[Signature],
) -> InspectionReport:
    """The record of an inspection. ``signatures`` in the order they were given."""
    digest = content_digest(
        SignedContent(assignment.inspection_id, assignment.compound.id, checklist.id, checklist.version, values, photos)
    )
    numbered = _numbered(checklist, [one for one in photos if not one.is_sound])
    items = _items(checklist, values, numbered)
    by_code = {item.code: item for item in items}
    return InspectionReport(
        inspection_id=assignment.inspection_id,
        campaign=assignment.campaign,
        compound=assignment.compound,
        checklist_title=checklist.title,
        checklist_version=checklist.version,
        started_at=visit.started_at,
        ended_at=visit.ended_at,
        team=assignment.team,
        score=score(checklist, values),
        items=items,
        findings=tuple(
            ReportFinding(number, finding, by_code[finding.item_code])
            for number, finding in enumerate(findings_of(checklist, values), start=1)
        ),
        signatures=tuple(signing_places(assignment.team, signatures, digest)),
        digest=digest,
        visit_photos=_of(VISIT, numbered),
        sounds=tuple(ReportSound(one.photo_id, one.original_sha256, one.duration_ms) for one in photos if one.is_sound),
    )


def count_photos(photos: Sequence[ReportPhoto]) -> int:
    """How many were taken; an annotated copy is no further one."""
    return len({photo.number for photo in photos})


def _items(checklist: Checklist, values: Mapping[str, ResultValue], numbered: Sequence[ReportPhoto]) -> tuple[ReportItem, ...]:
    return tuple(_item(item, values.get(item.code, UNANSWERED), _of(item.code, numbered)) for item in checklist.items)


def _of(item_code: str, numbered: Sequence[ReportPhoto]) -> tuple[ReportPhoto, ...]:
    return tuple(one for one in numbered if one.item_code == item_code)


def _numbered(checklist: Checklist, photos: Sequence[PhotoFacts]) -> list[ReportPhoto]:
    """By item, those of the whole visit last, then by time; annotated copies behind what they were drawn on, under its number
    also where that was removed."""
    places = {code: place for place, code in enumerate((*checklist.by_code, VISIT))}
    shown = [one for one in photos if one.item_code in places]
    groups: dict[UUID, list[PhotoFacts]] = {}
    for one in sorted(shown, key=lambda one: (places[one.item_code], one.taken_at, one.photo_id)):
        groups.setdefault(one.annotates or one.photo_id, []).append(one)
    return [
        _report_photo(one, number, copy)
        for number, group in enumerate(groups.values(), start=1)
        for one, copy in _with_copies(group)
    ]


def _with_copies(group: Sequence[PhotoFacts]) -> list[tuple[PhotoFacts, int]]:
    taken, marked = ([one for one in group if bool(one.marks) is with_marks] for with_marks in (False, True))
    return [(one, 0) for one in taken] + [(one, copy) for copy, one in enumerate(marked, start=1)]


def _report_photo(photo: PhotoFacts, number: int, copy: int) -> ReportPhoto:
    return ReportPhoto(
        number=number,
        photo_id=photo.photo_id,
        item_code=photo.item_code,
        original_sha256=photo.original_sha256,
        taken_at=photo.taken_at,
        copy=copy,
    )


def _item(item: Item, value: ResultValue, photos: tuple[ReportPhoto, ...]) -> ReportItem:
    failed = value.outcome is Outcome.FAIL
    return ReportItem(
        code=item.code,
        title=item.title,
        category=item.category,
        outcome=value.outcome,
        note=value.note,
        severity=(value.severity or item.severity) if failed else None,
        severity_reason=value.severity_reason,
        due_on=value.due_on,
        fixed_on_spot=value.fixed_on_spot,
        reason=value.reason,
        basis=item.basis,
        photos=photos,
    )
