"""Sounds to listen to, one at a time."""

from collections.abc import Callable

import flet as ft
import flet_audio as fa

from inspector_app.look.guard import Guard


class SoundPlayer:
    """``on_change`` hears when a sound begins to be heard and when it ends; ``playing`` says which."""

    def __init__(self, page: ft.Page, guard: Guard, on_change: Callable[[], None]) -> None:
        self._page = page
        self._guard = guard
        self._on_change = on_change
        self._audio: fa.Audio | None = None

    @property
    def playing(self) -> bool:
        """Whether a sound is on its way or heard."""
        return self._audio is not None

    def play(self, content: bytes) -> None:
        """From its beginning, in place of what was heard before."""
        self.stop()
        audio = fa.Audio(src=content)
        audio.on_loaded = self._guard(audio.resume)
        audio.on_state_change = self._guard(lambda event: self._changed(audio, event.state))
        self._audio = audio
        self._page.services.append(audio)
        self._page.update()
        self._on_change()

    def stop(self) -> None:
        """Nothing is heard any more."""
        audio, self._audio = self._audio, None
        if audio is not None:
            self._page.services.remove(audio)
            self._page.update()
            self._on_change()

    def _changed(self, audio: fa.Audio, state: fa.AudioState) -> None:
        if audio is self._audio and state is fa.AudioState.COMPLETED:
            self.stop()
