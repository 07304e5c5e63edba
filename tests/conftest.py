"""What tests of several rooms share: where their files are, how they are handed out, and one PostgreSQL for each process."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.places import keep_files_there
from tests.postgres import databases

keep_files_there()
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fresh", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("same")
"""The same examples in every run, so that a change is judged by what it changes; ``--hypothesis-profile=fresh`` looks for others.

Neither holds anything to seconds: a busy machine is no fault.
"""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """For ``--dist loadgroup``: together where tests share what is slow to make."""
    if config.getoption("dist") != "loadgroup":
        return None
    from tests.scheduling import PieceScheduling

    return PieceScheduling(config, log)


@pytest.fixture(scope="session")
def new_postgres_database() -> Iterator[Callable[[], str]]:
    """Makes empty databases and gives their addresses."""
    with databases() as new_database:
        yield new_database
