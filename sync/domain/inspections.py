"""Inspections: one visit, a result for each item, photos, and what is still missing before it can be submitted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sync.domain.checklists import Checklist, Item, Severity
from sync.domain.marks import Mark, problem_with_marks
from sync.domain.positions import Position, problem_with_position
from sync.domain.texts import is_sha256, is_storable


class Outcome(StrEnum):
    """The answer to one item."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


class State(StrEnum):
    """Where an inspection stands. ``RETURNED`` can be edited again; ``SUBMITTED`` and ``ACCEPTED`` are frozen."""

    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def editable(self) -> bool:
        return self in (State.IN_PROGRESS, State.RETURNED)


@dataclass(frozen=True, slots=True)
class ResultValue:
    """What is recorded for one item. ``outcome`` None means not answered (also: an answer taken back).

    For a failure: ``note``, ``severity`` (with ``severity_reason`` when it differs from the item's), and ``due_on`` or
    ``fixed_on_spot``. For not applicable: ``reason``.
    """

    outcome: Outcome | None = None
    note: str = ""
    severity: Severity | None = None
    severity_reason: str = ""
    due_on: date | None = None
    fixed_on_spot: bool = False
    reason: str = ""


UNANSWERED = ResultValue()
_CAMERA_TIME = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}([+-][0-9]{2}:[0-9]{2})?")
LONGEST_TEXT = 2000
"""Characters a note or reason may have."""

VISIT = ""
"""In place of an item's code: a photo of the visit as a whole, as of somebody who refuses to sign."""

SOUND_TYPES = ("audio/wav", "audio/mp4", "audio/mpeg")
"""What every tablet and browser plays."""

LONGEST_SOUND_MS = 10 * 60_000
LONGEST_CAMERA_NAME = 80
LARGEST_OFFSET_MS = 100 * 365 * 86_400_000
"""A device whose clock was never set is some decades behind; no clock is a century off."""


