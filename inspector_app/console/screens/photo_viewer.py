"""A photo in full size over everything else: next and previous, what is known of it, the original on request."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.photo_view import PhotoView
from inspector_app.console.screens.thumbnails import Thumbnails
from inspector_app.look.magnifier import Magnifier
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, SMALL, TOUCH
from sync.errors import NotFound
from sync.protocol.messages import PhotoSize

_GROUND = "#0B1110"
_WORDS = "#F2F6F5"
_QUIET = "#A9B8B6"
_DOUBT = "#FFC46B"


class PhotoViewer:
    """``cover`` lays a control over the page, or takes it away with None."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails, cover: Callable[[ft.Control | None], None]) -> None:
        self._desk = desk
        self._thumbnails = thumbnails
        self._cover = cover
        self._photos: tuple[PhotoView, ...] = ()
        self._at = 0
        self._asked: set[UUID] = set()
        self._stage = ft.Container(expand=True, alignment=ft.Alignment.CENTER)
        self._title = ft.Text(size=BODY, color=_WORDS, weight=ft.FontWeight.W_600, expand=True, max_lines=2)
        self._counter = ft.Text(size=NOTE, color=_QUIET)
        self._caption = ft.Container()
        self._previous = _round(ft.Icons.CHEVRON_LEFT, desk.guard(lambda: self._step(-1)))
        self._next = _round(ft.Icons.CHEVRON_RIGHT, desk.guard(lambda: self._step(1)))
        self._close = _round(ft.Icons.CLOSE, desk.guard(self.close))

    @property
    def is_open(self) -> bool:
        return bool(self._photos)

    async def open(self, photos: tuple[PhotoView, ...], photo_id: UUID) -> None:
        """Show one of the photos; the others are one step away."""
        self._photos = photos
        self._at = next(place for place, photo in enumerate(photos) if photo.photo_id == photo_id)
        self._cover(self._layout())
        self._desk.listen_to_keys(self._key)
        await self._show()

    def close(self) -> None:
        """Back to the items."""
        self._photos = ()
        self._stage.content = None
        self._cover(None)
        self._desk.listen_to_keys(None)

    async def _key(self, event: ft.KeyboardEvent) -> None:
        if event.key == "Escape":
            self.close()
        elif event.key in ("Arrow Left", "Arrow Right"):
            await self._step(-1 if event.key == "Arrow Left" else 1)

    async def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._photos):
            self._at += by
            await self._show()

    async def _show(self) -> None:
        photo = self._photos[self._at]
        self._label(photo)
        self._stage.content = self._before(photo)
        self._desk.page.update(self._stage, *self._labels())
        await self._load(photo, PhotoSize.COPY)

    async def _load(self, photo: PhotoView, size: PhotoSize) -> None:
        if not photo.stored and size is PhotoSize.COPY:
            return
        try:
            picture = await self._desk.ask(lambda centre: centre.photo(photo.photo_id, size))
        except NotFound:
            return
        if self.is_open and self._photos[self._at].photo_id == photo.photo_id:
            near = Magnifier("photo", picture, self._desk.say, self._desk.guard, photo.title)
            self._stage.content = named("photo-large", near.root)
            self._stage.update()

    async def _ask(self) -> None:
        photo = self._photos[self._at]
        await self._desk.ask(lambda centre: centre.want_original(photo.photo_id))
        self._asked.add(photo.photo_id)
        self._label(photo)
        self._caption.update()

    def _label(self, photo: PhotoView) -> None:
        say = self._desk.say
        self._close.tooltip = say("console.photo.close")
        self._previous.tooltip, self._next.tooltip = say("console.photo.previous"), say("console.photo.next")
        self._title.value = photo.title
        self._counter.value = f"{self._at + 1} / {len(self._photos)}"
        self._previous.disabled, self._next.disabled = self._at == 0, self._at == len(self._photos) - 1
        facts = ft.Container(self._facts(photo), expand=not self._desk.phone)
        parts = [facts, *self._original(photo)]
        self._caption.content = ft.Column(parts, spacing=10) if self._desk.phone else ft.Row(parts, spacing=16)

    def _labels(self) -> tuple[ft.Control, ...]:
        return (self._title, self._counter, self._close, self._previous, self._next, self._caption)

    def _facts(self, photo: PhotoView) -> ft.Control:
        asked = photo.photo_id in self._asked
        original = self._desk.say("console.photo.original_wanted") if asked else photo.original
        first = ft.Text(
            "   ".join(filter(None, (photo.annotated, photo.taken, photo.author, photo.size))), size=NOTE, color=_WORDS
        )
        lines: list[ft.Control] = [first]
        if photo.sha256:
            lines.append(ft.Text(f"SHA-256 {photo.sha256}", size=12, color=_QUIET))
        if more := " · ".join(filter(None, (original, photo.removed, photo.camera, photo.position))):
            lines.append(ft.Text(more, size=SMALL, color=_QUIET))
        if photo.doubts:
            lines.append(ft.Text(photo.doubts, size=NOTE, color=_DOUBT, weight=ft.FontWeight.W_600))
        return named("photo-facts", ft.SelectionArea(ft.Column(lines, spacing=4, tight=True)))

    def _original(self, photo: PhotoView) -> list[ft.Control]:
        say, guard = self._desk.say, self._desk.guard
        if photo.original_showable:
            show = guard(lambda: self._load(photo, PhotoSize.ORIGINAL))
            return [named("show-original", _button(say("console.photo.show_original"), show))]
        if photo.can_ask and photo.photo_id not in self._asked:
            return [named("ask-original", _button(say("console.photo.ask_original"), guard(self._ask)))]
        return []

    def _before(self, photo: PhotoView) -> ft.Control:
        if not photo.stored:
            icon = ft.Icon(ft.Icons.TABLET_ANDROID_OUTLINED, size=48, color=_QUIET)
            words = ft.Text(photo.place, size=BODY, color=_WORDS)
            return ft.Column([icon, words], tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=12)
        small = self._thumbnails.kept(photo.photo_id)
        ring = ft.Container(ft.ProgressRing(width=32, height=32, color=_WORDS), alignment=ft.Alignment.CENTER)
        if small is None:
            return ring
        image = ft.Image(src=small, fit=ft.BoxFit.CONTAIN, gapless_playback=True, semantics_label=photo.title)
        return ft.Stack([image, ring], fit=ft.StackFit.EXPAND)

    def _layout(self) -> ft.Control:
        top = ft.Row([self._title, named("photo-place", self._counter), named("close-photo", self._close)], spacing=12)
        sides = ft.Row(
            [named("previous-photo", self._previous), named("next-photo", self._next)],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            expand=True,
        )
        middle = ft.Stack([self._stage, sides], expand=True, fit=ft.StackFit.EXPAND)
        column = ft.Column([top, middle, self._caption], spacing=8, expand=True)
        return ft.Container(column, bgcolor=_GROUND, padding=16, expand=True)


def _round(icon: ft.IconData, on_click: Any) -> ft.IconButton:
    return ft.IconButton(
        icon=icon,
        icon_color=_WORDS,
        disabled_color="#33F2F6F5",
        bgcolor="#660B1110",
        on_click=on_click,
        width=TOUCH,
        height=TOUCH,
    )


def _button(label: str, on_click: Any) -> ft.OutlinedButton:
    style = ft.ButtonStyle(color=_WORDS, side=ft.BorderSide(1, _QUIET), padding=ft.Padding.symmetric(horizontal=16))
    return ft.OutlinedButton(label, on_click=on_click, height=TOUCH, style=style)
