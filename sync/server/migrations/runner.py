"""Bringing a database to the present schema."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from sync.errors import CentreBusy
from sync.server.repositories.engine import CentreDatabase


def migrate(database: CentreDatabase) -> None:
    """Apply what is pending, in order, in one transaction. Raises CentreBusy when the database does not answer."""
    try:
        _upgrade(database.engine)
    except OperationalError as error:
        raise CentreBusy(seconds=10) from error


def alembic_config(connection: Connection) -> Config:
    """Alembic, pointed at the revisions in this package."""
    config = Config()
    config.set_main_option("script_location", "sync.server:migrations")
    config.attributes["connection"] = connection
    return config


def _upgrade(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "SELECT pg_advisory_xact_lock(27)")
        command.upgrade(alembic_config(connection), "head")
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
        connection.commit()
