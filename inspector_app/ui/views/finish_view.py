"""What is missing before submission, and what would be submitted. Pure."""

from dataclasses import dataclass

from inspector_app.services.inspections import lacks_of_sheet
from inspector_app.services.records import Sheet
from inspector_app.ui.views.signing_view import SigningView, signing_view
from sync.domain.inspections import Outcome
from sync.domain.scoring import score
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class FinishView:
    """``missing``: code, title, what. ``figures``: label and number. ``signing`` comes once nothing is missing."""

    title: str
    hint: str
    missing: tuple[tuple[str, str, str], ...]
    figures: tuple[tuple[str, str], ...]
    ready: bool
    signing: SigningView | None


def finish_view(language: str, sheet: Sheet) -> FinishView:
    """The summary of an inspection."""
    lacks = lacks_of_sheet(sheet)
    values = {code: result.value for code, result in sheet.results.items()}
    reached = score(sheet.checklist, values)
    counts = {outcome: sum(value.outcome is outcome for value in values.values()) for outcome in Outcome}
    figures = [(say(language, f"outcome.{outcome.value}"), str(count)) for outcome, count in counts.items()]
    figures.append((say(language, "tablet.finish.photos"), str(sum(map(len, sheet.photos.values())))))
    figures.append((say(language, "tablet.finish.score"), "–" if reached is None else f"{reached:g}"))
    return FinishView(
        title=say(language, "tablet.finish.missing" if lacks else "tablet.finish.ready", count=len(lacks)),
        hint=say(language, "tablet.finish.missing.hint" if lacks else "tablet.finish.ready.hint"),
        missing=tuple(
            (
                code,
                sheet.checklist.by_code[code].title.in_language(language),
                " · ".join(say(language, f"lack.{lack.value}") for lack in missing),
            )
            for code, missing in lacks.items()
        ),
        figures=tuple(figures),
        ready=not lacks,
        signing=None if lacks else signing_view(language, sheet),
    )
