"""Receipts as they were signed."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from sync.domain.receipts import Receipt
from sync.server.repositories.columns import Id, Moment

_COLUMNS = ("device_id", "seq", "link", "received_at", "key_id", "signature")
_STORE = text(
    f"INSERT INTO receipts ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)}) ON CONFLICT DO NOTHING"
).bindparams(bindparam("device_id", type_=Id), bindparam("received_at", type_=Moment))


def store_receipts(connection: Connection, receipts: Sequence[Receipt]) -> None:
    """Keep them; of several for the same operation the first stays."""
    if receipts:
        connection.execute(_STORE, [{name: getattr(receipt, name) for name in _COLUMNS} for receipt in receipts])
