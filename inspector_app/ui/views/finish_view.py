"""What is missing before submission, and what would be submitted. Pure."""

from dataclasses import dataclass

from inspector_app.services.inspections import lacks_of_sheet
from inspector_app.services.records import Sheet
from inspector_app.services.returning import is_as_submitted
from inspector_app.ui.views.photo_groups import count_taken
from inspector_app.ui.views.signing_view import SigningView, signing_view
from inspector_app.ui.views.submitted_view import state_words, withdrawn_words
from sync.domain.inspections import Outcome
from sync.domain.scoring import score
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class FinishView:
    """``withdrawn``: that it is another team's, or empty; then nothing is asked for. ``warning``: what to think of before
    submitting, or empty. ``missing``: code, title, what. ``figures``: label and number.
    ``signing`` comes once nothing is missing; so do ``documents``, pairs of name and label."""

    title: str
    hint: str
    withdrawn: str
    warning: str
    missing: tuple[tuple[str, str, str], ...]
    figures: tuple[tuple[str, str], ...]
    ready: bool
    editable: bool
    signing: SigningView | None
    documents: tuple[tuple[str, str], ...]


def finish_view(language: str, sheet: Sheet, paused: bool = False) -> FinishView:
    """The summary of an inspection. ``paused``: nothing is sent by itself for now."""
    lacks = lacks_of_sheet(sheet)
    editable = sheet.record.state.editable and not sheet.withdrawn
    signing = None if lacks else signing_view(language, sheet)
    step = "missing" if lacks else "unsigned" if signing and signing.open else "ready"
    values = {code: result.value for code, result in sheet.results.items()}
    reached = score(sheet.checklist, values)
    counts = {outcome: sum(value.outcome is outcome for value in values.values()) for outcome in Outcome}
    figures = [(say(language, f"outcome.{outcome.value}"), str(count)) for outcome, count in counts.items()]
    figures.append((say(language, "tablet.finish.photos"), str(sum(map(count_taken, sheet.photos.values())))))
    figures.append((say(language, "tablet.finish.score"), "–" if reached is None else f"{reached:g}"))
    return FinishView(
        title=_title(language, sheet, step, len(lacks)),
        hint=_hint(language, sheet, step, paused),
        withdrawn=withdrawn_words(language, sheet),
        warning=say(language, "tablet.finish.unchanged") if editable and not lacks and is_as_submitted(sheet) else "",
        missing=tuple(
            (
                code,
                sheet.checklist.by_code[code].title.in_language(language),
                " · ".join(say(language, f"lack.{lack.value}") for lack in missing),
            )
            for code, missing in lacks.items()
            if not sheet.withdrawn
        ),
        figures=tuple(figures),
        ready=not lacks,
        editable=editable,
        documents=() if lacks else tuple((name, say(language, f"tablet.documents.{name}")) for name in _documents(sheet)),
        signing=signing,
    )


def _title(language: str, sheet: Sheet, step: str, missing: int) -> str:
    if sheet.withdrawn:
        return say(language, "tablet.assignments.withdrawn")
    if not sheet.record.state.editable:
        return state_words(language, sheet.record.state, sheet.submission_waits)
    return say(language, f"tablet.finish.{step}", count=missing)


def _hint(language: str, sheet: Sheet, step: str, paused: bool) -> str:
    if sheet.withdrawn:
        return ""
    if sheet.submission_waits:
        step = "waits.paused" if paused else "waits"
    elif not sheet.record.state.editable:
        step = "frozen"
    return say(language, f"tablet.finish.{step}.hint")


def _documents(sheet: Sheet) -> list[str]:
    """The record; where something has still to be put right, the draft order as well."""
    open_findings = any(
        result.value.outcome is Outcome.FAIL and not result.value.fixed_on_spot for result in sheet.results.values()
    )
    return ["record", *(["order"] if open_findings else [])]
