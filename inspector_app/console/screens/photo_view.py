"""What is said about a photo: small in an item, large in the viewer. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from inspector_app.console import wording
from inspector_app.look.photo_words import camera_words, doubts, lasting, place_words
from sync.i18n import say
from sync.protocol.console import PhotoOnRecord
from sync.sizes import size


@dataclass(frozen=True, slots=True)
class PhotoView:
    """``stored``: the copy can be shown, else ``place`` says where it is. ``original`` says where the original is;
    ``can_ask``: it may be asked for now; ``original_showable``: it is here and a browser can show it.

    ``doubts`` say what speaks against the place or the time. ``sha256`` is the whole hash of the original, empty for a photo of
    the visit before. An annotated copy has the ``number`` of the photo it was drawn on, and ``annotated`` says so where other
    items' photos are around. ``label`` tells the pictures of one number apart; it is empty where a number has only one.
    ``sound``: how long it lasts, where it is one.
    """

    photo_id: UUID
    item_code: str
    number: int
    title: str
    stored: bool
    removed: str
    place: str
    taken: str
    author: str
    camera: str
    position: str
    doubts: str
    sha256: str
    size: str
    original: str
    can_ask: bool
    original_showable: bool
    label: str
    annotated: str
    sound: str = ""


_SHOWN_BY_BROWSERS = ("image/jpeg", "image/png", "image/webp")


def photo_views(language: str, title: str, photos: Sequence[PhotoOnRecord], today: date) -> tuple[PhotoView, ...]:
    """All photos of an item, or of the visit as a whole; annotated copies behind the photo they were drawn on."""
    groups: dict[UUID, list[PhotoOnRecord]] = {}
    for photo in photos:
        groups.setdefault(photo.facts.annotates or photo.facts.photo_id, []).append(photo)
    return tuple(
        _photo_view(language, title, photo, today, number, len(group))
        for number, group in enumerate(groups.values(), start=1)
        for photo in sorted(group, key=lambda one: bool(one.facts.marks))
    )


def by_number(photos: Iterable[PhotoView]) -> list[list[PhotoView]]:
    """The pictures of each number together."""
    return [list(group) for _, group in groupby(photos, key=lambda photo: photo.number)]


def _photo_view(language: str, title: str, photo: PhotoOnRecord, today: date, number: int, together: int) -> PhotoView:
    facts, drawn = photo.facts, bool(photo.facts.marks)
    key = "annotated" if drawn else "numbered"
    return PhotoView(
        photo_id=facts.photo_id,
        item_code=facts.item_code,
        number=number,
        title=title,
        stored=photo.copy_stored,
        removed=say(language, "console.photo.removed") if photo.removed else "",
        place=""
        if photo.copy_stored
        else say(language, "console.sound.on_tablet" if facts.is_sound else "console.photo.on_tablet"),
        taken=wording.moment(language, facts.taken_at, today),
        author=photo.author,
        camera=camera_words(language, facts),
        position=place_words(language, facts.position),
        doubts=doubts(language, facts),
        sha256=facts.original_sha256,
        size=f"{facts.width} × {facts.height} · {size(facts.original_size)}",
        original=say(language, f"console.photo.original_{_place(photo)}"),
        can_ask=not photo.original_stored and not photo.original_wanted,
        original_showable=photo.original_stored and facts.original_type in _SHOWN_BY_BROWSERS,
        label=say(language, f"console.photo.{key}", number=number) if drawn or together > 1 else "",
        annotated=say(language, "console.photo.annotated_of_item", number=number) if drawn else "",
        sound=lasting(facts.duration_ms) if facts.is_sound else "",
    )


def _place(photo: PhotoOnRecord) -> str:
    if photo.original_stored:
        return "stored"
    return "wanted" if photo.original_wanted else "absent"
