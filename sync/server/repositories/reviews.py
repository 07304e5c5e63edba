"""Inspections as supervisors see them, and the steps they take."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, update

from sync.domain.checklists import Bilingual
from sync.domain.clock import later_than
from sync.domain.inspections import Outcome, PhotoFacts, State
from sync.domain.previous import NO_HISTORY, CompoundHistory
from sync.protocol.codec import from_json, to_json
from sync.protocol.console import InspectionDetail, InspectionFilter, InspectionOrder, InspectionPage, InspectionSummary
from sync.server.repositories import schema
from sync.server.repositories.contested import undecided_counts
from sync.server.repositories.district_names import district_names
from sync.server.repositories.dossier import read_dossier
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.feed import note_changes
from sync.server.repositories.history import histories, news_for_those_who_go_next
from sync.server.repositories.intake_loading import alone_with_inspections
from sync.server.services.known import Change
from sync.server.services.reviews import PhotoLocation, ReviewStep

i, a, c, d, e = (
    schema.inspections.c,
    schema.assignments.c,
    schema.compounds.c,
    schema.districts.c,
    schema.enterprises.c,
)
_ORDERS: Mapping[InspectionOrder, tuple[ColumnElement[Any], ...]] = {
    InspectionOrder.LATEST: (i.active_at.desc(),),
    InspectionOrder.LONGEST_WAITING: (i.submitted_at.is_(None), i.submitted_at),
    InspectionOrder.LOWEST_SCORE: (i.score.is_(None), i.score, i.submitted_at),
}
"""The databases differ on which side nothing stands."""


class ReviewTables:
    """Implements the port ReviewRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def page(self, wanted: InspectionFilter, districts: tuple[str, ...] | None) -> InspectionPage:
        with self._database.reading() as connection:
            by_state = _counts(connection, wanted, districts)
            query = _filtered(summary_query(), wanted, districts)
            if wanted.state is not None:
                query = query.where(i.state == wanted.state.value)
            rows = connection.execute(
                query.order_by(*_ORDERS[wanted.order], i.id).limit(wanted.page_size).offset((wanted.page - 1) * wanted.page_size)
            ).all()
            return InspectionPage(
                rows=_summaries(connection, rows),
                total=by_state.get(wanted.state.value, 0) if wanted.state else sum(by_state.values()),
                page=wanted.page,
                page_size=wanted.page_size,
                by_state=by_state,
                districts=district_names(connection, districts),
            )

    def summary(self, inspection_id: UUID) -> InspectionSummary | None:
        with self._database.reading() as connection:
            return _summary(connection, inspection_id)

    def detail(self, inspection_id: UUID) -> InspectionDetail | None:
        with self._database.reading() as connection:
            summary = _summary(connection, inspection_id)
            return read_dossier(connection, summary) if summary else None

    def previous(self, inspection_id: UUID) -> CompoundHistory:
        with self._database.reading() as connection:
            assignments = connection.scalars(select(i.assignment_id).where(i.id == inspection_id)).all()
            found = histories(connection, assignments)
        return found[0].history if found else NO_HISTORY

    def assignment_of(self, inspection_id: UUID) -> UUID:
        with self._database.reading() as connection:
            found: UUID = connection.execute(select(i.assignment_id).where(i.id == inspection_id)).scalar_one()
            return found

    def record(self, step: ReviewStep) -> bool:
        with self._database.writing() as connection:
            alone_with_inspections(connection, [step.inspection_id])
            last = connection.execute(select(i.active_at).where(i.id == step.inspection_id)).scalar()
            at = later_than(last, step.at)
            moved = connection.execute(
                update(schema.inspections)
                .where(i.id == step.inspection_id, i.state == State.SUBMITTED.value, i.state_rev == step.base_state_rev)
                .values(state=step.state.value, state_rev=i.state_rev + 1, active_at=at)
            )
            if moved.rowcount != 1:
                return False
            connection.execute(
                schema.reviews.insert().values(
                    inspection_id=step.inspection_id,
                    state_rev=step.base_state_rev + 1,
                    act=step.act.value,
                    by=step.by,
                    at=at,
                    comment=step.comment,
                    items=to_json(step.items),
                )
            )
            note_changes(connection, [step.change])
            note_changes(connection, news_for_those_who_go_next(connection, [step.inspection_id]))
        return True

    def photo(self, photo_id: UUID) -> PhotoLocation | None:
        p = schema.photos.c
        with self._database.reading() as connection:
            row = connection.execute(
                select(p.facts, p.inspection_id, i.assignment_id, c.district)
                .join_from(schema.photos, schema.inspections, i.id == p.inspection_id)
                .join(schema.assignments, a.id == i.assignment_id)
                .join(schema.compounds, c.id == a.compound_id)
                .where(p.id == photo_id)
            ).one_or_none()
        if row is None:
            return None
        facts = from_json(row.facts, PhotoFacts)
        return PhotoLocation(
            row.inspection_id, row.assignment_id, row.district, facts.copy_sha256, facts.original_sha256, facts.original_type
        )

    def want_original(self, photo_id: UUID, change: Change) -> None:
        with self._database.writing() as connection:
            connection.execute(update(schema.photos).where(schema.photos.c.id == photo_id).values(original_wanted=True))
            note_changes(connection, [change])


