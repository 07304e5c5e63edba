"""Receipts as they were signed, and how far each device's operations are held."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, text

from sync.domain.receipts import Receipt
from sync.server.repositories.bulk import mark
from sync.server.repositories.columns import Id, Moment
from sync.server.repositories.engine import CentreDatabase

_COLUMNS = ("device_id", "seq", "link", "received_at", "key_id", "signature")
_STORE = text(
    f"INSERT INTO receipts ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)}) ON CONFLICT DO NOTHING"
).bindparams(bindparam("device_id", type_=Id), bindparam("received_at", type_=Moment))


def store_receipts(connection: Connection, receipts: Sequence[Receipt]) -> None:
    """Keep them; of several for the same operation the first stays."""
    if receipts:
        connection.execute(_STORE, [{name: getattr(receipt, name) for name in _COLUMNS} for receipt in receipts])


_HELD = "SELECT 1 FROM receipts WHERE device_id = {mark} AND seq = {mark} AND link = {mark}"
"""In the driver's own words, as the next: every batch and every look for news asks it."""
_LAST = "SELECT max(seq) FROM operations WHERE device_id = {mark}"


class PromiseTables:
    """Implements the port PromiseRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def holds(self, device_id: UUID, seq: int, link: str) -> bool:
        with self._database.asking() as connection:
            statement = _HELD.format(mark=mark(connection.dialect))
            return connection.exec_driver_sql(statement, (Id.to_driver(device_id), seq, link)).first() is not None

    def last_number(self, device_id: UUID) -> int:
        with self._database.asking() as connection:
            statement = _LAST.format(mark=mark(connection.dialect))
            return connection.exec_driver_sql(statement, (Id.to_driver(device_id),)).scalar_one() or 0
