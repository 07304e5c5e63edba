"""Campaigns with draws as the public sees them. No query here reads a person."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import exists, func, select, tuple_

from sync.domain.checklists import Bilingual
from sync.server.repositories import schema
from sync.server.repositories.campaigns import planned_from, planned_query
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.values import parsed_checklist
from sync.server.services.drawn import Planned

d, k, n, p, q = (
    schema.draws.c,
    schema.campaigns.c,
    schema.districts.c,
    schema.campaign_plans.c,
    schema.checklists.c,
)
_PUBLIC = exists().where(d.campaign_id == k.id).correlate(schema.campaigns)


class PublicDrawTables:
    """Implements the port PublicCampaigns."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def page(self, page: int, page_size: int) -> tuple[tuple[Planned, ...], int]:
        fitting = planned_query().where(_PUBLIC)
        newest = fitting.order_by(p.first_day.desc(), p.planned_at.desc(), k.id)
        with self._database.reading() as connection:
            total = connection.execute(select(func.count()).select_from(fitting.subquery())).scalar_one()
            rows = connection.execute(newest.limit(page_size).offset((page - 1) * page_size)).all()
        return tuple(map(planned_from, rows)), total

    def campaign(self, campaign_id: UUID) -> Planned | None:
        with self._database.reading() as connection:
            row = connection.execute(planned_query().where(_PUBLIC, k.id == campaign_id)).one_or_none()
        return planned_from(row) if row else None

    def checklists(self, wanted: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Bilingual]:
        query = select(q.id, q.version, q.document).where(tuple_(q.id, q.version).in_(list(wanted)))
        with self._database.reading() as connection:
            return {(row.id, row.version): parsed_checklist(row.document).title for row in connection.execute(query)}

    def districts(self) -> Mapping[str, Bilingual]:
        with self._database.reading() as connection:
            rows = connection.execute(select(n.code, n.name_zh, n.name_en))
            return {row.code: Bilingual(row.name_zh, row.name_en) for row in rows}
