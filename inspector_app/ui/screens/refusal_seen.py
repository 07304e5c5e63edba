"""The photos and sounds of refusals on the summary, also once it is submitted: seen in full or heard at a tap."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import SMALL
from inspector_app.services.records import PhotoRecord
from inspector_app.ui.components.full_picture import full_picture
from inspector_app.ui.components.photo_strip import THUMB_HEIGHT, THUMB_WIDTH
from inspector_app.ui.components.picture_frame import picture_frame
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.sound_tile import SoundTile
from inspector_app.ui.views.signing_view import PlaceView, SigningView


class RefusalSeen:
    """``tiles`` by photo, for the places that are shown. ``cover`` lays a picture over the page, or takes it away with None."""

    def __init__(self, hand: Hand, cover: Callable[[ft.Control | None], None]) -> None:
        self._hand = hand
        self._cover = cover
        self._sounds: dict[UUID, SoundTile] = {}
        self.tiles: Mapping[UUID, ft.Control] = {}

    async def load(self, view: SigningView | None) -> None:
        """What there is to see and hear of these places."""
        shown = [(place, place.shown) for place in view.places if place.shown] if view else []
        self.tiles = {photo.facts.photo_id: await self._tile(place, photo) for place, photo in shown}

    def silence(self) -> None:
        """Nobody looks any more."""
        for sound in self._sounds.values():
            sound.silence()

    async def _tile(self, place: PlaceView, photo: PhotoRecord) -> ft.Control:
        key = photo.facts.photo_id
        if photo.facts.is_sound:
            if key not in self._sounds or self._sounds[key].sound != photo:
                self._sounds[key] = SoundTile(self._hand, photo)
            return self._sounds[key].root
        picture = await self._hand.work(lambda: self._hand.tablet.photos.thumbnail(key))
        if picture is None:
            elsewhere = quiet(self._hand.say("tablet.photos.elsewhere"), SMALL, text_align=ft.TextAlign.CENTER)
            return picture_frame(elsewhere, THUMB_WIDTH, THUMB_HEIGHT, None)
        image = ft.Image(src=picture, width=THUMB_WIDTH, height=THUMB_HEIGHT, fit=ft.BoxFit.COVER, exclude_from_semantics=True)
        frame = picture_frame(image, THUMB_WIDTH, THUMB_HEIGHT, self._opener(place, photo))
        return named("refusal-photo", frame, button=True, label=place.standing_text)

    def _opener(self, place: PlaceView, photo: PhotoRecord) -> Any:
        async def open_it() -> None:
            picture = await self._hand.work(lambda: self._hand.tablet.photos.full_size(photo))
            if picture is not None:
                title = f"{place.name} · {place.standing_text}"
                self._cover(full_picture(picture, title, self._hand.say, self._hand.guard, lambda: self._cover(None)))

        return self._hand.guard(open_it)
