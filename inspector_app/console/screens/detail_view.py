"""What one inspection shows to a reviewer: the head, the items by category, what happened so far. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from inspector_app.console import wording
from inspector_app.console.routes import public_page
from inspector_app.console.screens.item_view import ItemView, item_view
from inspector_app.console.screens.pill_view import PillView
from inspector_app.console.screens.previous_view import previous_views
from inspector_app.console.screens.signature_view import SignatureView, signature_views
from sync.domain.checklists import Checklist, Severity, parse_checklist
from sync.domain.findings import Finding, FindingState, findings_of
from sync.domain.inspections import State
from sync.domain.previous import NO_HISTORY, CompoundHistory
from sync.domain.signatures import Standing
from sync.i18n import say
from sync.protocol.console import FindingOnRecord, InspectionDetail, ResultOnRecord, ReviewAct, ReviewEntry


class Show(StrEnum):
    """Which items are shown; TURNED is a choice only where there was a visit before."""

    ALL = "all"
    FAILED = "failed"
    CHANGED = "changed"
    CONFLICTS = "conflicts"
    TURNED = "turned"


@dataclass(frozen=True, slots=True)
class GroupView:
    """The items of one category that are shown."""

    category: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One step of the review so far; ``items`` are pairs of item and comment."""

    act: ReviewAct
    act_text: str
    by: str
    at: str
    comment: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """``facts`` are pairs of label and value; ``severities`` pairs of severity and text, gravest first."""

    compound: str
    enterprise: str
    state: State
    state_text: str
    score: str
    findings: str
    severities: tuple[tuple[Severity, str], ...]
    fixed: str
    evidence: str
    evidence_complete: bool
    conflicts: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DetailView:
    """``reviewable``: it waits for this reviewer's decision. ``orderable``: a finding is open. ``public_page``: where everybody
    reads it, empty before it is accepted. ``nothing`` stands in place of the groups when none is shown."""

    head: HeadView
    shows: tuple[PillView, ...]
    groups: tuple[GroupView, ...]
    nothing: str
    entries: tuple[EntryView, ...]
    signatures: tuple[SignatureView, ...]
    reviewable: bool
    waiting: str
    public_page: str
    orderable: bool

    @property
    def items(self) -> tuple[ItemView, ...]:
        return tuple(item for group in self.groups for item in group.items)


def detail_view(
    language: str, detail: InspectionDetail, show: Show, today: date, history: CompoundHistory = NO_HISTORY
) -> DetailView:
    """The inspection as it stands, with the items that ``show`` chooses, beside what was before it."""
    checklist = checklist_of(detail)
    views = _items(language, detail, checklist, today, history)
    wanted = [view for view in views.values() if _is_shown(view, show)]
    groups = _groups(language, checklist, {view.code: view for view in wanted})
    reviewable = detail.summary.state is State.SUBMITTED
    return DetailView(
        head=_head(language, detail, today),
        shows=tuple(_pill(language, each, views, show) for each in Show if each is not Show.TURNED or history.visit),
        groups=groups,
        nothing="" if groups else say(language, f"console.show.no_{show.value}"),
        entries=tuple(_entry(language, entry, checklist, today) for entry in reversed(detail.reviews)),
        signatures=signature_views(language, detail, today),
        reviewable=reviewable,
        public_page=public_page(detail.summary.inspection_id, language) if detail.summary.state is State.ACCEPTED else "",
        orderable=any(one.state is FindingState.OPEN for one in _findings(detail)),
        waiting="" if reviewable else say(language, f"console.waiting.{detail.summary.state.value}"),
    )


def before_accepting(language: str, view: DetailView, detail: InspectionDetail, marked: int) -> tuple[str, ...]:
    """What a reviewer should know before the record is closed for good: nothing of it stands in the way."""
    open_places = [one.name or one.part for one in view.signatures if one.standing in (Standing.OPEN, Standing.OUTDATED)]
    to_come = detail.summary.evidence_expected - detail.summary.evidence_stored
    notes = []
    if marked:
        notes.append(say(language, "console.accept.marks", count=marked))
    if open_places:
        notes.append(say(language, "console.accept.unsigned", names=say(language, "shortfall.comma").join(open_places)))
    if to_come > 0:
        notes.append(say(language, "console.accept.photos", count=to_come))
    return tuple(notes)


def _pill(language: str, each: Show, views: Mapping[str, ItemView], chosen: Show) -> PillView:
    count = sum(_is_shown(view, each) for view in views.values())
    return PillView(each.value, say(language, f"console.show.{each.value}"), count, each is chosen)


def checklist_of(detail: InspectionDetail) -> Checklist:
    """The checklist version that the inspection is frozen to."""
    return _parsed(detail.checklist.document)


@lru_cache(maxsize=16)
def _parsed(document: str) -> Checklist:
    return parse_checklist(json.loads(document))


