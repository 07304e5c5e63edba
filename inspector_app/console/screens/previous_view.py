"""What an item's card says of the visit before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspector_app.console import wording
from inspector_app.console.screens.photo_view import PhotoView
from sync.domain.checklists import Item
from sync.domain.inspections import Outcome
from sync.domain.previous import CompoundHistory, PreviousItem, PreviousPhoto, Turn, turn_of
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class PreviousView:
    """Day, answer and note of then in one ``line``. ``turn``: how the answer of now stands to it, in ``turn_text``."""

    outcome: Outcome
    line: str
    turn: Turn | None
    turn_text: str
    photo: PhotoView | None

    @property
    def turned(self) -> bool:
        """Whether a failure was put right, or something that was right fails."""
        return self.turn in (Turn.PUT_RIGHT, Turn.FAILS_NOW)


def previous_views(
    language: str, history: CompoundHistory, items: Mapping[str, Item], now: Mapping[str, Outcome | None], today: date
) -> dict[str, PreviousView]:
    """By the codes of those items that had an answer then; none at a first visit."""
    if history.visit is None:
        return {}
    day = wording.day(language, history.visit.visited_on, today)
    return {
        then.item_code: _previous_view(language, then, items[then.item_code], now.get(then.item_code), day, today)
        for then in history.visit.items
        if then.item_code in items
    }


def _previous_view(language: str, then: PreviousItem, item: Item, now: Outcome | None, day: str, today: date) -> PreviousView:
    turn = turn_of(then.outcome, now)
    return PreviousView(
        outcome=then.outcome,
        line=say(language, "console.previous.line", day=day, result=_result(language, then)),
        turn=turn,
        turn_text=say(language, f"console.previous.{turn.value}") if turn else "",
        photo=_photo(language, item, then.photo, today) if then.photo else None,
    )


def _result(language: str, then: PreviousItem) -> str:
    fixed = say(language, "finding.fixed_on_spot") if then.outcome is Outcome.FAIL and then.fixed_on_spot else ""
    return " · ".join(filter(None, (wording.outcome(language, then.outcome), fixed, then.note)))


def _photo(language: str, item: Item, photo: PreviousPhoto, today: date) -> PhotoView:
    """Its copy is at the centre, or it would not be named; what else is known of it stands in the inspection of then."""
    return PhotoView(
        photo_id=photo.photo_id,
        item_code=item.code,
        number=1,
        title=say(language, "console.previous.photo_title", item=f"{item.code} {item.title.in_language(language)}"),
        stored=True,
        removed="",
        place="",
        taken=wording.moment(language, photo.taken_at, today),
        author="",
        camera="",
        position="",
        doubts="",
        sha256="",
        size="",
        original="",
        can_ask=False,
        original_showable=False,
        label=say(language, "console.previous.photo"),
        annotated="",
    )
