"""One stage for all runs of a test process."""

from collections.abc import Iterator

import pytest

from tests.simulation.runs import Runner, runner


@pytest.fixture(scope="module")
def running() -> Iterator[Runner]:
    """Module by module, so that the product is itself again afterwards."""
    with runner() as made:
        yield made
