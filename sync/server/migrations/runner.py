"""Bringing a database to the present schema."""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import OperationalError

from sync.errors import CentreBusy
from sync.server.repositories.engine import CentreDatabase

if TYPE_CHECKING:
    from alembic.config import Config

_VERSION = "alembic_version"


def migrate(database: CentreDatabase) -> None:
    """Apply what is pending, in order, in one transaction. Raises CentreBusy when the database does not answer.

    A present database is only looked at: Alembic takes longer to load than everything else in opening a centre.
    """
    try:
        if not _is_present(database.engine):
            _upgrade(database.engine)
    except OperationalError as error:
        raise CentreBusy(seconds=10) from error


def newest_revision() -> str:
    """The number that the last file of ``versions`` begins with, which is its revision."""
    numbers = (file.name.partition("_")[0] for file in files("sync.server.migrations").joinpath("versions").iterdir())
    return max(number for number in numbers if number.isdigit())


def alembic_config(connection: Connection) -> "Config":
    """Alembic, pointed at the revisions in this package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "sync.server:migrations")
    config.attributes["connection"] = connection
    return config


def _is_present(engine: Engine) -> bool:
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION):
            return False
        return connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION}").scalars().all() == [newest_revision()]


def _upgrade(engine: Engine) -> None:
    from alembic import command

    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "SELECT pg_advisory_xact_lock(27)")
        command.upgrade(alembic_config(connection), "head")
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
        connection.commit()
