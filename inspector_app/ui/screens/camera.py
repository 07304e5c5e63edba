"""The camera inside the app, where the platform has one: several photos in a row, and the answer without leaving it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import flet as ft
import flet_camera as fc

from inspector_app.ui.components.viewfinder import PANEL, Viewfinder, ViewfinderHandlers
from inspector_app.ui.components.zoom_steps import ROOM
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.zoom_view import Zoom, zooms
from sync.domain.inspections import Outcome

log = logging.getLogger(__name__)
_LONGEST = 8.0
"""Seconds that closing waits for a camera that does not answer."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Shooting:
    """Whom the pictures are for. ``answers``: the item has no answer yet, so it can be given under the shutter. ``before`` is
    called before each of them, and raises where one more could not be kept."""

    title: str
    answers: bool
    before: Callable[[], None]
    on_picture: Callable[[bytes], Awaitable[None]]
    on_retake: Callable[[], Awaitable[None]]
    on_answer: Callable[[Outcome], Awaitable[None]]


class Camera:
    """``open`` is False where no camera can be had; everything else works through the picker then.

    It does one thing at a time, and closes when that is done: a picture under way is still taken, and no answer comes from the
    device for a control that has left the page, which would end the page's connection.
    """

    def __init__(self, hand: Hand, cover: Callable[[ft.Control | None], None]) -> None:
        self._hand = hand
        self._cover = cover
        self._finder: Viewfinder | None = None
        self._camera: fc.Camera | None = None
        self._at_work = asyncio.Lock()
        self._zooms: list[Zoom] = []
        self._lit = False

    @property
    def likely(self) -> bool:
        """Whether it makes sense to offer a camera: phones, tablets and browsers; desktop programs have none."""
        return bool(self._hand.page.web) or self._mobile

    @property
    def _mobile(self) -> bool:
        return self._hand.page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)

    async def open(self, shooting: Shooting) -> bool:
        """Show the viewfinder until an answer is given or it is closed."""
        async with self._at_work:
            return await self._open(shooting)

    async def _open(self, shooting: Shooting) -> bool:
        self._zooms, self._lit = [], False
        camera = fc.Camera(expand=True, preview_enabled=True)
        finder = Viewfinder(camera, shooting.title, shooting.answers, self._hand.say, self._handlers(camera, shooting))
        landscape = self._hand.width > (self._hand.page.height or 0)
        finder.lay_out(landscape)
        self._cover(finder.root)
        self._hand.guard.keep_clear(**{"right" if landscape else "bottom": PANEL})
        try:
            found = await camera.get_available_cameras()
            back = next((one for one in found if one.lens_direction is fc.CameraLensDirection.BACK), found[0] if found else None)
            if back is None:
                self._leave()
                return False
            await camera.initialize(back, fc.ResolutionPreset.MAX, enable_audio=False)
        except Exception:  # whatever a platform's camera raises, the picker is there
            log.exception("no camera")
            self._leave()
            return False
        self._finder, self._camera = finder, camera
        finder.ready()
        await self._offer(camera, finder, landscape)
        return True

    async def close(self) -> None:
        """Back to the item, with the picture that is being taken."""
        try:
            async with asyncio.timeout(_LONGEST), self._at_work:
                self._leave()
        except TimeoutError:
            log.warning("the camera does not answer")
            self._leave()

    def _leave(self) -> None:
        self._finder = self._camera = None
        self._cover(None)
        self._hand.guard.keep_clear()

    async def _ask(self, camera: fc.Camera, call: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """What the camera does next, and its answer; nothing and None once it is closed."""
        async with self._at_work:
            return await call() if self._camera is camera else None

    def show_taken(self, count: int, last: bytes | None, preparing: bool) -> None:
        """What was taken since the camera opened; nothing happens once it is closed."""
        if self._finder:
            self._finder.show_taken(count, last, preparing)

    def _handlers(self, camera: fc.Camera, shooting: Shooting) -> ViewfinderHandlers:
        guard = self._hand.guard

        async def shoot() -> None:
            shooting.before()
            picture = await self._ask(camera, camera.take_picture)
            if picture:
                await shooting.on_picture(bytes(picture))

        async def light() -> None:
            await camera.set_flash_mode(fc.FlashMode.OFF if self._lit else fc.FlashMode.TORCH)
            self._lit = not self._lit
            if self._finder:
                self._finder.offer_torch(self._lit)

        async def magnify(zoom: Zoom) -> None:
            await camera.set_zoom_level(zoom.level)
            if self._finder:
                self._finder.offer_zoom(self._zooms, zoom)

        async def answer(outcome: Outcome) -> None:
            await self.close()
            await shooting.on_answer(outcome)

        return ViewfinderHandlers(
            shoot=guard(shoot),
            retake=guard(shooting.on_retake),
            torch=guard(lambda: self._ask(camera, light)),
            zoom=lambda zoom: guard(lambda: self._ask(camera, lambda: magnify(zoom))),
            done=guard(self.close),
            answer=lambda outcome: guard(lambda: answer(outcome)),
        )

    async def _offer(self, camera: fc.Camera, finder: Viewfinder, landscape: bool) -> None:
        """Zoom and torch, each where the device has it; a camera without them still takes photos."""
        await self._try("no zoom", lambda: self._offer_zoom(camera, finder))
        await self._try("no torch", lambda: self._offer_torch(camera, finder))
        if self._zooms and not landscape:
            self._hand.guard.keep_clear(bottom=PANEL + ROOM)

    async def _offer_zoom(self, camera: fc.Camera, finder: Viewfinder) -> None:
        """A browser's camera stays as near as the page before left it."""
        self._zooms = zooms(await camera.get_min_zoom_level(), await camera.get_max_zoom_level())
        if self._zooms:
            await camera.set_zoom_level(self._zooms[0].level)
            finder.offer_zoom(self._zooms, self._zooms[0])

    async def _offer_torch(self, camera: fc.Camera, finder: Viewfinder) -> None:
        await camera.set_flash_mode(fc.FlashMode.OFF)
        finder.offer_torch(lit=False)

    async def _try(self, without: str, offer: Callable[[], Awaitable[None]]) -> None:
        try:
            await offer()
        except RuntimeError as missing:  # how the client says what a device has not
            log.info("%s: %s", without, missing)
