"""The public halves of the centre's keys, the present one and those before."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, text

from sync.server.repositories import schema
from sync.server.repositories.columns import Moment
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.succession import KeptKey

_K = schema.centre_keys.c
_COLUMNS = ("public_key", "since", "until", "signature")
_KEEP = text(
    f"INSERT INTO centre_keys ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
    " ON CONFLICT (public_key) DO UPDATE SET since = excluded.since, until = excluded.until, signature = excluded.signature"
).bindparams(bindparam("since", type_=Moment), bindparam("until", type_=Moment))
"""Also where another process puts the same key on record at this moment."""


class CentreKeyTables:
    """Implements the port KeyRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def kept(self) -> list[KeptKey]:
        with self._database.reading() as connection:
            rows = connection.execute(select(_K.public_key, _K.since, _K.until, _K.signature).order_by(_K.since, _K.public_key))
            return [KeptKey(*row) for row in rows]

    def keep(self, keys: Sequence[KeptKey]) -> None:
        with self._database.writing() as connection:
            connection.execute(_KEEP, [{name: getattr(key, name) for name in _COLUMNS} for key in keys])
