"""What the list of items says: marks, counts, which items are shown. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from inspector_app.services.inspections import lacks_of_sheet
from inspector_app.services.records import FORGOTTEN, Sheet
from inspector_app.services.returning import is_item_as_submitted
from inspector_app.ui.views.submitted_view import colleague_words, state_words, withdrawn_words
from inspector_app.ui.views.wording import after_each_other
from sync.domain.checklists import PhotoRule
from sync.domain.inspections import Lack, Outcome, Return, State, next_open_item
from sync.i18n import say

SHOWN = ("all", "open", "failed", "returned", "contested", "forgotten")


@dataclass(frozen=True, slots=True)
class RowView:
    """One item in the list. ``incomplete``: answered, but something is missing. ``note`` is a short second line;
    ``wants_photo``: it cannot be passed before it has one. ``forgotten``: the centre has its answer no more."""

    code: str
    title: str
    outcome: Outcome | None
    incomplete: bool
    returned: bool
    contested: bool
    forgotten: bool
    note: str
    can_pass: bool
    wants_photo: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """A category with the rows that are shown of it."""

    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """The line above the items. ``done`` items lack nothing. ``leads_on``: there is something left to do here for this team."""

    compound: str
    campaign: str
    done: int
    total: int
    failed: int
    progress: float
    counts: str
    failed_text: str
    state_text: str
    leads_on: bool


@dataclass(frozen=True, slots=True)
class ListView:
    """The whole left side. ``shown``: the filter; all items once there is none of what it was about. ``filters``: name, label,
    whether it is the chosen one. ``next_open``, and ``next_words`` that lead there: the next item that lacks something, then
    those that were returned and are still as they were submitted."""

    head: HeadView
    shown: str
    filters: tuple[tuple[str, str, bool], ...]
    groups: tuple[GroupView, ...]
    next_open: str | None
    next_words: str


class BannerKind(StrEnum):
    """``RETURNED``: there is something to do again. ``SUBMITTED``: a colleague was first. ``WITHDRAWN``: it is another team's."""

    RETURNED = "returned"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ReturnedView:
    """For whoever is at an item that was not returned itself. ``way_on``: to those that were; empty where none is named."""

    words: str
    way_on: str


@dataclass(frozen=True, slots=True)
class Banner:
    """A sentence above the list."""

    kind: BannerKind
    words: str


def list_view(language: str, sheet: Sheet, shown: str, current: str | None, item_seen: bool = False) -> ListView:
    """Everything about the list, for a filter. ``item_seen``: the current item is on the screen, and no summary."""
    lacks = lacks_of_sheet(sheet)
    returned = returned_comments(sheet)
    rows = {item.code: row_view(language, sheet, item.code, lacks) for item in sheet.checklist.items}
    offered = [
        name for name in SHOWN if _is_offered(name, returned=returned, contested=sheet.disputed, forgotten=sheet.forgotten)
    ]
    shown = shown if shown in offered else "all"
    wanted = {code for code, row in rows.items() if _is_shown(row, shown, lacks)}
    next_open, next_words = _next(language, sheet, lacks, current, item_seen)
    groups = tuple(
        GroupView(category.in_language(language), tuple(rows[item.code] for item in items if item.code in wanted))
        for category, items in sheet.checklist.categories()
    )
    return ListView(
        head=head_view(language, sheet, lacks),
        shown=shown,
        filters=tuple(
            (name, say(language, f"tablet.show.{name}", count=_count(rows, name, lacks)), name == shown) for name in offered
        ),
        groups=tuple(group for group in groups if group.rows),
        next_open=next_open,
        next_words=next_words,
    )


def _next(
    language: str, sheet: Sheet, lacks: Mapping[str, tuple[Lack, ...]], current: str | None, item_seen: bool
) -> tuple[str | None, str]:
    if lacking := next_open_item(sheet.checklist, lacks, current):
        here = item_seen and lacking == current
        return lacking, say(language, "tablet.next_here" if here else "tablet.next_open", code=lacking)
    alike: dict[str, tuple[Lack, ...]] = {
        code: () for code in returned_comments(sheet) if code != current and is_item_as_submitted(sheet, code)
    }
    back = next_open_item(sheet.checklist, alike, current)
    return back, say(language, "tablet.next_returned", code=back) if back else ""


def banner(language: str, sheet: Sheet, reader: UUID, beside_item: bool = False, beside_summary: bool = False) -> Banner | None:
    """What the officer has to know before anything else; None when there is nothing. An item that is seen ``beside`` says itself
    that a colleague has submitted, and item and summary that it is another team's."""
    record = sheet.record
    if words := withdrawn_words(language, sheet):
        return None if beside_item or beside_summary else Banner(BannerKind.WITHDRAWN, words)
    if record.returned:
        comment, count = record.returned.comment.strip(), len(record.returned.items)
        of_the_whole = say(language, "tablet.item.returned", comment=comment) if comment else ""
        return Banner(BannerKind.RETURNED, of_the_whole or say(language, "tablet.returned.items", count=count))
    if words := colleague_words(language, sheet, reader):
        return None if beside_item else Banner(BannerKind.SUBMITTED, words)
    known = record.refusal in ("state-outdated", "inspection-incomplete", FORGOTTEN)
    return Banner(BannerKind.RETURNED, say(language, f"tablet.refused.{record.refusal}")) if known else None


