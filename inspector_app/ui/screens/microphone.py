"""The microphone, where the platform has one: samples come in while somebody speaks, and are a sound in the end."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

import flet as ft
import flet_audio_recorder as far

from inspector_app.ui.hand import Hand
from sync.errors import SoundUnreadable
from sync.sounds.samples import LONGEST_RECORDING, RATE, Samples

log = logging.getLogger(__name__)
_TICK = 0.5
_HANDED_ON_EVERY = 5.0
"""Seconds of speech that a kill may cost at most."""


class Microphone:
    """``on_tick`` hears now and then how many seconds were recorded, ``on_so_far`` what was said by then, as a sound file;
    ``on_full`` that no more fits."""

    def __init__(
        self,
        hand: Hand,
        on_tick: Callable[[float], None],
        on_so_far: Callable[[bytes], Awaitable[None]],
        on_full: Callable[[], object],
    ) -> None:
        self._hand = hand
        self._on_tick = on_tick
        self._on_so_far = on_so_far
        self._on_full = on_full
        self._recorder: far.AudioRecorder | None = None
        self._samples = Samples()

    @property
    def likely(self) -> bool:
        """Whether it makes sense to offer one: phones, tablets and browsers."""
        return bool(self._hand.page.web) or self._hand.page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)

    @property
    def recording(self) -> bool:
        return self._recorder is not None

    async def start(self) -> bool:
        """False where there is none to be had, or nobody may use it."""
        samples = self._samples = Samples()
        recorder = far.AudioRecorder(
            configuration=far.AudioRecorderConfiguration(
                encoder=far.AudioEncoder.PCM16BITS, channels=1, sample_rate=RATE, auto_gain=True
            ),
            on_stream=self._hand.guard(lambda event: samples.take(event.sequence, bytes(event.chunk), time.monotonic())),
        )
        self._hand.page.services.append(recorder)
        self._hand.page.update()
        try:
            started = await recorder.start_recording()
        except Exception:  # whatever a platform's microphone raises, the picker is there
            log.exception("no microphone")
            started = False
        if not started:
            self._let_go(recorder)
            return False
        self._recorder = recorder
        self._hand.spawn(self._tick, recorder)
        return True

    async def stop(self) -> bytes:
        """What was said, as a sound file. Raises SoundUnreadable where it is none."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            await recorder.stop_recording()
            self._let_go(recorder)
        return self._samples.sound()

    def _let_go(self, recorder: far.AudioRecorder) -> None:
        self._hand.page.services.remove(recorder)
        self._hand.page.update()

    async def _tick(self, recorder: far.AudioRecorder) -> None:
        handed_on = 0.0
        while self._recorder is recorder:
            seconds = self._samples.seconds(time.monotonic())
            if seconds >= LONGEST_RECORDING:
                self._on_full()
                return
            self._on_tick(seconds)
            if seconds >= handed_on + _HANDED_ON_EVERY:
                handed_on = seconds
                self._hand.spawn(self._hand_on)
            await asyncio.sleep(_TICK)

    async def _hand_on(self) -> None:
        try:
            sound = self._samples.sound()
        except SoundUnreadable as error:  # what was recorded is judged in the end; it may be readable by then
            log.info("nothing to hand on yet: %s", error)
            return
        await self._on_so_far(sound)