@dataclass(frozen=True, slots=True)
class Result:
    """The current value of one item. ``revision`` is the id of the operation that made it; None before any."""

    inspection_id: UUID
    item_code: str
    value: ResultValue
    revision: UUID | None
    author: UUID | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is known of a photo. Hashes are SHA-256 in hex, sizes in bytes, ``width`` x ``height`` of the original in pixels
    after it was turned upright. ``device_model`` and ``position`` stay empty where unknown.

    ``item_code`` may be ``VISIT``. What the camera wrote of itself: ``camera_make``, ``device_model`` (the camera's model), and
    ``camera_time`` by its own clock, ISO 8601 to the second, with an offset only where it wrote one.

    ``taken_at`` is by the device's clock; ``device_offset_ms`` says how far that was ahead of the centre's, None where unknown.

    A photo with ``marks`` is an annotated copy: ``annotates`` names the photo they were drawn on, whose original and
    circumstances it shares. Only its evidence copy has the marks in it.

    A **sound** goes the way of a photo: a note spoken about the visit as a whole, ``original_type`` one of ``SOUND_TYPES``. It
    has no size in pixels (0), lasts ``duration_ms``, and is its own evidence copy.
    """

    photo_id: UUID
    item_code: str
    original_sha256: str
    original_size: int
    original_type: str
    copy_sha256: str
    copy_size: int
    width: int
    height: int
    taken_at: datetime
    device_model: str = ""
    position: Position | None = None
    device_offset_ms: int | None = None
    annotates: UUID | None = None
    marks: tuple[Mark, ...] = ()
    camera_make: str = ""
    camera_time: str = ""
    duration_ms: int = 0

    @property
    def is_sound(self) -> bool:
        return self.original_type in SOUND_TYPES

    @property
    def copy_type(self) -> str:
        """The media type of the evidence copy."""
        return self.original_type if self.is_sound else "image/jpeg"


@dataclass(frozen=True, slots=True)
class ReturnedItem:
    """A supervisor's word on one item of a returned inspection."""

    item_code: str
    comment: str


@dataclass(frozen=True, slots=True)
class Return:
    """Why an inspection came back."""

    comment: str
    items: tuple[ReturnedItem, ...]
    by: str
    at: datetime


class Lack(StrEnum):
    """What an item still lacks before submission."""

    ANSWER = "answer"
    NOTE = "note"
    SEVERITY = "severity"
    SEVERITY_REASON = "severity_reason"
    DUE_DATE = "due_date"
    REASON = "reason"
    PHOTO = "photo"
    CONFLICT = "conflict"


def default_failure(item: Item, visited_on: date) -> ResultValue:
    """A failure as the checklist proposes it: its severity, and its days from the visit as the deadline."""
    return ResultValue(outcome=Outcome.FAIL, severity=item.severity, due_on=visited_on + timedelta(days=item.due_days))


def change_outcome(item: Item, before: ResultValue, outcome: Outcome | None, visited_on: date) -> ResultValue:
    """The value after the inspector chose an outcome. Choosing the same again keeps it; the note stays with a failure."""
    if outcome == before.outcome:
        return before
    if outcome is Outcome.FAIL:
        return replace(default_failure(item, visited_on), note=before.note)
    return ResultValue(outcome=outcome)


def lacks_of(item: Item, value: ResultValue, photos: int) -> tuple[Lack, ...]:
    """What is missing for one item with so many photos, in the order a person would fill it in."""
    if value.outcome is None:
        return (Lack.ANSWER,)
    failed = value.outcome is Outcome.FAIL
    checks = (
        (Lack.REASON, value.outcome is Outcome.NOT_APPLICABLE and not value.reason.strip()),
        (Lack.NOTE, failed and not value.note.strip()),
        (Lack.SEVERITY, failed and value.severity is None),
        (
            Lack.SEVERITY_REASON,
            failed and value.severity is not None and value.severity is not item.severity and not value.severity_reason.strip(),
        ),
        (Lack.DUE_DATE, failed and not value.fixed_on_spot and value.due_on is None),
        (Lack.PHOTO, value.outcome is not Outcome.NOT_APPLICABLE and item.demands_photo(failed) and photos == 0),
    )
    return tuple(lack for lack, missing in checks if missing)


def lacks_by_item(
    checklist: Checklist, values: Mapping[str, ResultValue], photos: Mapping[str, int]
) -> dict[str, tuple[Lack, ...]]:
    """Items that still lack something, by code, in checklist order. Empty means: ready to submit."""
    lacks = {item.code: lacks_of(item, values.get(item.code, UNANSWERED), photos.get(item.code, 0)) for item in checklist.items}
    return {code: missing for code, missing in lacks.items() if missing}


def next_open_item(checklist: Checklist, lacks: Mapping[str, tuple[Lack, ...]], after: str | None) -> str | None:
    """The next item that lacks something, after the given one and round to the start; None when all is there."""
    codes = [item.code for item in checklist.items]
    start = codes.index(after) + 1 if after in codes else 0
    return next((code for code in codes[start:] + codes[:start] if code in lacks), None)


def problem_with(value: ResultValue) -> str | None:
    """The name of the field that no well-behaved tablet would send, or None. A guard at the edges, not a completeness check."""
    for name in ("note", "severity_reason", "reason"):
        text = getattr(value, name)
        if text and (len(text) > LONGEST_TEXT or not is_storable(text)):
            return name
    return None


def problem_with_photo(photo: PhotoFacts) -> str | None:
    """As ``problem_with``, for a photo: hashes must be SHA-256 in lower-case hex, for they become names of files."""
    hashes = {"original_sha256": photo.original_sha256, "copy_sha256": photo.copy_sha256}
    sizes = {"original_size": photo.original_size, "copy_size": photo.copy_size}
    spoilt_hash = next((name for name, value in hashes.items() if not is_sha256(value)), None)
    spoilt_size = next((name for name, value in sizes.items() if value < 1), None)
    shape = _problem_with_sound(photo) if photo.is_sound else _problem_with_picture(photo)
    return spoilt_hash or spoilt_size or shape or _problem_with_circumstances(photo)


def _problem_with_picture(photo: PhotoFacts) -> str | None:
    if photo.width < 1 or photo.height < 1:
        return "width" if photo.width < 1 else "height"
    return "duration_ms" if photo.duration_ms else None


def _problem_with_sound(photo: PhotoFacts) -> str | None:
    checks = (
        ("item_code", photo.item_code != VISIT),
        ("width", photo.width != 0),
        ("height", photo.height != 0),
        ("copy_sha256", photo.copy_sha256 != photo.original_sha256),
        ("copy_size", photo.copy_size != photo.original_size),
        ("duration_ms", not 0 < photo.duration_ms <= LONGEST_SOUND_MS),
        ("marks", photo.annotates is not None or bool(photo.marks)),
    )
    return next((name for name, wrong in checks if wrong), None)


def _problem_with_circumstances(photo: PhotoFacts) -> str | None:
    if photo.device_offset_ms is not None and abs(photo.device_offset_ms) > LARGEST_OFFSET_MS:
        return "device_offset_ms"
    if len(photo.camera_make) > LONGEST_CAMERA_NAME:
        return "camera_make"
    if photo.camera_time and not _CAMERA_TIME.fullmatch(photo.camera_time):
        return "camera_time"
    place = None if photo.position is None else problem_with_position(photo.position)
    return place or _problem_with_annotation(photo)


def _problem_with_annotation(photo: PhotoFacts) -> str | None:
    if photo.annotates == photo.photo_id:
        return "annotates"
    if (photo.annotates is None) is bool(photo.marks):
        return "annotates" if photo.marks else "marks"
    return problem_with_marks(photo.marks)
