"""Bringing a database to the present schema."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from sync.errors import DatabaseNewer, DatabaseOlder
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.opening import see_whether_it_answers

if TYPE_CHECKING:
    from alembic.config import Config

_VERSION = "alembic_version"


def migrate(database: CentreDatabase, may_upgrade: bool = True) -> None:
    """Apply what is pending, in order, in one transaction.

    Raises DatabaseNewer with nothing changed, DatabaseOlder where anything is pending and it may not upgrade,
    DatabaseUnreachable, DatabaseNotWritable, DatabaseDamaged, StorageFull, and CentreBusy for a locked one.
    A present database is only looked at: Alembic takes longer to load than everything else in opening a centre.
    """
    see_whether_it_answers(database.engine)
    with database.plain_errors():
        applied = _applied(database.engine)
        if not applied <= _known_revisions():
            raise DatabaseNewer(database=database.name)
        if applied != {newest_revision()}:
            if applied and not may_upgrade:
                raise DatabaseOlder(database=database.name)
            _upgrade(database.engine)


def has_centre(database: CentreDatabase) -> bool:
    """Whether any version of the program made its tables there; a file that is not there is not made. Raises as ``migrate``."""
    url = database.engine.url
    if database.engine.dialect.name == "sqlite" and not Path(str(url.database)).exists():
        return False
    see_whether_it_answers(database.engine)
    with database.plain_errors():
        return bool(_applied(database.engine))


def newest_revision() -> str:
    """The number that the last file of ``versions`` begins with, which is its revision."""
    return max(_known_revisions())


def _known_revisions() -> set[str]:
    numbers = (file.name.partition("_")[0] for file in files("sync.server.migrations").joinpath("versions").iterdir())
    return {number for number in numbers if number.isdigit()}


def alembic_config(connection: Connection) -> "Config":
    """Alembic, pointed at the revisions in this package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "sync.server:migrations")
    config.attributes["connection"] = connection
    return config


def _applied(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION):
            return set()
        return set(connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION}").scalars())


def _upgrade(engine: Engine) -> None:
    from alembic import command

    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "SELECT pg_advisory_xact_lock(27)")
        command.upgrade(alembic_config(connection), "head")
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
        connection.commit()
