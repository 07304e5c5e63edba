"""A centre on either database that can be backed up, and restored from an older backup, while its team's tablets look on."""

import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import uvicorn
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from sync.bundled import bundled_checklist
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.services.belonging import FILE_NAME
from sync.server.settings import Settings
from tests.integration.tablet.conftest import Served, Team

_NUMBERS = count(1)


@dataclass
class Backup:
    """``database_url`` is that of a copy that nobody writes to; on SQLite the folder has it all."""

    folder: Path
    database_url: str | None


class Restorable:
    """The centre as a server that is stopped for a backup, as docs/operating.md has it. It keeps its address."""

    def __init__(self, folder: Path, database_url: str | None) -> None:
        self._folder = folder
        self.settings = Settings(folder / "centre", database_url)
        with socket.create_server(("127.0.0.1", 0)) as found:
            self._port = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

    @property
    def evidence(self) -> Path:
        return self.settings.evidence

    def start(self) -> None:
        app = create_app(self.settings)
        self._server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=self._port, log_level="warning"))
        self._serving = Thread(target=self._server.run)
        self._serving.start()
        while not self._server.started:
            sleep(0.01)
        self.centre: Centre = app.state.centre

    def stop(self) -> None:
        self._server.should_exit = True
        self._serving.join(20)

    def restart(self) -> None:
        self.stop()
        self.start()

    def backed_up(self) -> Backup:
        """Stopped for it, and started again."""
        self.stop()
        backup = Backup(self._folder / f"backup-{next(_NUMBERS)}", self._copy_of(self.settings.database_url))
        shutil.copytree(self.settings.data, backup.folder)
        self.start()
        return backup

    def restore(self, backup: Backup) -> None:
        """What came since is gone."""
        self.stop()
        shutil.rmtree(self.settings.data)
        shutil.copytree(backup.folder, self.settings.data)
        self.settings = replace(self.settings, database_url=self._copy_of(backup.database_url))
        if backup.database_url is not None:
            (self.settings.data / FILE_NAME).unlink()  # it has another name on purpose
        self.start()

    def rows(self, query: str, **values: object) -> list[tuple]:
        engine = create_engine(self.settings.url)
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(query), values)]
        engine.dispose()
        return found

    def _copy_of(self, database_url: str | None) -> str | None:
        if database_url is None:
            return None
        address = make_url(database_url)
        name = f"{address.database}copy{next(_NUMBERS)}"
        engine = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {address.database}")
        engine.dispose()
        return address.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.details])])
def restorable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Restorable]:
    """Started, and stopped at the end."""
    database_url = request.getfixturevalue("new_postgres_database")() if request.param == "postgres" else None
    made = Restorable(tmp_path, database_url)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def team_of(restorable: Restorable, tmp_path: Path) -> Iterator[Callable[[int], Team]]:
    """Makes that many tablets of a team of three."""
    made: list[Team] = []

    def start(tablets: int) -> Team:
        centre = restorable.centre
        checklist = centre.registers.publish_checklist(bundled_checklist().document)
        made.append(Team(Served(restorable.url, centre, checklist), tmp_path, tablets))
        return made[0]

    yield start
    for member in made[0].members if made else ():
        member.tablet.sync.stop()
        member.tablet.close()
