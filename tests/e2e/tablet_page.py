"""An inspector's fingers and eyes: the tablet app in a browser."""

from typing import Any

from playwright.sync_api import Locator, Request

from tests.e2e.browsers import Profile
from tests.e2e.flutter_page import FlutterPage

FIRST_PIN = "1357"
_BELOW_THE_FILTERS = 12
_SELECTED = """found => found.slice(0, 1).some(
    first => ["aria-selected", "aria-current"].some(name => first.getAttribute(name) === "true"))"""


class TabletPage(FlutterPage):
    """An inspector's browser. Controls are found by the identifiers that ``inspector_app.ui`` names."""

    edges = (120, 0, 160)

    def __init__(self, profile: Profile, url: str) -> None:
        super().__init__(profile, url)
        self.taps = 0
        self._asked: list[Request] = []
        profile.on("request", lambda request: self._asked.append(request))

    def open(self) -> "TabletPage":
        """Load the page, also again after a kill, and switch semantics on."""
        self.page.goto(self.url)
        self.wake()
        return self

    # --- what an inspector does --------------------------------------------------------------------------------------
    def sign_in(self, person: int = 0, pin: str = FIRST_PIN) -> None:
        """Choose a tile, type the PIN."""
        self.tap(f"person-{person}")
        self.at("pin-enter").wait_for()
        self.page.wait_for_timeout(400)
        for digit in pin:
            self.tap(f"pin-{digit}")
        self.tap("pin-enter")

    def open_assignment(self, place: int = 0) -> None:
        """From the list, in the order it stands there."""
        self.tap(f"assignment-{place}")
        self.at("show-all").wait_for()

    def open_item(self, code: str) -> None:
        """From the list of items; a narrow page leaves the item before it first."""
        if not self.at("show-all").count():
            self.tap("back")
        self.reveal(f"item-{code}")
        self.tap(f"item-{code}")
        self.see("item-code", code)

    def answer(self, code: str, outcome: str) -> None:
        """``pass``, ``fail`` or ``not_applicable`` on the item's own pane, until it says so."""
        self.open_item(code)
        self.tap(f"answer-{outcome}")
        self.see_selected(f"answer-{outcome}")

    def pass_in_list(self, code: str) -> None:
        """The check mark of the row, until it is set."""
        self.reveal(f"item-{code}-pass")
        self.tap(f"item-{code}-pass")
        self.see_selected(f"item-{code}-pass")

    def fail_with_phrase(self, code: str, phrase: int = 0) -> None:
        """Two taps: fail, and the words for it."""
        self.answer(code, "fail")
        self.reveal(f"phrase-{phrase}", across=0.7)
        self.tap(f"phrase-{phrase}")

    def add_photo(self, picture: bytes, name: str = "IMG_0001.jpg", kind: str = "image/jpeg", button: str = "add-photo") -> None:
        """Through the file chooser: on the open item, or with another button."""
        self.reveal(button, across=0.7)
        with self.page.expect_file_chooser() as chooser:
            self.tap(button)
        chooser.value.set_files({"name": name, "mimeType": kind, "buffer": picture})

    def take_picture(self) -> None:
        """With the open camera."""
        self.tap("shutter")
        self.at("retake").wait_for()

    def write_signature(self) -> None:
        """Two strokes on the pad, as a finger would."""
        self.at("ink-pad").first.wait_for()
        box = self.resting(self.at("ink-pad").first)
        for start, end in (((0.15, 0.3), (0.5, 0.75)), ((0.55, 0.7), (0.85, 0.25))):
            self._drag(box, start, end)
        self.page.wait_for_timeout(200)

    def draw(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """One stroke on the picture being drawn on, in shares of it."""
        self._drag(self.resting(self.at("marking-pad").first), start, end)
        self.page.wait_for_timeout(200)

    def pinch(self, identifier: str, apart: float = 4) -> None:
        """Two fingers on the control move apart until they are so many times as far from each other, as on glass."""
        box = self.resting(self.at(identifier).first)
        x, y, fingers = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, self.page.context.new_cdp_session(self.page)

        def touch(kind: str, reach: float | None = None) -> None:
            sides = [] if reach is None else [-reach, reach]
            points = [{"x": x + side, "y": y, "id": number} for number, side in enumerate(sides)]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            self.settle()

        near, far = 40.0, 40.0 * apart
        touch("touchStart", near)
        for step in range(1, 11):
            touch("touchMove", near + (far - near) * step / 10)
        touch("touchEnd")
        fingers.detach()

    def _drag(self, box: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
        def at(part: float) -> tuple[float, float]:
            x, y = (one + (other - one) * part for one, other in zip(start, end, strict=True))
            return box["x"] + box["width"] * x, box["y"] + box["height"] * y

        self.page.mouse.move(*at(0))
        self.page.mouse.down()
        for step in range(1, 21):
            self.page.mouse.move(*at(step / 20))
            self.page.wait_for_timeout(12)
        self.page.mouse.up()

    def confirm(self, button: str) -> None:
        """Once what it needs is there."""
        self.eventually(lambda: self.is_enabled(button))
        self.tap(button)

    def leave_camera(self, button: str) -> None:
        """With one of its buttons, until the page behind it is back."""
        self.tap(button)
        self.at("hand-over").wait_for()

    def finish(self) -> None:
        """To the summary."""
        self.tap("finish")

    def submit(self) -> None:
        """From the summary, until the inspection is frozen."""
        self.tap("submit")

    # --- what an inspector sees --------------------------------------------------------------------------------------
    def tap(self, identifier: str) -> None:
        """In its middle, whatever part of it reacts."""
        found = self.at(identifier).first
        found.wait_for()
        self.press(found)
        self.taps += 1

    def reveal(self, identifier: str, across: float = 0.2) -> Locator:
        """Scroll until the control stands well inside the page; off-screen items are not in the DOM.

        ``across``: over which part of the page the wheel turns, 0 left to 1 right.
        """
        found = self.at(identifier).first
        self.settle()
        self.eventually(lambda: self._meets(found, across), why=lambda: f"{identifier} is nowhere on the screen")
        return found

    def _meets(self, found: Locator, across: float) -> bool:
        """Where the page stands, a little further down, or on the way from the top to the bottom."""
        for step in (0, 250, 250, 250, -100_000, *[250] * 40):
            if step:
                self._wheel(step, across)
            if self._inside(found):
                return True
        return False

    def typed(self, identifier: str) -> str:
        """As on any page, scrolled into sight first."""
        self.reveal(identifier, across=0.7)
        return super().typed(identifier)

    def size_of(self, identifier: str) -> tuple[float, float]:
        """Width and height on the screen, in logical pixels."""
        box = self.at(identifier).first.bounding_box()
        assert box is not None, identifier
        return box["width"], box["height"]

    def see_selected(self, identifier: str, selected: bool = True) -> None:
        """The control is the chosen one (or is not)."""
        self.eventually(lambda: self.is_selected(identifier) is selected, why=lambda: f"{identifier}: not {selected}")

    def is_selected(self, identifier: str) -> bool:
        """What its semantics say."""
        return bool(self.at(identifier).evaluate_all(_SELECTED))

    def requests_that_left(self) -> list[str]:
        """What the browser sent, without what the page's own security policy held back."""
        return [request.url for request in self._asked if request.failure != "csp"]

    def list_edge(self) -> dict[str, float] | None:
        """The items scroll under the filters."""
        filters, bar = self.box(self.at("show-all")), self.box(self.at("progress"))
        if not filters or not bar:
            return None
        top = filters["y"] + filters["height"] + _BELOW_THE_FILTERS
        return {"left": bar["x"], "right": bar["x"] + bar["width"], "top": top}

    def _wheel(self, pixels: int, across: float) -> None:
        size = self.page.viewport_size
        assert size is not None
        self.page.mouse.move(size["width"] * across, size["height"] * 0.6)
        self.page.mouse.wheel(0, pixels)
        self.settle()

    def _inside(self, found: Locator) -> bool:
        box, size = self.box(found), self.page.viewport_size
        return bool(box and size and box["y"] >= self._top_for(box) and box["y"] + min(box["height"], 56) <= size["height"] - 160)

    def _top_for(self, box: dict[str, float]) -> float:
        """Below the bar, and below the filters where it is under them: they stay where they are while the list goes on behind."""
        filters = self.box(self.at("show-all"))
        under = filters and box["x"] < filters["x"] + filters["width"] and filters["x"] < box["x"] + box["width"]
        return max(100, filters["y"] + filters["height"]) if under else 100
