"""Who is to sign, how each place stands, and what a signature would stand under. Pure."""

from dataclasses import dataclass

from inspector_app.services.records import PhotoRecord, Sheet
from inspector_app.services.signing import places_of
from sync.domain.inspections import VISIT, Outcome
from sync.domain.signatures import Part, Place, SigningPlace, Standing
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class PlaceView:
    """``name`` is empty for people who are not of the team until they have signed; ``asks_name``: it must be typed; ``reason``:
    why somebody refused there last, and ``shown`` the photo or sound that the refusal binds."""

    place: Place
    name: str
    part: str
    standing: Standing
    standing_text: str
    asks_name: bool
    reason: str = ""
    shown: PhotoRecord | None = None

    @property
    def done(self) -> bool:
        return self.standing in (Standing.SIGNED, Standing.REFUSED)


@dataclass(frozen=True, slots=True)
class SigningView:
    """``summary`` says in words what is signed; ``open`` places still wait."""

    title: str
    places: tuple[PlaceView, ...]
    summary: str
    digest: str
    open: int


def signing_view(language: str, sheet: Sheet) -> SigningView:
    """Everything about the signatures of a record as it stands."""
    places = tuple(_place(language, sheet, place) for place in places_of(sheet))
    waiting = sum(not place.done for place in places)
    outcomes = [result.value.outcome for result in sheet.results.values()]
    return SigningView(
        title=say(language, "tablet.sign.open" if waiting else "tablet.sign.complete", count=waiting),
        places=places,
        summary=say(
            language,
            "tablet.sign.summary",
            compound=sheet.assignment.compound.name,
            passed=outcomes.count(Outcome.PASS),
            failed=outcomes.count(Outcome.FAIL),
            absent=outcomes.count(Outcome.NOT_APPLICABLE),
        ),
        digest=sheet.digest[:12],
        open=waiting,
    )


def _place(language: str, sheet: Sheet, found: SigningPlace) -> PlaceView:
    place, given = found.place, found.signature
    bound = given.refusal.photo_id if given and given.refusal else None
    shown = next((photo for photo in sheet.photos[VISIT] if photo.facts.photo_id == bound), None)
    return PlaceView(
        place=place,
        name=place.name or (given.name if given else ""),
        part=say(language, f"part.{place.part.value}"),
        standing=found.standing,
        standing_text=_standing(language, found, shown, sheet.record.state.editable and not sheet.withdrawn),
        asks_name=place.part in (Part.ENTERPRISE, Part.WITNESS),
        reason=given.refusal.reason if given and given.refusal else "",
        shown=shown,
    )


def _standing(language: str, found: SigningPlace, shown: PhotoRecord | None, editable: bool) -> str:
    if found.standing is Standing.REFUSED and shown:
        return say(language, "tablet.sign.with_sound" if shown.facts.is_sound else "tablet.sign.with_photo")
    waits = found.standing in (Standing.OPEN, Standing.OUTDATED)
    return say(language, f"standing.{found.standing.value}{'.frozen' if waits and not editable else ''}")
