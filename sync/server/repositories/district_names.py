"""Districts by their names, in the order of the register."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from sync.domain.checklists import Bilingual
from sync.protocol.console import DistrictName
from sync.server.repositories import schema

_D = schema.districts.c


def district_names(connection: Connection, codes: Collection[str] | None = None) -> tuple[DistrictName, ...]:
    """Those with these codes; None: all of them."""
    query = select(_D.code, _D.name_zh, _D.name_en).order_by(_D.position)
    if codes is not None:
        query = query.where(_D.code.in_(codes))
    return tuple(DistrictName(row.code, Bilingual(row.name_zh, row.name_en)) for row in connection.execute(query))
