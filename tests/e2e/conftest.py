"""A real Chromium for the tests that drive screens."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.e2e.browsers import Browsers

_BROWSERS = Browsers()


@pytest.fixture(scope="session")
def browsers() -> Browsers:
    """Those of all tests in this folder."""
    return _BROWSERS


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """After the last of them in a row the browsers are closed, and not at the end of the session: while Playwright runs,
    ``asyncio.run`` is refused in the same process, and tests of other folders need it."""
    yield
    if nextitem is None or not nextitem.path.is_relative_to(Path(__file__).parent):
        _BROWSERS.close()
