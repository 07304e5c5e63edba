"""Drawing on copies of photos: the photo drawn on and its original stay as they are."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from inspector_app.services.editing import editable, refuse_if_frozen
from inspector_app.services.records import Act, EvidenceFiles, PhotoFiles, PhotoRecord, Preferences, Records
from inspector_app.services.stamping import caption_of
from sync.domain.ids import IdMaker
from sync.domain.marks import Mark, problem_with_marks
from sync.errors import NotFound, OperationInvalid
from sync.imaging.captions import Caption
from sync.imaging.evidence import Evidence, make_evidence, make_thumbnail
from sync.protocol.codec import from_json, to_json
from sync.protocol.operations import AddPhoto

GROUND_SIDE = 1600
"""Longest side in pixels of the picture that is drawn on; marks are shares of it and fit any other size."""

MakeMarked = Callable[[bytes, Caption, Sequence[Mark]], Evidence]


class AnnotatingService:
    """Makes annotated copies, and keeps what is being drawn until it is one."""

    def __init__(
        self,
        records: Records,
        files: PhotoFiles,
        preferences: Preferences,
        ids: IdMaker,
        make_marked: MakeMarked = make_evidence,
    ) -> None:
        self._records = records
        self._files = files
        self._preferences = preferences
        self._ids = ids
        self._make_marked = make_marked

    def ground(self, photo: PhotoRecord) -> bytes:
        """The upright picture without caption and marks, to draw on, as JPEG. Slow: a decode and an encode.

        Raises NotFound where its original is not on this tablet, PhotoUnreadable, MemoryLow.
        """
        return make_thumbnail(self._original(photo), GROUND_SIDE)

    def annotate(self, photo_id: UUID, marks: tuple[Mark, ...], by: UUID) -> PhotoRecord:
        """Record a further photo of the same item: the picture with these marks in it. The draft of them is done with.

        On an annotated copy, ``marks`` are all that the new copy shall have. Slow, as ``ground``. Raises OperationInvalid
        for marks that are none, NotFound, InspectionFrozen, StorageFull, and as ``ground``.
        """
        problem = problem_with_marks(marks) if marks else "marks"
        if problem:
            raise OperationInvalid(problem=problem)
        source, first = self._drawn_on(photo_id)
        record = editable(self._records.inspection(source.inspection_id), source.inspection_id)
        original = self._original(source)
        caption = caption_of(self._records, record, source.facts.item_code, source.facts.taken_at, first.author)
        copy = self._keep(source, marks, by, original, self._make_marked(original, caption, marks))
        self.drop_draft(photo_id)
        return copy

    def draft(self, photo: PhotoRecord) -> tuple[Mark, ...]:
        """What was being drawn on a photo when the app ended; else the marks it has."""
        kept = self._preferences.get(_draft_key(photo.facts.photo_id))
        return photo.facts.marks if kept is None else from_json(kept, tuple[Mark, ...])

    def is_unfinished(self, photo: PhotoRecord) -> bool:
        """Whether the app ended while something was being drawn on it."""
        return self.draft(photo) != photo.facts.marks

    def keep_draft(self, photo_id: UUID, marks: tuple[Mark, ...]) -> None:
        """Durable on return."""
        self._preferences.put(_draft_key(photo_id), to_json(marks))

    def drop_draft(self, photo_id: UUID) -> None:
        """Nothing is being drawn on it any more."""
        self._preferences.put(_draft_key(photo_id), None)

    def _drawn_on(self, photo_id: UUID) -> tuple[PhotoRecord, PhotoRecord]:
        """The photo, and the one that its officer took, where that was not removed."""
        with self._records.act() as act:
            photo = _photo(act, photo_id)
            first = photo.facts.annotates
            return photo, (act.photo(first) if first else None) or photo

    def _original(self, photo: PhotoRecord) -> bytes:
        original = self._files.original(photo.facts.original_sha256)
        if original is None:
            raise NotFound(what="photo", name=str(photo.facts.photo_id))
        return original

    def _keep(self, source: PhotoRecord, marks: tuple[Mark, ...], by: UUID, original: bytes, evidence: Evidence) -> PhotoRecord:
        facts = replace(
            source.facts,
            photo_id=self._ids.new(),
            copy_sha256=evidence.copy_sha256,
            copy_size=len(evidence.copy),
            annotates=source.facts.annotates or source.facts.photo_id,
            marks=marks,
        )
        self._files.keep(facts.photo_id, EvidenceFiles(original, evidence.copy, evidence.thumbnail))
        copy = PhotoRecord(source.inspection_id, facts, by)
        with self._records.act() as act:
            refuse_if_frozen(act.state(source.inspection_id), source.inspection_id)
            _photo(act, source.facts.photo_id)
            act.add_photo(copy, act.queue(AddPhoto(source.inspection_id, facts), by))
        return copy


def _photo(act: Act, photo_id: UUID) -> PhotoRecord:
    photo = act.photo(photo_id)
    if photo is None:
        raise NotFound(what="photo", name=str(photo_id))
    return photo


def _draft_key(photo_id: UUID) -> str:
    return f"marks:{photo_id}"
