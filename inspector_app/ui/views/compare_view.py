"""Two pictures of an item beside each other: which there are, and which are shown first. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from inspector_app.services.records import PhotoRecord, Sheet
from inspector_app.ui.views.photo_groups import in_order
from inspector_app.ui.views.wording import clock_time, day, exact_time
from sync.domain.previous import PreviousPhoto
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class ComparedPicture:
    """A picture that may be laid beside another; ``photo`` of this visit, or of the one before."""

    photo: PhotoRecord | PreviousPhoto
    label: str

    @property
    def photo_id(self) -> UUID:
        return self.photo.photo_id if isinstance(self.photo, PreviousPhoto) else self.photo.facts.photo_id


def compared_pictures(language: str, sheet: Sheet, code: str) -> tuple[ComparedPicture, ...]:
    """The item's picture of the visit before, where there is one, and those of this visit as they were taken, annotated copies
    behind what they were drawn on."""
    visit = sheet.history.visit
    item = visit.item(code) if visit else None
    before: list[ComparedPicture] = []
    if visit and item and item.photo:
        before = [ComparedPicture(item.photo, say(language, "tablet.compare.before", day=day(language, visit.visited_on)))]
    photos = in_order(sheet.photos[code])
    minutes = Counter(clock_time(photo.facts.taken_at) for photo in photos if not photo.facts.annotates)
    return (*before, *(ComparedPicture(photo, _label(language, photo, minutes)) for photo in photos))


def first_pair(pictures: Sequence[ComparedPicture], shown: UUID) -> tuple[int, int]:
    """The places of two of them: on the right the one that was looked at; on the left what it was drawn on, else the visit
    before, else the first of the others."""
    right = next(place for place, picture in enumerate(pictures) if picture.photo_id == shown)
    looked_at = pictures[right].photo
    source = looked_at.facts.annotates if isinstance(looked_at, PhotoRecord) else None
    others = [place for place in range(len(pictures)) if place != right]
    return next((place for place in others if pictures[place].photo_id == source), others[0]), right


def _label(language: str, photo: PhotoRecord, minutes: Mapping[str, int]) -> str:
    """With the seconds where several were taken in that minute."""
    taken_at = photo.facts.taken_at
    time = exact_time(taken_at) if minutes.get(clock_time(taken_at), 0) > 1 else clock_time(taken_at)
    key = "tablet.compare.annotated" if photo.facts.annotates else "tablet.compare.now"
    return say(language, key, time=time)
