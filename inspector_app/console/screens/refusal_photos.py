"""Small pictures and sounds of refusals beside the signatures: made once, so that a refresh does not take one from under a
finger."""

from collections.abc import Callable, Sequence
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.photo_view import PhotoView
from inspector_app.console.screens.refusal_sound import RefusalSound
from inspector_app.console.screens.signature_view import SignatureView
from inspector_app.console.screens.thumbnails import Thumbnail, Thumbnails


class RefusalPhotos:
    """``pictures`` by photo, for the signatures that are shown."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails, on_open: Callable[[PhotoView], None]) -> None:
        self._desk = desk
        self._thumbnails = thumbnails
        self._on_open = on_open
        self._made: dict[UUID, Thumbnail | RefusalSound] = {}

    def show(self, signatures: Sequence[SignatureView]) -> None:
        """A picture is made anew only when what is said about it has changed."""
        photos = {one.photo.photo_id: one.photo for one in signatures if one.photo}
        self._made = {key: self._shown(photo) for key, photo in photos.items()}

    def silence(self) -> None:
        """Nobody looks any more."""
        for sound in self._made.values():
            if isinstance(sound, RefusalSound):
                sound.silence()

    @property
    def thumbnails(self) -> list[Thumbnail]:
        """What may have to be fetched."""
        return [made for made in self._made.values() if isinstance(made, Thumbnail)]

    @property
    def pictures(self) -> dict[UUID, ft.Control]:
        """As they are shown."""
        return {key: made.root for key, made in self._made.items()}

    def _shown(self, photo: PhotoView) -> Thumbnail | RefusalSound:
        before = self._made.get(photo.photo_id)
        if before is not None and before.view == photo:
            return before
        if photo.sound:
            return RefusalSound(photo, self._desk)
        return Thumbnail(photo, self._thumbnails, self._desk.guard(lambda: self._on_open(photo)))
