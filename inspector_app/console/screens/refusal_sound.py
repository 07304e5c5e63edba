"""A spoken note of a refusal: a tap lets it be heard, another one ends it."""

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.photo_view import PhotoView
from inspector_app.console.screens.thumbnails import HEIGHT, WIDTH
from inspector_app.look.pieces import named, quiet
from inspector_app.look.sound_player import SoundPlayer
from inspector_app.look.theme import NOTE
from sync.protocol.messages import PhotoSize


class RefusalSound:
    """Without its bytes at the centre it says where they are."""

    def __init__(self, view: PhotoView, desk: Desk) -> None:
        self.view = view
        self._desk = desk
        self._player = SoundPlayer(desk.page, desk.guard, self._repaint)
        self._box = ft.Container(
            width=WIDTH,
            height=HEIGHT,
            border_radius=8,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
            alignment=ft.Alignment.CENTER,
            on_click=desk.guard(self._toggle) if view.stored else None,
            ink=True,
        )
        self.root = named(f"sound-{view.photo_id}", self._box, button=view.stored)
        self._paint()

    def silence(self) -> None:
        """Nobody looks any more."""
        self._player.stop()

    async def _toggle(self) -> None:
        if self._player.playing:
            self._player.stop()
        else:
            self._player.play(await self._desk.ask(lambda centre: centre.photo(self.view.photo_id, PhotoSize.ORIGINAL)))

    def _paint(self) -> None:
        view = self.view
        self.root.label = self._desk.say(
            "console.sound.silence" if self._player.playing else "console.sound.listen", time=view.sound
        )
        icon = ft.Icons.STOP_CIRCLE if self._player.playing else ft.Icons.PLAY_CIRCLE
        if not view.stored:
            icon = ft.Icons.TABLET_ANDROID_OUTLINED
        words = ft.Text(view.sound, size=NOTE, weight=ft.FontWeight.W_600) if view.stored else quiet(view.place, 12)
        words.text_align = ft.TextAlign.CENTER
        lines: list[ft.Control] = [ft.Icon(icon, size=32 if view.stored else 22, color=ft.Colors.PRIMARY), words]
        centre = ft.CrossAxisAlignment.CENTER
        self._box.content = ft.Container(ft.Column(lines, spacing=2, tight=True, horizontal_alignment=centre), padding=6)

    def _repaint(self) -> None:
        self._paint()
        if self.root.parent is not None:
            self.root.update()
