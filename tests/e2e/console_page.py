"""A supervisor's fingers and eyes: the console in a browser."""

import os
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image
from playwright.sync_api import Locator, Page

from inspector_app.demo.seed import DEMO_PASSWORD
from tests.e2e.flutter_page import FlutterPage

_PICTURE_COLOURS = 300
_SMALL_TARGETS = """least => [...document.querySelectorAll('flt-semantics[role="button"], flt-semantics[flt-tappable]')]
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([_, box]) => box.left >= 0 && box.top >= 70 && box.right <= innerWidth - 14 && box.bottom <= innerHeight - 100)
    .filter(([_, box]) => Math.min(box.width, box.height) < least)
    .map(([one, box]) => `${one.getAttribute("aria-label") || one.textContent} ${box.width}x${box.height}`)"""


class Console(FlutterPage):
    """A supervisor's browser. Controls are found by their semantics identifier."""

    def open(self, path: str = "") -> "Console":
        """Load the page and switch semantics on."""
        self.page.goto(self.url + path)
        self.wake()
        return self

    def reload(self) -> None:
        """As the browser's reload button does."""
        self.page.reload()
        self.wake()

    def starting(self, prefix: str) -> Locator:
        """Controls whose identifiers begin so."""
        return self.page.locator(f'[flt-semantics-identifier^="{prefix}"]')

    def sign_out(self) -> None:
        """Through the menu of the account."""
        self.click("account")
        self.page.get_by_role("menuitem").last.click()

    def choose_district(self, name: str) -> None:
        """Through the drop-down."""
        self.open_districts()
        self.district_choice(name).click()

    def open_districts(self) -> None:
        """The drop-down, until its menu stands still."""
        self.click("district")
        self.page.wait_for_timeout(400)

    def district_choice(self, name: str) -> Locator:
        """A district in the open menu."""
        return self.page.get_by_role("button", name=name, exact=True).or_(self.page.get_by_role("menuitem", name=name)).last

    def requests_that_left(self) -> Callable[[], list[str]]:
        """From here on: what the browser sent, without what its own security policy held back."""
        sent: list[Any] = []
        self.page.on("request", lambda request: sent.append(request))
        return lambda: [request.url for request in sent if request.failure != "csp"]

    def small_targets(self, least: float) -> list[str]:
        """What can be tapped but has fewer pixels in either direction, unless it is cut off where it scrolls under an edge."""
        return list(self.page.evaluate(_SMALL_TARGETS, least))

    def see_no_small_targets(self, least: float) -> None:
        """Once the page stands still."""
        self.eventually(lambda: self.small_targets(least) == [], why=lambda: f"too small: {self.small_targets(least)}")

    def open_inspection(self, inspection_id: UUID) -> None:
        """From the list."""
        self.click(f"inspection-{inspection_id}")
        self.at("state").wait_for()

    def click(self, identifier: str) -> None:
        """A tap on a control that is in sight."""
        found = self.at(identifier)
        found.wait_for()
        self.press(found)

    def find_first(self, prefix: str) -> Locator:
        """The first control in sight, or further down, whose identifier begins so."""
        return self._scroll_to(self.starting(prefix).first, prefix)

    def _scroll_to(self, found: Locator, name: str) -> Locator:
        self.scroll(-100_000)
        for _ in range(40):
            if found.count() and _inside(found, self.page):
                return found
            self.scroll(300)
        raise AssertionError(f"{name} is nowhere on the screen")

    def wait_for_picture(self, found: Locator, seconds: float = 10) -> None:
        """Where the control is, the screen shows many colours: a picture, no placeholder."""
        end = time.monotonic() + seconds
        while self._colours(found) < _PICTURE_COLOURS:
            assert time.monotonic() < end, "no picture came"
            self.page.wait_for_timeout(100)

    def _colours(self, found: Locator) -> int:
        box = found.bounding_box()
        assert box is not None
        shot = Image.open(BytesIO(self.page.screenshot(clip=box)))
        return len(shot.convert("RGB").getcolors(1 << 24) or ())

    def sign_in(self, login: str, password: str = DEMO_PASSWORD) -> None:
        self.type("login", login)
        self.type("password", password)
        self.click("sign-in")

    def find(self, identifier: str) -> Locator:
        """Scroll down from the top until the control stands in the page; off-screen items are not in the DOM."""
        return self._scroll_to(self.at(identifier), identifier)

    def scroll(self, pixels: int) -> None:
        """The wheel, over the left half of the page."""
        size = self.page.viewport_size
        assert size is not None
        self.page.mouse.move(size["width"] / 3, size["height"] * 0.6)
        self.page.mouse.wheel(0, pixels)
        self.page.wait_for_timeout(250)

    def shot(self, name: str) -> None:
        """A screenshot, where SUICHA_SCREENSHOTS names a folder."""
        if folder := os.environ.get("SUICHA_SCREENSHOTS"):
            self.page.mouse.move(2, 2)
            self.page.wait_for_timeout(600)
            self.page.screenshot(path=Path(folder) / f"console-{name}.png")


def _inside(found: Locator, page: Page) -> bool:
    box, size = found.first.bounding_box(), page.viewport_size
    return bool(box and size and box["y"] >= 110 and box["y"] + min(box["height"], 60) <= size["height"] - 90)
