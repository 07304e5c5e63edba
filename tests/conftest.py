"""What tests of several rooms share: one real PostgreSQL for each test process."""

from collections.abc import Callable, Iterator

import pytest

from tests.postgres import databases


@pytest.fixture(scope="session")
def new_postgres_database() -> Iterator[Callable[[], str]]:
    """Makes empty databases and gives their addresses."""
    with databases() as new_database:
        yield new_database
