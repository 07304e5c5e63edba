"""Who this tablet is, and what it likes."""

from uuid import UUID

from inspector_app.services.enrolment import Device
from inspector_app.store.database import TabletDatabase
from inspector_app.store.rescue_note import RescueNotes
from sync.protocol.rescue import RescueKey

CURSOR_KEY = "cursor"
"""The preference that says how far the news were taken in."""
RECEIPT_KEY = "last-receipt"
"""The preference that says for which place the centre gave its last receipt."""


class StoreIdentity:
    """Implements the port DeviceKeeper. A tablet that is enrolled anew asks for everything it may see; what waits goes under the
    new token. Of its last receipt it tells whichever centre it is: one that has never given it gets everything again."""

    def __init__(self, database: TabletDatabase) -> None:
        self._database = database

    def device(self) -> Device | None:
        row = self._database.connection.execute(
            "SELECT id, name, centre_url, centre_name, token, centre_key FROM device"
        ).fetchone()
        return Device(UUID(bytes=row[0]), *row[1:]) if row else None

    def save_device(self, device: Device) -> None:
        with self._database.transaction() as connection:
            known = connection.execute("SELECT id FROM device").fetchone()
            if known and known[0] != device.id.bytes:
                connection.execute("DELETE FROM preferences WHERE key = ?", (CURSOR_KEY,))
            connection.execute(
                "INSERT OR REPLACE INTO device (one, id, name, centre_url, centre_name, token, centre_key)"
                " VALUES (1, ?, ?, ?, ?, ?, ?)",
                (device.id.bytes, device.name, device.centre_url, device.centre_name, device.token, device.centre_key),
            )

    def save_rescue_key(self, device: Device, key: RescueKey) -> None:
        RescueNotes(self._database.folder).keep(device, key)


class StorePreferences:
    """Implements the port Preferences."""

    def __init__(self, database: TabletDatabase) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        row = self._database.connection.execute("SELECT value FROM preferences WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def put(self, key: str, value: str | None) -> None:
        with self._database.transaction() as connection:
            if value is None:
                connection.execute("DELETE FROM preferences WHERE key = ?", (key,))
            else:
                connection.execute("INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)", (key, value))
