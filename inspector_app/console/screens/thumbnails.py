"""Small pictures of photos, fetched when they come into a screen and kept for the session."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.photo_view import PhotoView
from inspector_app.look.pieces import named, quiet
from sync.errors import NotFound, Unavailable
from sync.protocol.messages import PhotoSize

WIDTH, HEIGHT = 112, 84
_KEPT = 600


class Thumbnails:
    """The pictures of one session: at most 600 of some 10 KB, the oldest go first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[UUID, bytes] = {}

    async def fetch(self, photo_id: UUID) -> bytes | None:
        """The small picture; None while the centre does not have it or cannot be reached."""
        if photo_id in self._kept:
            return self._kept[photo_id]
        try:
            picture = await self._desk.ask(lambda centre: centre.photo(photo_id, PhotoSize.THUMBNAIL))
        except (NotFound, Unavailable):
            return None
        self._kept[photo_id] = picture
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return picture

    def kept(self, photo_id: UUID) -> bytes | None:
        """The small picture, if it was fetched before."""
        return self._kept.get(photo_id)


class Thumbnail:
    """One photo in an item: a tap opens it; without its bytes it says where they are."""

    def __init__(self, view: PhotoView, thumbnails: Thumbnails, on_open: Any) -> None:
        self.view = view
        self._thumbnails = thumbnails
        self._box = ft.Container(
            width=WIDTH,
            height=HEIGHT,
            border_radius=8,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
            alignment=ft.Alignment.CENTER,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            on_click=on_open,
            ink=True,
        )
        self.root = named(f"photo-{view.photo_id}", self._box, button=True, label=_words(view))
        self._paint(thumbnails.kept(view.photo_id))

    async def load(self) -> None:
        """Fetch the picture and show it."""
        if self.view.stored and self._thumbnails.kept(self.view.photo_id) is None:
            picture = await self._thumbnails.fetch(self.view.photo_id)
            if picture is not None:
                self._paint(picture)
                self._box.update()

    def _paint(self, picture: bytes | None) -> None:
        if picture is not None:
            image = ft.Image(src=picture, width=WIDTH, height=HEIGHT, fit=ft.BoxFit.COVER, exclude_from_semantics=True)
            shown = _struck(image, self.view.removed) if self.view.removed else image
            self._box.content = _labelled(shown, self.view) if self.view.label else shown
        elif self.view.stored:
            self._box.content = ft.Icon(ft.Icons.IMAGE_OUTLINED, color=ft.Colors.OUTLINE)
        else:
            self._box.content = _absent(self.view.place)


def _absent(place: str) -> ft.Control:
    words = quiet(place, 12, text_align=ft.TextAlign.CENTER)
    icon = ft.Icon(ft.Icons.TABLET_ANDROID_OUTLINED, size=22, color=ft.Colors.OUTLINE)
    column = ft.Column([icon, words], spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.Container(column, padding=6)


def _words(view: PhotoView) -> str:
    return " ".join(filter(None, (view.title, view.taken, view.label)))


def together(pictures: list[ft.Control]) -> ft.Control:
    """The pictures of one photo: several stand in a frame of their own."""
    if len(pictures) == 1:
        return pictures[0]
    row = ft.Row(pictures, spacing=4, tight=True)
    return ft.Container(row, padding=3, border_radius=10, border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT))


def _labelled(image: ft.Control, view: PhotoView) -> ft.Control:
    text = ft.Text(view.label, size=12, color=ft.Colors.WHITE, no_wrap=True)
    icon = [ft.Icon(ft.Icons.DRAW, size=12, color=ft.Colors.WHITE)] if view.annotated else []
    row = ft.Row([*icon, text], spacing=4, tight=True)
    label = ft.Container(row, bgcolor=ft.Colors.with_opacity(0.65, ft.Colors.BLACK), padding=4, top=0, left=0, right=0)
    return ft.Stack([image, label], width=WIDTH, height=HEIGHT)


def _struck(image: ft.Control, removed: str) -> ft.Control:
    words = ft.Text(removed, size=12, color=ft.Colors.WHITE)
    band = ft.Container(words, bgcolor=ft.Colors.with_opacity(0.65, ft.Colors.BLACK), padding=4, bottom=0, left=0, right=0)
    return ft.Stack([ft.Container(image, opacity=0.5), band])


async def load_all(thumbnails: list[Thumbnail], still_wanted: Callable[[], bool]) -> None:
    """Fetch what is missing, from the top of the screen down."""
    waiting = list(thumbnails)

    async def work() -> None:
        while waiting and still_wanted():
            await waiting.pop(0).load()

    await asyncio.gather(work(), work(), work())
