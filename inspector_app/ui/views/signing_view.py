"""Who is to sign, how each place stands, and what a signature would stand under. Pure."""

from dataclasses import dataclass

from inspector_app.services.records import Sheet
from inspector_app.services.signing import places_of
from sync.domain.inspections import Outcome
from sync.domain.signatures import Part, Place, SigningPlace, Standing
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class PlaceView:
    """``name`` is empty for people who are not of the team until they have signed; ``asks_name``: it must be typed; ``reason``:
    why somebody refused there last."""

    place: Place
    name: str
    part: str
    standing: Standing
    standing_text: str
    asks_name: bool
    reason: str = ""

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
    places = tuple(_place(language, place) for place in places_of(sheet))
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


def _place(language: str, found: SigningPlace) -> PlaceView:
    place, given = found.place, found.signature
    return PlaceView(
        place=place,
        name=place.name or (given.name if given else ""),
        part=say(language, f"part.{place.part.value}"),
        standing=found.standing,
        standing_text=_standing(language, found),
        asks_name=place.part in (Part.ENTERPRISE, Part.WITNESS),
        reason=given.refusal.reason if given and given.refusal else "",
    )


def _standing(language: str, found: SigningPlace) -> str:
    refusal = found.signature.refusal if found.signature else None
    if found.standing is Standing.REFUSED and refusal and refusal.photo_id:
        return say(language, "tablet.sign.with_photo")
    return say(language, f"standing.{found.standing.value}")
