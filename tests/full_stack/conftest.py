"""One nursery for all schedules of a test run, and a centre on each database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.full_stack.ground import Ground
from tests.full_stack.processes import Nursery
from tests.full_stack.proxy import Loop
from tests.full_stack.schedule import Stage

NewStage = Callable[[Path, str | None], Stage]


@pytest.fixture(scope="session")
def new_stage() -> Iterator[NewStage]:
    """Makes a centre in a folder, on SQLite or at a database's address, where schedules can be run."""
    grounds: list[Ground] = []
    loop = Loop()
    with Nursery() as nursery:

        def stage(folder: Path, database_url: str | None) -> Stage:
            ground = Ground(nursery, folder, database_url)
            grounds.append(ground)
            ground.start()
            ground.answering()
            return Stage(nursery, ground, loop)

        yield stage
        for ground in grounds:
            ground.close()
    loop.close()


@pytest.fixture(scope="session")
def sqlite_stage(new_stage: NewStage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return new_stage(tmp_path_factory.mktemp("full-stack"), None)


@pytest.fixture(scope="session")
def postgres_stage(
    new_stage: NewStage, tmp_path_factory: pytest.TempPathFactory, new_postgres_database: Callable[[], str]
) -> Stage:
    return new_stage(tmp_path_factory.mktemp("full-stack-postgres"), new_postgres_database())
