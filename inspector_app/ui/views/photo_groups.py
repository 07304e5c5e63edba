"""Photos and what was drawn on copies of them belong together. Pure."""

from collections.abc import Sequence
from uuid import UUID

from inspector_app.services.records import PhotoRecord


def in_groups(photos: Sequence[PhotoRecord]) -> list[list[PhotoRecord]]:
    """A photo with its annotated copies behind it, in the order they were taken; copies stay together where it was removed."""
    groups: dict[UUID, list[PhotoRecord]] = {}
    for photo in photos:
        groups.setdefault(photo.facts.annotates or photo.facts.photo_id, []).append(photo)
    return [sorted(group, key=lambda photo: photo.facts.annotates is not None) for group in groups.values()]


def in_order(photos: Sequence[PhotoRecord]) -> list[PhotoRecord]:
    """As they stand one behind the other."""
    return [photo for group in in_groups(photos) for photo in group]


def count_taken(photos: Sequence[PhotoRecord]) -> int:
    """How many were taken: an annotated copy is no further photo, and a sound is none."""
    return len(in_groups([photo for photo in photos if not photo.facts.is_sound]))
