"""The public halves of the centre's keys, the present one and those before."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from sync.server.repositories import schema
from sync.server.repositories.bulk import insert_rows
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.succession import KeptKey

_K = schema.centre_keys.c


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
            connection.execute(delete(schema.centre_keys).where(_K.public_key.in_([key.public_key for key in keys])))
            rows = [{name: getattr(key, name) for name in ("public_key", "since", "until", "signature")} for key in keys]
            insert_rows(connection, schema.centre_keys, rows)
