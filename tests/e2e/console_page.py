"""A supervisor's fingers and eyes: the console in a browser."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image
from playwright.sync_api import Locator

from inspector_app.demo.seed import DEMO_PASSWORD
from tests.e2e.flutter_page import FlutterPage

_PICTURE_COLOURS = 300


class Console(FlutterPage):
    """A supervisor's browser. Controls are found by their semantics identifier."""

    edges = (70, 14, 100)

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
        self.press(self.page.get_by_role("menuitem").last)

    def choose_order(self, name: str) -> None:
        """Through the menu of orders."""
        self.click("order")
        self.press(self.page.get_by_role("menuitem", name=name).or_(self.page.get_by_role("menuitemcheckbox", name=name)).last)

    def take(self, line: str) -> None:
        """A line of the menu of what can be downloaded."""
        self.click("download")
        self.press(self.page.get_by_role("menuitem", name=line))

    def choose_district(self, name: str) -> None:
        """Through the drop-down."""
        self.open_districts(name)
        self.take_district(name)

    def open_districts(self, name: str) -> None:
        """The drop-down, until this district stands still in its menu."""
        self.click("district")
        self.resting(self._district_choice(name))

    def take_district(self, name: str) -> None:
        """Of the open menu."""
        self.press(self._district_choice(name))

    def _district_choice(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True).or_(self.page.get_by_role("menuitem", name=name)).last

    def requests_that_left(self) -> Callable[[], list[str]]:
        """From here on: what the browser sent, without what its own security policy held back."""
        sent: list[Any] = []
        self.profile.on("request", lambda request: sent.append(request))
        return lambda: [request.url for request in sent if request.failure != "csp"]

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
        self.eventually(lambda: self._meets(found), why=lambda: f"{name} is nowhere on the screen")
        return found

    def _meets(self, found: Locator) -> bool:
        """On the way from the top to the bottom."""
        self.scroll(-100_000)
        for _ in range(40):
            if self._inside(found):
                return True
            self.scroll(300)
        return False

    def wait_for_picture(self, found: Locator) -> None:
        """Where the control is, the screen shows many colours: a picture, no placeholder."""
        self.eventually(lambda: self._colours(found) >= _PICTURE_COLOURS, why=lambda: "no picture came")

    def _colours(self, found: Locator) -> int:
        box = self.box(found)
        if box is None:
            return 0
        shot = Image.open(BytesIO(self.page.screenshot(clip=box)))
        return len(shot.convert("RGB").getcolors(1 << 24) or ())

    def sign_in(self, login: str, password: str = DEMO_PASSWORD) -> None:
        self.type("login", login)
        self.type("password", password)
        self.click("sign-in")

    def find(self, identifier: str) -> Locator:
        """Scroll down from the top until the control stands in the page; off-screen items are not in the DOM."""
        return self._scroll_to(self.at(identifier), identifier)

    def see_in_sight(self, identifier: str) -> None:
        """It comes into sight by itself."""
        found = self.at(identifier)
        self.eventually(lambda: self._inside(found), why=lambda: f"{identifier} did not come into sight")

    def scroll(self, pixels: int) -> None:
        """The wheel, over the left half of the page."""
        size = self.page.viewport_size
        assert size is not None
        self.page.mouse.move(size["width"] / 3, size["height"] * 0.6)
        self.page.mouse.wheel(0, pixels)
        self.page.wait_for_timeout(250)
        self.settle()

    def shot(self, name: str) -> None:
        """A screenshot, where SUICHA_SCREENSHOTS names a folder."""
        if folder := os.environ.get("SUICHA_SCREENSHOTS"):
            self.page.mouse.move(2, 2)
            self.page.wait_for_timeout(600)
            self.page.screenshot(path=Path(folder) / f"console-{name}.png")

    def _inside(self, found: Locator) -> bool:
        box, size = self.box(found), self.page.viewport_size
        return bool(box and size and box["y"] >= 110 and box["y"] + min(box["height"], 60) <= size["height"] - 90)
