"""Chromium for all tests here, and profiles in it that one test after another uses.

A page that stays with its address compiles the app once. That is most of what a page costs, so a profile is wiped and used again
and not thrown away.
"""

import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright
from playwright.sync_api import Error as PlaywrightError

_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WITH_CAMERA: Final = ("--use-fake-device-for-media-stream=fps=5", "--use-fake-ui-for-media-stream")
"""A camera that shows a moving test picture, and nobody asking for permission."""


PATIENCE: Final = 60
"""Seconds that anything may take on a machine that does other things as well."""
_ANSWERS: Final = 5
_COMPLAINTS: Final = 20
_SHOWN: Final = """shown => shown.map(one => {
    const {x, y, width, height} = one.getBoundingClientRect()
    const said = one.getAttribute("aria-label") || (one.querySelector("[flt-semantics-identifier]") ? "" : one.textContent)
    return `${one.getAttribute("flt-semantics-identifier")} at ${Math.round(x)},${Math.round(y)} ${Math.round(width)}x${
        Math.round(height)}: ${said.slice(0, 80)}`})"""


class Profile:
    """A browser profile with one page, as if nobody had been there before. ``url`` is where its app is served."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        context.set_default_timeout(PATIENCE * 1000)
        self.page: Page = context.new_page()
        self._quiet = f"{url}favicon.png"
        self._heard: list[tuple[Any, Callable[[Any], None]]] = []
        self._unanswered: dict[Request, str] = {}
        self._complaints: deque[str] = deque(maxlen=_COMPLAINTS)
        self.page.on("request", lambda request: self._unanswered.update({request: f"{request.method} {request.url}"}))
        self.page.on("requestfinished", lambda request: self._unanswered.pop(request, None))
        self.page.on("requestfailed", lambda request: self._unanswered.pop(request, None))
        self.page.on("console", lambda said: self._complaints.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self._complaints.append(f"uncaught: {error}"))
        self.page.on("crash", lambda _: self._complaints.append("the page crashed"))
        self.page.goto(self._quiet)

    def what_it_shows(self) -> str:
        """For whoever reads why a test failed: where the page is, what it says, what it complained of and what it waits for."""
        lines = [f"{self.page.url}, complained of: {list(self._complaints)}, waits for: {list(self._unanswered.values())}"]
        try:
            self.page.locator("body").wait_for(state="attached", timeout=_ANSWERS * 1000)
            lines += self.page.locator("[flt-semantics-identifier]").evaluate_all(_SHOWN)
        except PlaywrightError as error:
            lines.append(f"and does not answer: {error.message}")
        return "\n".join(lines)

    def on(self, event: Any, handler: Callable[[Any], None]) -> None:
        """As ``Page.on``, until the profile is wiped."""
        self._heard.append((event, handler))
        self.page.on(event, handler)

    def keep(self, name: str, value: str) -> None:
        """What an earlier visit left in the browser; before the app is opened."""
        self.page.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, value])

    def look(self, width: int, height: int, color_scheme: Any) -> None:
        """The size of the page, and whether the person likes it ``light`` or ``dark``."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=color_scheme)

    def wipe(self) -> None:
        """End the app on the page, then forget all that it left behind."""
        for event, handler in self._heard:
            self.page.remove_listener(event, handler)
        self._heard.clear()
        self.page.goto(self._quiet)
        self._unanswered.clear()
        self._complaints.clear()
        self.page.mouse.move(0, 0)
        self.page.evaluate("() => sessionStorage.clear()")
        tools = self.context.new_cdp_session(self.page)
        origin = self.page.evaluate("() => location.origin")
        tools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        tools.detach()
        self.context.clear_cookies()


class Browsers:
    """What is open; nothing before it is asked for."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._browsers: dict[tuple[str, ...], Browser] = {}
        self._wiped: dict[tuple[object, ...], list[Profile]] = {}
        self._lent: list[Profile] = []

    def what_they_show(self) -> str:
        """Of every page that a test holds."""
        return "\n\n".join(profile.what_it_shows() for profile in self._lent if not profile.page.is_closed())

    def chromium(self, *more: str) -> Browser:
        """The browser named by CHROMIUM, or the one on the path, started with these arguments too.

        Without one the tests are skipped with a loud reason; with SUICHA_REQUIRE_BROWSER set, as in CI, they fail.
        """
        if more not in self._browsers:
            path = _path()
            self._playwright = self._playwright or sync_playwright().start()
            self._browsers[more] = self._playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *more])
        return self._browsers[more]

    @contextmanager
    def profiles(self, url: str, *more: str, **allowed: Any) -> Iterator[Callable[..., Profile]]:
        """Lends profiles for the app at this address: ``lend(width=390, height=844, color_scheme="dark")``; of people who read
        Chinese, unless ``locale`` says another language.

        ``fresh=True`` for one that has never been used, whose browser has nothing in its cache.
        """
        wiped = self._wiped.setdefault((url, more, repr(allowed)), [])
        lent: list[Profile] = []
        allowed = {"locale": "zh-CN"} | allowed

        def lend(width: int = 1280, height: int = 800, color_scheme: str = "light", fresh: bool = False) -> Profile:
            profile = Profile(self.chromium(*more).new_context(**allowed), url) if fresh or not wiped else wiped.pop()
            lent.append(profile)
            self._lent.append(profile)
            profile.look(width, height, color_scheme)
            return profile

        yield lend
        for profile in lent:
            self._lent.remove(profile)
            if profile.page.is_closed():
                profile.context.close()
            else:
                profile.wipe()
                wiped.append(profile)

    def close(self) -> None:
        """All of it."""
        self._wiped.clear()
        for browser in self._browsers.values():
            browser.close()
        self._browsers.clear()
        if self._playwright is not None:
            self._playwright.stop()
            self._playwright = None


def _path() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "NO CHROMIUM FOUND: the browser tests did not run. Install chromium, or name it: CHROMIUM=/path/to/chromium"
        if os.environ.get("SUICHA_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
