"""The signatures under a record, as a reviewer reads them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.console import wording
from inspector_app.console.screens.photo_view import PhotoView, photo_views
from sync.domain.signatures import Ink, SigningPlace, Standing, signing_places
from sync.i18n import say
from sync.protocol.console import InspectionDetail


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One place; ``name`` is empty while nobody outside the team has signed there, ``reason`` says why somebody refused, and
    ``photo`` shows it."""

    name: str
    part: str
    standing: Standing
    standing_text: str
    at: str
    ink: Ink | None
    reason: str
    photo: PhotoView | None = None


def signature_views(language: str, detail: InspectionDetail, today: date) -> tuple[SignatureView, ...]:
    """Every place of the record as it stands; nothing before the inspection has signatures or was submitted."""
    if not detail.signatures and detail.summary.submitted_at is None:
        return ()
    given = [one.signature for one in detail.signatures]
    moments = {one.signature.signature_id: wording.moment(language, one.at, today) for one in detail.signatures}
    photos = photo_views(language, say(language, "console.photo.whole_visit"), detail.photos, today)
    return tuple(_view(language, place, moments, photos) for place in signing_places(detail.team, given, detail.content_sha256))


def _view(language: str, found: SigningPlace, moments: dict[UUID, str], photos: Sequence[PhotoView]) -> SignatureView:
    given = found.signature
    refusal = given.refusal if given else None
    return SignatureView(
        name=found.place.name or (given.name if given else ""),
        part=say(language, f"part.{found.place.part.value}"),
        standing=found.standing,
        standing_text=say(language, f"console.standing.{found.standing.value}"),
        at=moments[given.signature_id] if given else "",
        ink=given.ink if given else None,
        reason=refusal.reason if refusal else "",
        photo=next((one for one in photos if refusal and one.photo_id == refusal.photo_id), None),
    )
