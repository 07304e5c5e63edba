"""The photo that goes with a refusal to sign: taken or chosen, on disk at once, and seen before it is bound."""

from collections.abc import Awaitable, Callable

import flet as ft

from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import NOTE, SMALL
from inspector_app.services.records import PhotoRecord
from inspector_app.services.signing import is_bound, photo_for
from inspector_app.ui.components.buttons import icon_button, secondary
from inspector_app.ui.components.photo_strip import THUMB_HEIGHT, THUMB_WIDTH
from inspector_app.ui.components.picture_frame import picture_frame
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.camera import Shooting
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.screens.taking import Taking
from sync.domain.inspections import VISIT, Outcome
from sync.domain.signatures import Place


class RefusalPhoto:
    """``photo`` is the one to bind, None without one; while ``preparing`` it is on disk but no photo yet. ``on_change`` hears
    of either."""

    def __init__(self, hand: Hand, recording: Recording, taking: Taking, on_change: Callable[[], None]) -> None:
        self._hand = hand
        self._recording = recording
        self._taking = taking
        self._on_change = on_change
        self.photo: PhotoRecord | None = None
        self.preparing = False
        self.root = ft.Container()

    async def open(self, place: Place) -> None:
        """What there is for a refusal on this place, also from before the app was killed. Paints, without updating the page."""
        self.photo = photo_for(self._recording.sheet, place)
        await self._paint()

    async def _take(self) -> None:
        shooting = Shooting(
            title=self._hand.say("tablet.sign.photo.title"),
            answers=False,
            on_picture=self._shot,
            on_retake=self._nothing,
            on_answer=self._no_answer,
        )
        if not await self._taking.shoot(shooting):
            await self._pick()

    async def _pick(self) -> None:
        for original in await self._taking.picked(several=False):
            await self._use(original)

    async def _shot(self, original: bytes) -> None:
        """One is enough: back to the sheet."""
        self._taking.camera.close()
        await self._use(original)

    async def _use(self, original: bytes) -> None:
        """In place of the one before."""
        before, self.preparing = self.photo, True
        await self._show()
        try:
            self.photo = await self._taking.keep(VISIT, original, self._nothing)
            await self._take_out(before)
        finally:
            self.preparing = False
            await self._recording.reread()
            await self._show()

    async def _remove(self) -> None:
        before, self.photo = self.photo, None
        await self._take_out(before)
        await self._recording.reread()
        await self._show()

    async def _take_out(self, photo: PhotoRecord | None) -> None:
        """One that a recorded refusal binds stays where it is."""
        if photo is not None and not is_bound(self._recording.sheet, photo):
            hand, key = self._hand, photo.facts.photo_id
            await hand.act(lambda: hand.tablet.photos.remove(key, hand.by.person_id))

    async def _nothing(self) -> None:
        """The sheet shows a single photo as soon as it is one."""

    async def _no_answer(self, outcome: Outcome) -> None:
        raise ValueError(f"{outcome} is no answer to a signature")

    async def _show(self) -> None:
        await self._paint()
        if self.root.parent is not None:
            self._hand.page.update(self.root)
        self._on_change()

    async def _paint(self) -> None:
        tile = await self._tile()
        buttons = ft.Row(self._buttons(), spacing=10, run_spacing=10, wrap=True, expand=True)
        title = quiet(self._hand.say("tablet.sign.photo"), NOTE)
        self.root.content = ft.Column([title, ft.Row([*tile, buttons], spacing=14)], spacing=8)

    def _buttons(self) -> list[ft.Control]:
        taken = self.photo is not None
        if self.preparing:
            return [quiet(self._hand.say("tablet.photos.preparing"), NOTE)]
        buttons: list[ft.Control] = []
        if self._taking.camera.likely:
            words = "tablet.camera.retake" if taken else "tablet.photos.take"
            buttons.append(self._button("refusal-take", words, self._take, ft.Icons.PHOTO_CAMERA))
        buttons.append(self._button("refusal-pick", "tablet.photos.pick", self._pick, ft.Icons.ADD_PHOTO_ALTERNATE_OUTLINED))
        if taken:
            buttons.append(self._button("refusal-remove", "tablet.photos.remove", self._remove, ft.Icons.DELETE_OUTLINE))
        return buttons

    def _button(self, name: str, words: str, act: Callable[[], Awaitable[None]], icon: ft.IconData) -> ft.Control:
        """A symbol alone where a photo leaves no room for words."""
        label, handler = self._hand.say(words), self._hand.guard(act)
        if self._hand.phone and self.photo is not None:
            return icon_button(name, icon, label, handler)
        return secondary(name, label, handler, icon, height=52)

    async def _tile(self) -> list[ft.Control]:
        if self.preparing:
            return [self._framed(ft.ProgressRing(width=28, height=28, stroke_width=3))]
        if self.photo is None:
            return []
        key = self.photo.facts.photo_id
        picture = await self._hand.work(lambda: self._hand.tablet.photos.thumbnail(key))
        if picture is None:
            return [self._framed(quiet(self._hand.say("tablet.photos.elsewhere"), SMALL, text_align=ft.TextAlign.CENTER))]
        shown = ft.Image(src=picture, width=THUMB_WIDTH, height=THUMB_HEIGHT, fit=ft.BoxFit.COVER)
        return [named("refusal-photo", self._framed(shown))]

    def _framed(self, content: ft.Control) -> ft.Container:
        return picture_frame(content, THUMB_WIDTH, THUMB_HEIGHT, None)
