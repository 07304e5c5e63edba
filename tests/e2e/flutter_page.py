"""A page that Flutter draws: found, read and typed into through its semantics."""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page

from tests.e2e.browsers import PATIENCE, Profile

_SAID = """found => found.slice(0, 1).flatMap(first => [first, ...first.querySelectorAll("*")]).flatMap(
    one => [one.getAttribute("aria-label"), one.value, one.childElementCount ? null : one.textContent]).filter(Boolean)"""
_ENABLED = """found => found.slice(0, 1).some(
    first => ![first, ...first.querySelectorAll("*")].some(one => one.getAttribute("aria-disabled") === "true"))"""
_BOX = """found => found.slice(0, 1).map(first => first.getBoundingClientRect())
    .map(({x, y, width, height}) => ({x, y, width, height}))[0] ?? null"""
_TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))"
_SMALL_TARGETS = """([least, above, beside, below, list]) => [
    ...document.querySelectorAll('flt-semantics[role="button"], flt-semantics[flt-tappable]')]
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([_, box]) => box.left >= 0 && box.right <= innerWidth - beside)
    .filter(([_, box]) => box.top >= above && box.bottom <= innerHeight - below)
    .filter(([_, box]) => !list || box.left >= list.right || box.right <= list.left || Math.abs(box.top - list.top) > 1)
    .filter(([_, box]) => Math.min(box.width, box.height) < least)
    .map(([one, box]) => `${one.getAttribute("aria-label") || one.textContent} ${box.width}x${box.height}`)"""


class FlutterPage:
    """Controls are found by their semantics identifier.

    What is read of a control is read at one moment: the next one may have rebuilt it, or taken it away.
    """

    edges = (0, 0, 0)
    """Pixels above, beside and below, under which what scrolls is cut off."""

    def __init__(self, profile: Profile, url: str) -> None:
        self.profile = profile
        self.url = url
        self.page: Page = profile.page

    def wake(self) -> None:
        """Switch semantics on, after every load: the placeholder goes once it has heard the click, and early ones it misses. On
        a tablet it hears those in the middle of the page."""
        placeholder = self.page.locator("flt-semantics-placeholder")
        placeholder.wait_for(state="attached")
        middle = self.page.evaluate("({clientX: innerWidth / 2, clientY: innerHeight / 2})")

        def heard() -> bool:
            for found in placeholder.element_handles():
                found.dispatch_event("click", middle)
            self.page.wait_for_timeout(100)
            return not placeholder.count()

        self.eventually(heard, why=lambda: "semantics stay off")

    def at(self, identifier: str) -> Locator:
        """The control with this identifier."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def said(self, identifier: str) -> str:
        """Everything the control says to a screen reader; empty while it is not there."""
        return " ".join(self.at(identifier).evaluate_all(_SAID))

    def is_enabled(self, identifier: str) -> bool:
        """The control is there and can be used."""
        return bool(self.at(identifier).evaluate_all(_ENABLED))

    def box(self, found: Locator) -> Any:
        """Where the first of these controls is now; None while there is none."""
        return found.evaluate_all(_BOX)

    def settle(self) -> None:
        """Until what has reached the page is drawn, and its semantics tell of it."""
        self.page.evaluate(_TWO_FRAMES)

    def lays_out_and_draws_in_one_thread(self) -> bool:
        """In two, texts are measured wrong now and then: see ``inspector_app.look.web_door``."""
        return not self.page.evaluate("crossOriginIsolated")

    def see_no_small_targets(self, least: float) -> None:
        """Nothing that can be tapped has fewer pixels in either direction, once the page stands still."""
        self.eventually(lambda: self.small_targets(least) == [], why=lambda: f"too small: {self.small_targets(least)}")

    def small_targets(self, least: float) -> list[str]:
        """What can be tapped and is smaller just now, unless it is cut off where it scrolls under an edge."""
        return list(self.page.evaluate(_SMALL_TARGETS, [least, *self.edges, self.list_edge()]))

    def list_edge(self) -> dict[str, float] | None:
        """The upper edge of a list that scrolls below something else on the page: left, right, top."""
        return None

    def colours(self) -> set[Any]:
        """Every colour that the page shows just now, as red, green and blue."""
        self.settle()
        seen = Image.open(BytesIO(self.page.screenshot())).convert("RGB").getcolors(1 << 24) or []
        return {colour for _, colour in seen}

    def see(self, identifier: str, text: str, seconds: float = PATIENCE) -> None:
        """The control says this, now or soon."""
        self.eventually(lambda: text in self.said(identifier), seconds, lambda: f"{identifier} says {self.said(identifier)!r}")

    def eventually(self, holds: Callable[[], bool], seconds: float = PATIENCE, why: Callable[[], str] | None = None) -> None:
        """Wait until it holds, while the browser goes on."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, why() if why else "it never came true"
            self.page.wait_for_timeout(50)

    def press(self, found: Locator) -> None:
        """In its middle, whatever part of it reacts, once it stands still."""
        box = self.resting(found)
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def resting(self, found: Locator) -> Any:
        """Where a control is when it has stopped moving, and can be used; a repaint may take it away for a moment."""
        boxes: list[Any] = [None, self.box(found)]

        def rests() -> bool:
            self.settle()
            boxes[:] = [boxes[1], self.box(found)]
            return boxes[1] is not None and boxes[0] == boxes[1] and not self.at("settling").count()

        self.eventually(rests)
        return boxes[1]

    def type(self, identifier: str, text: str) -> None:
        """Put text into a field, as often and as slowly as it takes a busy browser to notice."""
        for pause in (150, 150, 150, 300, 300, 600, 600, 1200, 1200, 2400, 2400):
            editor = self._editor(identifier, pause)
            editor.fill(text)
            self.page.wait_for_timeout(pause + 100)
            if editor.input_value() == text:
                return
        raise AssertionError(f"{identifier} does not take text")

    def typed(self, identifier: str) -> str:
        """What stands in a field; the browser tells it of the field that has the focus."""
        return self._editor(identifier, 300).input_value()

    def _editor(self, identifier: str, pause: int) -> Locator:
        """What takes the text that is typed into a field, once it has the focus: its own element, or an editor above it that
        had the focus before the page was woken and keeps it."""
        field = self.at(identifier).locator("input, textarea").first
        field.click()
        self.page.wait_for_timeout(pause)
        above = self.page.locator(".flt-text-editing:focus")
        return above if above.count() and _lies_in(self.box(above), self.box(field)) else field

    def see_typed(self, identifier: str, text: str) -> None:
        """This stands in the field, now or soon."""
        self.eventually(lambda: self.typed(identifier) == text, why=lambda: f"{identifier} has {self.typed(identifier)!r}")


def _lies_in(inner: Any, outer: Any) -> bool:
    """Whether the middle of one box is in another; neither may be there."""
    if inner is None or outer is None:
        return False
    x, y = inner["x"] + inner["width"] / 2, inner["y"] + inner["height"] / 2
    return bool(0 <= x - outer["x"] <= outer["width"] and 0 <= y - outer["y"] <= outer["height"])