def _summary(connection: Connection, inspection_id: UUID) -> InspectionSummary | None:
    found = _summaries(connection, connection.execute(summary_query().where(i.id == inspection_id)).all())
    return found[0] if found else None


def _summaries(connection: Connection, rows: Sequence[Any]) -> tuple[InspectionSummary, ...]:
    """With the conflicts that are still open, and what has failed so far; the rows count all conflicts that there ever were, and
    the findings of the last submission."""
    undecided = undecided_counts(connection, [row.id for row in rows if row.conflicts])
    failed = _failed_counts(connection, [row.id for row in rows if State(row.state).editable])
    return tuple(
        replace(
            summary_from(row),
            conflicts=undecided.get(row.id, 0),
            findings=failed.get(row.id, 0) if State(row.state).editable else row.findings,
        )
        for row in rows
    )


def _failed_counts(connection: Connection, inspections: Sequence[UUID]) -> dict[UUID, int]:
    if not inspections:
        return {}
    r = schema.results.c
    fails = r.inspection_id.in_(inspections), r.outcome == Outcome.FAIL.value
    rows = connection.execute(select(r.inspection_id, func.count()).where(*fails).group_by(r.inspection_id))
    return {row[0]: row[1] for row in rows}


def summary_query() -> Select[Any]:
    """Inspections with place, counts and evidence, one row each."""
    r, f, p, v, h = (
        schema.results.c,
        schema.findings.c,
        schema.photos.c,
        schema.result_revisions.c,
        schema.evidence.c,
    )

    def count(query: Select[Any]) -> Any:
        return query.correlate(schema.inspections).scalar_subquery()

    live = (p.inspection_id == i.id) & p.removed_at.is_(None)
    return (
        select(
            *schema.inspections.c,
            a.due_on,
            c.name.label("compound"),
            c.address,
            e.name.label("enterprise"),
            e.credit_code,
            c.district,
            d.name_zh,
            d.name_en,
            count(select(func.count()).where(r.inspection_id == i.id, r.outcome.is_not(None))).label("answered"),
            count(select(func.count(f.id)).where(f.inspection_id == i.id)).label("findings"),
            count(select(func.count(v.id)).where(v.inspection_id == i.id, v.conflict == True)).label("conflicts"),  # noqa: E712
            count(select(func.count(p.id)).where(live)).label("expected"),
            count(
                select(func.count(p.id)).join_from(schema.photos, schema.evidence, h.sha256 == p.copy_sha256).where(live)
            ).label("stored"),
        )
        .join_from(schema.inspections, schema.assignments, a.id == i.assignment_id)
        .join(schema.compounds, c.id == a.compound_id)
        .join(schema.districts, d.code == c.district)
        .join(schema.enterprises, e.id == c.enterprise_id)
    )


def summary_from(row: Any) -> InspectionSummary:
    """A row of ``summary_query``."""
    return InspectionSummary(
        inspection_id=row.id,
        compound=row.compound,
        enterprise=row.enterprise,
        district=row.district,
        district_name=Bilingual(row.name_zh, row.name_en),
        state=State(row.state),
        state_rev=row.state_rev,
        due_on=row.due_on,
        answered=row.answered,
        item_count=row.item_count,
        findings=row.findings,
        conflicts=row.conflicts,
        evidence_stored=row.stored,
        evidence_expected=row.expected,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        score=row.score,
    )


def _filtered(query: Select[Any], wanted: InspectionFilter, districts: tuple[str, ...] | None) -> Select[Any]:
    if districts is not None:
        query = query.where(c.district.in_(districts))
    if wanted.district:
        query = query.where(c.district == wanted.district)
    for word in wanted.search.split():
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in (c.name, c.address, e.name))))
    return query


def _counts(connection: Connection, wanted: InspectionFilter, districts: tuple[str, ...] | None) -> dict[str, int]:
    query = (
        select(i.state, func.count())
        .join_from(schema.inspections, schema.assignments, a.id == i.assignment_id)
        .join(schema.compounds, c.id == a.compound_id)
        .join(schema.enterprises, e.id == c.enterprise_id)
        .group_by(i.state)
    )
    rows = connection.execute(_filtered(query, wanted, districts))
    return {row[0]: row[1] for row in rows}
