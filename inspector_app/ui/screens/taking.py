"""Pictures from the camera or the picker, and sounds: on disk before anything else happens to them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import flet as ft

from inspector_app.services.arrivals import Arrival
from inspector_app.services.records import PhotoRecord
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.camera import Camera, Shooting
from inspector_app.ui.screens.whereabouts import Whereabouts
from sync.sizes import size

LITTLE_ROOM = 500_000_000
"""Bytes; with less the officer is warned before the camera opens."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A file that somebody chose."""

    name: str
    content: bytes


class Taking:
    """One inspection's pictures. ``cover`` lays the viewfinder over the page, or takes it away with None."""

    def __init__(
        self, hand: Hand, inspection_id: UUID, picker: ft.FilePicker, cover: Callable[[ft.Control | None], None]
    ) -> None:
        self._hand = hand
        self._inspection_id = inspection_id
        self._picker = picker
        self._whereabouts = Whereabouts(hand)
        self.camera = Camera(hand, cover)

    def make_sure_of_room(self) -> None:
        """Before anything is photographed or recorded. Raises EvidenceNoRoom."""
        self._hand.tablet.photos.make_sure_of_room()

    async def picked(self, several: bool) -> list[Picked]:
        """The files that somebody chose. Raises EvidenceNoRoom."""
        return await self._pick(ft.FilePickerFileType.IMAGE, several)

    async def picked_sound(self) -> list[Picked]:
        """The sound file that somebody chose, as the platform's own recorder made it. Raises EvidenceNoRoom."""
        return await self._pick(ft.FilePickerFileType.AUDIO, several=False)

    async def shoot(self, shooting: Shooting) -> bool:
        """Open the camera; False where there is none, which is said. Raises EvidenceNoRoom."""
        self.make_sure_of_room()
        self._hand.spawn(self._whereabouts.look)
        if await self.camera.open(shooting):
            self._warn_of_little_room()
            return True
        self._hand.guard.tell(self._hand.say("tablet.photos.no_camera"))
        return False

    async def keep(
        self,
        code: str,
        original: bytes,
        on_disk: Callable[[], Awaitable[None]],
        sound: bool = False,
        instead_of: Arrival | None = None,
    ) -> PhotoRecord:
        """Make a photo of the picture, of an item or of the visit; put a ``sound`` on record. ``on_disk`` is called once no kill
        can lose it any more. ``instead_of``: what had arrived of the same sound.

        Raises as PhotoService.develop.
        """
        hand = self._hand
        arrival = await self.receive(code, original, sound, instead_of)
        await on_disk()
        return await hand.act(lambda: hand.tablet.photos.develop(arrival, original))

    async def receive(self, code: str, original: bytes, sound: bool, instead_of: Arrival | None = None) -> Arrival:
        """Only on disk so far: at the next start of the app it is put on record, unless that is done before."""
        hand, inspection_id, by = self._hand, self._inspection_id, self._hand.by.person_id
        here = self._whereabouts.position
        return await hand.work(lambda: hand.tablet.photos.receive(inspection_id, code, original, by, here, sound, instead_of))

    async def _pick(self, kind: ft.FilePickerFileType, several: bool) -> list[Picked]:
        self.make_sure_of_room()
        self._warn_of_little_room()
        files = await self._picker.pick_files(file_type=kind, allow_multiple=several, with_data=True) or ()
        self._hand.tablet.photos.make_sure_of_room(sum(file.size for file in files))
        return [Picked(file.name, await self._content(file)) for file in files]

    async def _content(self, file: ft.FilePickerFile) -> bytes:
        return bytes(file.bytes if file.bytes is not None else await self._hand.work(Path(file.path or "").read_bytes))

    def _warn_of_little_room(self) -> None:
        room = self._hand.tablet.photos.room()
        if room < LITTLE_ROOM:
            self._hand.guard.tell(self._hand.say("tablet.photos.little_room", room=size(room)))
