"""The tablet a rescue file is of."""

from uuid import UUID

from sqlalchemy import select

from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.known import Sender
from sync.server.services.rescuing import RescuedDevice

_D = schema.devices.c


class RescueTables:
    """Implements the port RescueRepository."""

    def __init__(self, database: CentreDatabase) -> None:
        self._database = database

    def device(self, device_id: UUID) -> RescuedDevice | None:
        people = select(schema.device_people.c.person_id).where(schema.device_people.c.device_id == device_id)
        with self._database.reading() as connection:
            row = connection.execute(
                select(_D.name, _D.token_hash, _D.revoked_at, _D.cut_off_at).where(_D.id == device_id)
            ).one_or_none()
            if row is None:
                return None
            sender = Sender(device_id, frozenset(connection.scalars(people)))
        return RescuedDevice(sender, row.name, row.token_hash, row.cut_off_at or row.revoked_at)