def returned_view(language: str, sheet: Sheet, code: str) -> ReturnedView | None:
    """None where the inspection is not returned, and for an item that bears the supervisor's word itself."""
    back, items = sheet.record.returned, returned_comments(sheet)
    if sheet.record.state is not State.RETURNED or back is None or code in items:
        return None
    return ReturnedView(returned_words(language, back), say(language, "tablet.returned.see", count=len(items)) if items else "")


def returned_words(language: str, back: Return) -> str:
    """That it was returned, with the supervisor's word on the whole."""
    said = [say(language, "tablet.returned"), say(language, "tablet.item.returned", comment=back.comment.strip())]
    return after_each_other(language, said if back.comment.strip() else said[:1])


def what_happened(language: str, before: Sheet, sheet: Sheet, reader: UUID) -> str:
    """What came from elsewhere meanwhile that the reader has to hear at once, or empty."""
    words = colleague_words(language, sheet, reader)
    if before.record.state.editable and words:
        return words
    if sheet.withdrawn:
        return "" if before.withdrawn else withdrawn_words(language, sheet)
    back = newly_returned(before, sheet)
    return returned_words(language, back) if back else ""


def newly_returned(before: Sheet, sheet: Sheet) -> Return | None:
    """The return that came in between; None where none did."""
    back = sheet.record.returned if sheet.record.state is State.RETURNED else None
    return back if back != before.record.returned or before.record.state is not State.RETURNED else None


def head_view(language: str, sheet: Sheet, lacks: Mapping[str, tuple[Lack, ...]]) -> HeadView:
    """Progress and state."""
    total = len(sheet.checklist.items)
    done = total - len(lacks)
    failed = sum(result.value.outcome is Outcome.FAIL for result in sheet.results.values())
    return HeadView(
        compound=sheet.assignment.compound.name,
        campaign=sheet.assignment.campaign,
        done=done,
        total=total,
        failed=failed,
        progress=done / total if total else 1.0,
        counts=say(language, "tablet.inspection.counts", done=done, total=total),
        failed_text=say(language, "tablet.assignments.failed", count=failed),
        state_text=state_words(language, sheet.record.state, sheet.submission_waits),
        leads_on=sheet.record.state.editable and not sheet.withdrawn,
    )


def row_view(language: str, sheet: Sheet, code: str, lacks: Mapping[str, tuple[Lack, ...]]) -> RowView:
    """One row."""
    item, value = sheet.checklist.by_code[code], sheet.value(code)
    missing = lacks.get(code, ())
    editable = sheet.record.state.editable
    wanting = item.photo is PhotoRule.REQUIRED and not sheet.photos[code]
    if value.outcome is not None and missing:
        note = say(language, f"lack.{missing[0].value}")
    elif value.outcome is Outcome.FAIL:
        note = value.note
    else:
        note = value.reason
    return RowView(
        code=code,
        title=item.title.in_language(language),
        outcome=value.outcome,
        incomplete=value.outcome is not None and bool(missing),
        returned=code in returned_comments(sheet),
        contested=code in sheet.disputed,
        forgotten=code in sheet.forgotten,
        note=note,
        can_pass=editable and not wanting and code not in sheet.contested,
        wants_photo=editable and wanting and value.outcome is not Outcome.NOT_APPLICABLE,
    )


def returned_comments(sheet: Sheet) -> dict[str, str]:
    """The supervisor's word on single items, while the inspection is returned."""
    if sheet.record.state is not State.RETURNED or sheet.record.returned is None:
        return {}
    return {item.item_code: item.comment for item in sheet.record.returned.items}


def _is_offered(name: str, **rare: Collection[str]) -> bool:
    """What is rare has a filter only while there is some of it."""
    return bool(rare[name]) if name in rare else True


def _is_shown(row: RowView, shown: str, lacks: Mapping[str, tuple[Lack, ...]]) -> bool:
    return {
        "all": True,
        "open": row.code in lacks,
        "failed": row.outcome is Outcome.FAIL,
        "returned": row.returned,
        "contested": row.contested,
        "forgotten": row.forgotten,
    }[shown]


def _count(rows: Mapping[str, RowView], shown: str, lacks: Mapping[str, tuple[Lack, ...]]) -> int:
    return sum(_is_shown(row, shown, lacks) for row in rows.values())
