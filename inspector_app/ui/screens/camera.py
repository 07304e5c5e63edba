"""The camera inside the app, where the platform has one: viewfinder, shutter, several photos in a row."""

import logging
from collections.abc import Callable

import flet as ft
import flet_camera as fc

from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, TOUCH
from inspector_app.ui.hand import Hand

log = logging.getLogger(__name__)
_GROUND, _WORDS = "#0B1110", "#F2F6F5"
_SHUTTER = 84


class Camera:
    """``open`` is False where no camera can be had; everything else works through the picker then."""

    def __init__(self, hand: Hand, cover: Callable[[ft.Control | None], None]) -> None:
        self._hand = hand
        self._cover = cover
        self._taken = 0

    @property
    def likely(self) -> bool:
        """Whether it makes sense to offer a camera: phones, tablets and browsers; desktop programs have none."""
        mobile = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
        return bool(self._hand.page.web) or self._hand.page.platform in mobile

    async def open(self, on_picture: Callable[[bytes], None]) -> bool:
        """Show the viewfinder; each picture goes to ``on_picture`` as it is taken."""
        self._taken = 0
        camera = fc.Camera(expand=True, preview_enabled=True)
        counter = ft.Text("", color=_WORDS, size=BODY, weight=ft.FontWeight.W_600, width=120)
        self._cover(self._layout(camera, counter, on_picture))
        try:
            found = await camera.get_available_cameras()
            back = next((one for one in found if one.lens_direction is fc.CameraLensDirection.BACK), found[0] if found else None)
            if back is None:
                self._cover(None)
                return False
            await camera.initialize(back, fc.ResolutionPreset.MAX, enable_audio=False)
        except Exception:  # whatever a platform's camera raises, the picker is there
            log.exception("no camera")
            self._cover(None)
            return False
        return True

    def _layout(self, camera: fc.Camera, counter: ft.Text, on_picture: Callable[[bytes], None]) -> ft.Control:
        hand = self._hand

        async def shoot() -> None:
            picture = await camera.take_picture()
            self._taken += 1
            counter.value = hand.say("tablet.photos.taken", count=self._taken)
            hand.page.update(counter)
            on_picture(bytes(picture))

        shutter = ft.Container(
            width=_SHUTTER,
            height=_SHUTTER,
            border_radius=_SHUTTER / 2,
            bgcolor=_WORDS,
            border=ft.Border.all(6, ft.Colors.PRIMARY),
            on_click=hand.guard(shoot),
            ink=True,
        )
        done = ft.FilledButton(
            content=hand.say("tablet.photos.done"), height=TOUCH + 8, on_click=hand.guard(lambda: self._cover(None)), width=120
        )
        bar = ft.Row(
            [counter, named("shutter", shutter, button=True, label=hand.say("tablet.photos.take")), named("camera-done", done)],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        )
        return ft.Container(
            ft.Column(
                [ft.Container(camera, expand=True, alignment=ft.Alignment.CENTER), ft.Container(bar, padding=20)],
                expand=True,
                spacing=0,
            ),
            bgcolor=_GROUND,
            expand=True,
        )
