"""What is said about a photo: small in an item, large in the viewer. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.console import wording
from sync.domain.checklists import Item
from sync.i18n import say
from sync.protocol.messages import PhotoOnRecord


@dataclass(frozen=True, slots=True)
class PhotoView:
    """``stored``: the copy can be shown, else ``place`` says where it is. ``original`` says where the original is;
    ``can_ask``: it may be asked for now; ``original_showable``: it is here and a browser can show it.

    ``sha256`` is the whole hash of the original. ``annotated`` says in an item on which of its photos somebody drew,
    ``annotated_of_item`` where other items' photos are around; both empty for a photo as it was taken.
    """

    photo_id: UUID
    item_code: str
    title: str
    stored: bool
    removed: str
    place: str
    taken: str
    author: str
    sha256: str
    size: str
    original: str
    can_ask: bool
    original_showable: bool
    annotated: str
    annotated_of_item: str


_SHOWN_BY_BROWSERS = ("image/jpeg", "image/png", "image/webp")


def photo_view(language: str, item: Item, photo: PhotoOnRecord, today: date, among: Sequence[PhotoOnRecord] = ()) -> PhotoView:
    """One photo ``among`` all of its item."""
    facts = photo.facts
    return PhotoView(
        photo_id=facts.photo_id,
        item_code=item.code,
        title=f"{item.code} {item.title.in_language(language)}",
        stored=photo.copy_stored,
        removed=say(language, "console.photo.removed") if photo.removed else "",
        place="" if photo.copy_stored else say(language, "console.photo.on_tablet"),
        taken=wording.moment(language, facts.taken_at, today),
        author=photo.author,
        sha256=facts.original_sha256,
        size=f"{facts.width} × {facts.height} · {wording.size(facts.original_size)}",
        original=say(language, f"console.photo.original_{_place(photo)}"),
        can_ask=not photo.original_stored and not photo.original_wanted,
        original_showable=photo.original_stored and facts.original_type in _SHOWN_BY_BROWSERS,
        annotated=_annotated(language, "annotated", photo, among),
        annotated_of_item=_annotated(language, "annotated_of_item", photo, among),
    )


def _annotated(language: str, key: str, photo: PhotoOnRecord, among: Sequence[PhotoOnRecord]) -> str:
    source = photo.facts.annotates
    if source is None:
        return ""
    number = next((number for number, one in enumerate(among, 1) if one.facts.photo_id == source), None)
    return say(language, f"console.photo.{key}", number=number) if number else say(language, "console.photo.annotated_other")


def _place(photo: PhotoOnRecord) -> str:
    if photo.original_stored:
        return "stored"
    return "wanted" if photo.original_wanted else "absent"
