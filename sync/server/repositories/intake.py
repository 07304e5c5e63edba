"""Taking in as a transaction: what batches touch is read, and what they amount to is written, in bulk."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from sync.domain.clock import Clock, later_than
from sync.domain.ids import IdMaker
from sync.domain.receipts import Receipt
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.intake_loading import KnownLoading, alone_with_everything
from sync.server.repositories.intake_storing import EffectsStoring
from sync.server.repositories.published import PublishedChecklists
from sync.server.repositories.receipts import store_receipts
from sync.server.services.intake import LineUnfit
from sync.server.services.known import Effects, Known, ReceivedLine, Sender


class IntakeTables:
    """Implements the port IntakeRepository."""

    def __init__(self, database: CentreDatabase, ids: IdMaker, clock: Clock) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock
        self._checklists = PublishedChecklists()

    @contextmanager
    def transaction(self) -> Iterator["IntakeWriting"]:
        with self._database.writing() as connection:
            yield self.on(connection)

    def on(self, connection: Connection) -> "IntakeWriting":
        """Taking in as a part of another write transaction."""
        return IntakeWriting(self._database, connection, self._checklists, self._ids, self._clock)


class IntakeWriting:
    """Implements the port IntakeTransaction. The time of receipt is taken once everything touched is locked, so that of two
    batches on one inspection the first applied was the first received, whatever the clock does."""

    def __init__(
        self, database: CentreDatabase, connection: Connection, checklists: PublishedChecklists, ids: IdMaker, clock: Clock
    ) -> None:
        self._database = database
        self._connection = connection
        self._checklists = checklists
        self._ids = ids
        self._clock = clock
        self._now = clock.now()

    @property
    def received_at(self) -> datetime:
        """When what was loaded last counts as received."""
        return self._now

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        try:
            with self._database.plain_errors(), self._connection.begin_nested():
                yield
        except (IntegrityError, DataError) as error:
            raise LineUnfit(str(error.orig)) from error

    def hold(self, received: Sequence[ReceivedLine], device_id: UUID) -> None:
        alone_with_everything(self._connection, received, device_id)

    def load(self, received: Sequence[ReceivedLine], devices: Collection[UUID]) -> Known:
        known = KnownLoading(self._connection, self._checklists).load(received, devices)
        self._now = _after(self._clock.now(), known)
        return known

    def store(self, sender: Sender, effects: Effects) -> None:
        self.store_together([(sender, effects)])

    def store_together(self, taken: Sequence[tuple[Sender, Effects]]) -> None:
        EffectsStoring(self._connection, self._ids, self._now).store(taken)

    def store_receipts(self, receipts: Sequence[Receipt]) -> None:
        store_receipts(self._connection, receipts)


def _after(now: datetime, known: Known) -> datetime:
    """Later than the last change of everything that is touched."""
    return later_than(max((one.active_at for one in known.inspections.values() if one.active_at is not None), default=None), now)
