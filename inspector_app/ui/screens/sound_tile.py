"""A recorded sound on the screen: a tap lets it be heard, another one ends it."""

import flet as ft

from inspector_app.look.photo_words import lasting
from inspector_app.look.pieces import named, quiet
from inspector_app.look.sound_player import SoundPlayer
from inspector_app.look.theme import SMALL
from inspector_app.services.records import PhotoRecord
from inspector_app.ui.components.photo_strip import THUMB_HEIGHT, THUMB_WIDTH
from inspector_app.ui.components.picture_frame import picture_frame, sound_face
from inspector_app.ui.hand import Hand


class SoundTile:
    """One that was recorded on another tablet says so."""

    def __init__(self, hand: Hand, sound: PhotoRecord) -> None:
        self.sound = sound
        self._hand = hand
        self._time = lasting(sound.facts.duration_ms)
        self._player = SoundPlayer(hand.page, hand.guard, self._repaint)
        listen = hand.guard(self._toggle) if sound.here else None
        self._frame = picture_frame(self._face(), THUMB_WIDTH, THUMB_HEIGHT, listen)
        self.root = named("refusal-sound", self._frame, button=sound.here, label=self._label())

    def silence(self) -> None:
        """Nobody looks any more."""
        self._player.stop()

    async def _toggle(self) -> None:
        if self._player.playing:
            self._player.stop()
            return
        content = await self._hand.work(lambda: self._hand.tablet.photos.full_size(self.sound))
        if content is not None:
            self._player.play(content)

    def _face(self) -> ft.Control:
        if not self.sound.here:
            return quiet(self._hand.say("tablet.sound.elsewhere"), SMALL, text_align=ft.TextAlign.CENTER)
        return sound_face(self._time, self._player.playing)

    def _label(self) -> str:
        return self._hand.say("tablet.sound.silence" if self._player.playing else "tablet.sound.listen", time=self._time)

    def _repaint(self) -> None:
        self._frame.content, self.root.label = self._face(), self._label()
        if self.root.parent is not None:
            self.root.update()
