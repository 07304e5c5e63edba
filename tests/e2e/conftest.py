"""A real Chromium for the tests that drive screens."""

import sys
import threading
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.e2e.browsers import Browsers

_BROWSERS = Browsers()
_FRAMES = 5


@pytest.fixture(scope="session")
def browsers() -> Browsers:
    """Those of all tests in this folder."""
    return _BROWSERS


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed says what its pages show, and where each thread of what it serves is."""
    report = yield
    if report.failed and call.when == "call":
        report.sections.append(("what the pages show", _BROWSERS.what_they_show()))
        report.sections.append(("where the threads are", "\n".join(_threads())))
    return report


def _threads() -> Iterator[str]:
    frames = sys._current_frames()
    for thread in threading.enumerate():
        stack = traceback.extract_stack(frames.get(thread.ident or 0))[-_FRAMES:]
        yield f"{thread.name}: " + " < ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(stack))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """After the last of them in a row the browsers are closed, and not at the end of the session: while Playwright runs,
    ``asyncio.run`` is refused in the same process, and tests of other folders need it."""
    yield
    if nextitem is None or not nextitem.path.is_relative_to(Path(__file__).parent):
        _BROWSERS.close()
