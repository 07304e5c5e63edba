"""A centre's lives, one from each start."""

import json
import logging
import secrets
import threading
from time import monotonic

from sqlalchemy import func, select

from sync.domain.clock import Clock
from sync.errors import CentreBusy, StorageFull
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase, stream_heads

log = logging.getLogger(__name__)
_ID_BYTES = 8
_PATIENCE = 60.0
"""Seconds until it is tried again."""


class Lives:
    """``sync.server.repositories.cursors`` says what they are for. Made when the centre opens, before anything is written: the
    streams stand where the life before ended."""

    def __init__(self, database: CentreDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._begun = False
        self._next_try = 0.0
        self._one_at_a_time = threading.Lock()
        with database.asking() as connection:
            self._heads = stream_heads(connection)

    def begin(self) -> bool:
        """Whether this life is on record, durable before anybody hears of it. Where nothing can be written, as on a full disk,
        the centre goes on without, and it is tried again."""
        with self._one_at_a_time:
            if not self._begun and monotonic() >= self._next_try:
                self._next_try = monotonic() + _PATIENCE
                self._begun = self._is_begun()
            return self._begun

    def _is_begun(self) -> bool:
        try:
            with self._database.writing() as connection:
                last = connection.execute(select(func.max(schema.lives.c.number))).scalar() or 0
                life = {"number": last + 1, "id": secrets.token_hex(_ID_BYTES), "began_at": self._clock.now()}
                connection.execute(schema.lives.insert().values(**life, heads=json.dumps(self._heads)))
        except (StorageFull, CentreBusy) as problem:
            log.warning("this start of the centre is not on record yet: %s", problem)
            return False
        return True