def _items(
    language: str, detail: InspectionDetail, checklist: Checklist, today: date, history: CompoundHistory
) -> dict[str, ItemView]:
    last = next((entry for entry in reversed(detail.reviews) if entry.act is ReviewAct.RETURNED), None)
    asked = {item.item_code: item.comment for item in last.items} if last else {}
    accepted = next((entry for entry in reversed(detail.reviews) if entry.act is ReviewAct.ACCEPTED), None)
    now = {result.item_code: result.value.outcome for result in detail.results}
    previous = previous_views(language, history, checklist.by_code, now, today)
    views: dict[str, ItemView] = {}
    for result in detail.results:
        item = checklist.by_code.get(result.item_code)
        if item is not None:
            word, before = asked.get(item.code, ""), previous.get(item.code)
            views[item.code] = item_view(language, item, result, today, last.at if last else None, word, accepted, before)
    return views


def _is_shown(view: ItemView, show: Show) -> bool:
    return {
        Show.ALL: True,
        Show.FAILED: view.failed,
        Show.CHANGED: view.changed,
        Show.CONFLICTS: view.undecided,
        Show.TURNED: view.previous is not None and view.previous.turned,
    }[show]


def _groups(language: str, checklist: Checklist, views: dict[str, ItemView]) -> tuple[GroupView, ...]:
    groups = (
        GroupView(category.in_language(language), tuple(views[item.code] for item in items if item.code in views))
        for category, items in checklist.categories()
    )
    return tuple(group for group in groups if group.items)


def _head(language: str, detail: InspectionDetail, today: date) -> HeadView:
    summary = detail.summary
    findings = _findings(detail)
    fixed = sum(finding.state is FindingState.FIXED_ON_SPOT for finding in findings)
    return HeadView(
        compound=summary.compound,
        enterprise=summary.enterprise,
        state=summary.state,
        state_text=wording.state(language, summary.state),
        score=wording.score(summary.score),
        findings=wording.findings(language, summary),
        severities=_severities(language, findings),
        fixed=say(language, "console.fixed", count=fixed) if fixed else "",
        evidence=f"{summary.evidence_stored}/{summary.evidence_expected}",
        evidence_complete=summary.evidence_stored >= summary.evidence_expected,
        conflicts=say(language, "console.conflicts", count=summary.conflicts) if summary.conflicts else "",
        facts=_facts(language, detail, today),
    )


def _findings(detail: InspectionDetail) -> Sequence[Finding | FindingOnRecord]:
    """Those on record, or what has failed so far while the team works on it."""
    if not detail.summary.state.editable:
        return detail.findings
    return findings_of(checklist_of(detail), {result.item_code: result.value for result in detail.results})


def _severities(language: str, findings: Sequence[Finding | FindingOnRecord]) -> tuple[tuple[Severity, str], ...]:
    counts = {severity: sum(one.severity is severity for one in findings) for severity in reversed(Severity)}
    return tuple((severity, f"{say(language, f'severity.{severity.value}')} {n}") for severity, n in counts.items() if n)


def _facts(language: str, detail: InspectionDetail, today: date) -> tuple[tuple[str, str], ...]:
    summary = detail.summary
    submitted = wording.moment(language, summary.submitted_at, today) if summary.submitted_at else ""
    members = (f"{member.name} {say(language, f'duty.{member.duty.value}')}" for member in detail.team)
    facts = {
        "credit_code": detail.credit_code,
        "address": _place(language, detail),
        "campaign": detail.campaign,
        "team": "\n".join(members),
        "started": wording.moment(language, summary.started_at, today),
        "submitted": submitted,
        "due": wording.day(language, summary.due_on, today),
        "answered": f"{summary.answered}/{summary.item_count}",
    }
    return tuple((say(language, f"console.fact.{name}"), value) for name, value in facts.items() if value)


def _place(language: str, detail: InspectionDetail) -> str:
    """The address, with its district in front unless it says that itself."""
    district = detail.summary.district_name
    return detail.address if district.zh in detail.address else f"{district.in_language(language)} · {detail.address}"


def _entry(language: str, entry: ReviewEntry, checklist: Checklist, today: date) -> EntryView:
    items = tuple((_item_name(language, checklist, item.item_code), item.comment) for item in entry.items)
    return EntryView(
        act=entry.act,
        act_text=say(language, f"review.{entry.act.value}"),
        by=entry.by,
        at=wording.moment(language, entry.at, today),
        comment=entry.comment,
        items=items,
    )


def _item_name(language: str, checklist: Checklist, code: str) -> str:
    item = checklist.by_code.get(code)
    return f"{code} {item.title.in_language(language)}" if item else code


def result_of(detail: InspectionDetail, item_code: str) -> ResultOnRecord | None:
    """What is recorded on an item."""
    return next((result for result in detail.results if result.item_code == item_code), None)
