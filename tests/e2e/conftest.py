"""A real Chromium for the tests that drive screens."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser named by CHROMIUM, or the one on the path.

    Without one the tests are skipped with a loud reason; with SUICHA_REQUIRE_BROWSER set, as in CI, they fail.
    Not for the session: while Playwright runs, ``asyncio.run`` is refused in the same process, and other tests need it.
    """
    with _launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def chromium_with_camera() -> Iterator[Browser]:
    """The same with a camera that shows a moving test picture, and nobody asking for permission."""
    with _launched("--use-fake-device-for-media-stream=fps=5", "--use-fake-ui-for-media-stream") as browser:
        yield browser


@contextmanager
def _launched(*more: str) -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "NO CHROMIUM FOUND: the browser tests did not run. Install chromium, or name it: CHROMIUM=/path/to/chromium"
        if os.environ.get("SUICHA_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *more])
        yield browser
        browser.close()
