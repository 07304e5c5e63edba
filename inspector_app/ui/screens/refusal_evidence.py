"""What goes with a refusal to sign: a photo or a spoken note, on disk at once, and seen or heard before it is bound."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from inspector_app.look.colours import BAD
from inspector_app.look.photo_words import lasting
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, SMALL
from inspector_app.services.arrivals import Arrival
from inspector_app.services.records import PhotoRecord
from inspector_app.services.signing import is_bound, photo_for
from inspector_app.ui.components.buttons import primary, secondary
from inspector_app.ui.components.photo_strip import THUMB_HEIGHT, THUMB_WIDTH
from inspector_app.ui.components.picture_frame import picture_frame
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.camera import Shooting
from inspector_app.ui.screens.microphone import Microphone
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.screens.sound_tile import SoundTile
from inspector_app.ui.screens.taking import Taking
from sync.domain.inspections import VISIT, Outcome
from sync.domain.signatures import Place
from sync.errors import SoundUnreadable


@dataclass(frozen=True, slots=True)
class SoFar:
    """What was said until a moment ago, and that it is on disk."""

    sound: bytes
    arrival: Arrival


class RefusalEvidence:
    """``photo`` is the photo or sound to bind, None without one; while it is ``unfinished`` there is none yet. ``on_change``
    hears of either."""

    def __init__(self, hand: Hand, recording: Recording, taking: Taking, on_change: Callable[[], None]) -> None:
        self._hand = hand
        self._recording = recording
        self._taking = taking
        self._on_change = on_change
        self._microphone = Microphone(hand, self._tick, self._keep_so_far, lambda: hand.spawn(self._stop_recording))
        self._so_far: SoFar | None = None
        self._keeping = asyncio.Lock()
        self._heard: SoundTile | None = None
        self._seconds = ft.Text(size=BODY, weight=ft.FontWeight.W_600)
        self.photo: PhotoRecord | None = None
        self._preparing = False
        self.root = ft.Container()

    @property
    def unfinished(self) -> bool:
        return self._preparing or self._microphone.recording

    async def open(self, place: Place) -> None:
        """What there is for a refusal on this place, also from before the app was killed. Paints, without updating the page."""
        self.photo = photo_for(self._recording.sheet, place)
        await self._paint()

    async def leave(self) -> None:
        """Nobody looks any more: what is being said is kept, what is being heard ends."""
        self._silence()
        if self._microphone.recording:
            await self._stop_recording()

    # --- a photo -------------------------------------------------------------------------------------------------
    async def _take(self) -> None:
        shooting = Shooting(
            title=self._hand.say("tablet.sign.photo.title"),
            answers=False,
            before=self._taking.make_sure_of_room,
            on_picture=self._shot,
            on_retake=self._nothing,
            on_answer=self._no_answer,
        )
        if not await self._taking.shoot(shooting):
            await self._pick()

    async def _pick(self) -> None:
        for file in await self._taking.picked(several=False):
            await self._use(file.content)

    async def _shot(self, original: bytes) -> None:
        """One is enough: back to the sheet."""
        await self._taking.camera.close()
        await self._use(original)

    async def _nothing(self) -> None:
        """The sheet shows a single photo as soon as it is one."""

    async def _no_answer(self, outcome: Outcome) -> None:
        raise ValueError(f"{outcome} is no answer to a signature")

    # --- a sound -------------------------------------------------------------------------------------------------
    async def _record(self) -> None:
        self._taking.make_sure_of_room()
        self._silence()
        self._tick(0)
        if not await self._microphone.start():
            self._hand.guard.tell(self._hand.say("tablet.sound.no_microphone"))
        await self._show()

    async def _keep_so_far(self, sound: bytes) -> None:
        """On disk while somebody speaks on: a kill does not cost what was said."""
        async with self._keeping:
            if self._microphone.recording:
                before = self._so_far.arrival if self._so_far else None
                self._so_far = SoFar(sound, await self._taking.receive(VISIT, sound, sound=True, instead_of=before))

    async def _stop_recording(self) -> None:
        """What was said to the end; up to a moment ago where the end cannot be read."""
        try:
            sound, so_far = await self._said()
        finally:
            await self._show()
        await self._use(sound, sound=True, instead_of=so_far.arrival if so_far else None)

    async def _said(self) -> tuple[bytes, SoFar | None]:
        try:
            sound = await self._microphone.stop()
        except SoundUnreadable:
            so_far = await self._let_go_of_so_far()
            if so_far is None:
                raise
            return so_far.sound, so_far
        return sound, await self._let_go_of_so_far()

    async def _let_go_of_so_far(self) -> SoFar | None:
        async with self._keeping:
            so_far, self._so_far = self._so_far, None
            return so_far

    async def _pick_sound(self) -> None:
        for file in await self._taking.picked_sound():
            await self._use(file.content, sound=True)

    def _silence(self) -> None:
        if self._heard is not None:
            self._heard.silence()

    def _tick(self, seconds: float) -> None:
        self._seconds.value = self._hand.say("tablet.sound.recording", time=lasting(seconds * 1000))
        if self._seconds.parent is not None:
            self._seconds.update()

    # --- either --------------------------------------------------------------------------------------------------
    async def _use(self, original: bytes, sound: bool = False, instead_of: Arrival | None = None) -> None:
        """In place of the one before, and of what had arrived of the same sound."""
        before, self._preparing = self.photo, True
        await self._show()
        try:
            self.photo = await self._taking.keep(VISIT, original, self._nothing, sound, instead_of)
            await self._take_out(before)
        finally:
            self._preparing = False
            await self._recording.reread()
            await self._show()

    async def _remove(self) -> None:
        self._silence()
        before, self.photo = self.photo, None
        await self._take_out(before)
        await self._recording.reread()
        await self._show()

    async def _take_out(self, photo: PhotoRecord | None) -> None:
        """One that a recorded refusal binds stays where it is."""
        if photo is not None and not is_bound(self._recording.sheet, photo):
            hand, key = self._hand, photo.facts.photo_id
            await hand.act(lambda: hand.tablet.photos.remove(key, hand.by.person_id))

    # --- how it looks --------------------------------------------------------------------------------------------
    async def _show(self) -> None:
        await self._paint()
        if self.root.parent is not None:
            self._hand.page.update(self.root)
        self._on_change()

    async def _paint(self) -> None:
        title = quiet(self._hand.say("tablet.sign.evidence"), NOTE)
        body = self._being_recorded() if self._microphone.recording else await self._at_hand()
        self.root.content = ft.Column([title, body], spacing=8)

    def _being_recorded(self) -> ft.Control:
        stop = primary("sound-stop", self._hand.say("tablet.sound.stop"), self._hand.guard(self._stop_recording), ft.Icons.STOP)
        microphone = ft.Icon(ft.Icons.MIC, color=BAD.solid, size=28)
        said = ft.Row([microphone, named("sound-seconds", self._seconds)], spacing=10, tight=True)
        return ft.Row([said, stop], spacing=20, run_spacing=10, wrap=True)

    async def _at_hand(self) -> ft.Control:
        """Beside each other; a phone has room there for one button with its words, the others stand below."""
        tile, buttons = await self._tile(), self._buttons()
        if not (self._hand.phone and self.photo):
            return ft.Row([*tile, _side_by_side(buttons, expand=True)], spacing=14)
        *others, remove = buttons
        return ft.Column([_side_by_side([*tile, remove]), _side_by_side(others)], spacing=10)

    def _buttons(self) -> list[ft.Control]:
        if self._preparing:
            return [quiet(self._hand.say("tablet.photos.preparing"), NOTE)]
        buttons: list[ft.Control] = []
        if self.photo is None or not self.photo.facts.is_sound:
            buttons += self._ways_to_a_photo()
        if self.photo is None or self.photo.facts.is_sound:
            buttons += self._ways_to_a_sound()
        if self.photo is not None:
            buttons.append(self._button("refusal-remove", "tablet.photos.remove", self._remove, ft.Icons.DELETE_OUTLINE))
        return buttons

    def _ways_to_a_photo(self) -> list[ft.Control]:
        words = "tablet.photos.take" if self.photo is None else "tablet.camera.retake"
        take = [self._button("refusal-take", words, self._take, ft.Icons.PHOTO_CAMERA)] if self._taking.camera.likely else []
        return [*take, self._button("refusal-pick", "tablet.photos.pick", self._pick, ft.Icons.ADD_PHOTO_ALTERNATE_OUTLINED)]

    def _ways_to_a_sound(self) -> list[ft.Control]:
        words = "tablet.sound.record" if self.photo is None else "tablet.sound.again"
        record = [self._button("refusal-record", words, self._record, ft.Icons.MIC)] if self._microphone.likely else []
        return [*record, self._button("refusal-pick-sound", "tablet.sound.pick", self._pick_sound, ft.Icons.AUDIO_FILE_OUTLINED)]

    def _button(self, name: str, words: str, act: Callable[[], Awaitable[None]], icon: ft.IconData) -> ft.Control:
        return secondary(name, self._hand.say(words), self._hand.guard(act), icon, height=52)

    async def _tile(self) -> list[ft.Control]:
        if self._preparing:
            return [self._framed(ft.ProgressRing(width=28, height=28, stroke_width=3))]
        if self.photo is None:
            return []
        facts = self.photo.facts
        if facts.is_sound:
            if self._heard is None or self._heard.sound != self.photo:
                self._heard = SoundTile(self._hand, self.photo)
            return [self._heard.root]
        picture = await self._hand.work(lambda: self._hand.tablet.photos.thumbnail(facts.photo_id))
        if picture is None:
            return [self._framed(quiet(self._hand.say("tablet.photos.elsewhere"), SMALL, text_align=ft.TextAlign.CENTER))]
        shown = ft.Image(src=picture, width=THUMB_WIDTH, height=THUMB_HEIGHT, fit=ft.BoxFit.COVER)
        return [named("refusal-photo", self._framed(shown))]

    def _framed(self, content: ft.Control) -> ft.Container:
        return picture_frame(content, THUMB_WIDTH, THUMB_HEIGHT, None)


def _side_by_side(controls: list[ft.Control], expand: bool = False) -> ft.Row:
    return ft.Row(
        controls,
        spacing=10,
        run_spacing=10,
        wrap=True,
        expand=expand or None,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
