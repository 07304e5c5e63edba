"""A page that Flutter draws: found, read and typed into through its semantics."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

_SAID = """element => [element, ...element.querySelectorAll("*")].flatMap(
    one => [one.getAttribute("aria-label"), one.value, one.childElementCount ? null : one.textContent]).filter(Boolean)"""

_DISABLED = """element => [element, ...element.querySelectorAll("*")].some(one => one.getAttribute("aria-disabled") === "true")"""


class FlutterPage:
    """Controls are found by their semantics identifier."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.page: Page = context.new_page()

    def wake(self) -> None:
        """Switch semantics on, after every load: the placeholder goes once it has heard the click, and early ones it misses."""
        placeholder = self.page.locator("flt-semantics-placeholder")
        placeholder.wait_for(state="attached", timeout=30_000)

        def heard() -> bool:
            for found in placeholder.element_handles():
                found.dispatch_event("click")
            self.page.wait_for_timeout(100)
            return not placeholder.count()

        self.eventually(heard, 30, lambda: "semantics stay off")

    def at(self, identifier: str) -> Locator:
        """The control with this identifier."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def said(self, identifier: str) -> str:
        """Everything the control says to a screen reader; empty while it is not there."""
        found = self.at(identifier)
        return " ".join(found.first.evaluate(_SAID)) if found.count() else ""

    def is_enabled(self, identifier: str) -> bool:
        """The control is there and can be used."""
        found = self.at(identifier)
        return bool(found.count()) and not found.first.evaluate(_DISABLED)

    def see(self, identifier: str, text: str, seconds: float = 10) -> None:
        """The control says this, now or soon."""
        self.eventually(lambda: text in self.said(identifier), seconds, lambda: f"{identifier} says {self.said(identifier)!r}")

    def eventually(self, holds: Callable[[], bool], seconds: float = 10, why: Callable[[], str] | None = None) -> None:
        """Wait until it holds, while the browser goes on."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, why() if why else "it never came true"
            self.page.wait_for_timeout(50)

    def press(self, found: Locator) -> None:
        """In its middle, whatever part of it reacts, once it stands still."""
        box = self._resting(found)
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def _resting(self, found: Locator) -> Any:
        """Where a control is when it has stopped moving; a repaint may take it away for a moment."""
        boxes: list[Any] = [None, found.bounding_box()]

        def rests() -> bool:
            boxes[:] = [boxes[1], found.bounding_box() if found.count() else None]
            return boxes[1] is not None and boxes[0] == boxes[1]

        self.eventually(rests)
        return boxes[1]

    def type(self, identifier: str, text: str) -> None:
        """Put text into a field, as often and as slowly as it takes a busy browser to notice."""
        field = self._field(identifier)
        for pause in (150, 150, 150, 300, 300, 600, 600, 1200, 1200, 2400, 2400):
            field.click()
            self.page.wait_for_timeout(pause)
            field.fill(text)
            self.page.wait_for_timeout(pause + 100)
            if field.input_value() == text:
                return
        raise AssertionError(f"{identifier} does not take text")

    def typed(self, identifier: str) -> str:
        """What stands in a field; the browser tells it of the field that has the focus."""
        field = self._field(identifier)
        field.click()
        self.page.wait_for_timeout(300)
        return field.input_value()

    def _field(self, identifier: str) -> Locator:
        return self.at(identifier).locator("input, textarea").first
