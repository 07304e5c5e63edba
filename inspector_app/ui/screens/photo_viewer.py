"""A photo over the whole screen: turn to the next, draw on a copy, compare it, take it out of the inspection."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.look.magnifier import Magnifier
from inspector_app.look.photo_words import camera_words, doubts, place_words
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, TOUCH
from inspector_app.services.records import PhotoRecord
from inspector_app.ui.components.worded_symbol import WordedSymbol
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.wording import clock_time
from sync.sizes import size

_GROUND, _WORDS, _QUIET, _RAISED, _DOUBT = "#0B1110", "#F2F6F5", "#A9B8B6", "#2A3534", "#FFC46B"


@dataclass(frozen=True, slots=True)
class ViewerHandlers:
    """What can be done with the photo on the screen."""

    remove: Callable[[PhotoRecord], Awaitable[None]]
    annotate: Callable[[PhotoRecord], Awaitable[None]]
    compare: Callable[[PhotoRecord], Awaitable[None]]


class PhotoViewer:
    """``cover`` lays a control over the page, or takes it away with None."""

    def __init__(self, hand: Hand, cover: Callable[[ft.Control | None], None], handlers: ViewerHandlers) -> None:
        self._hand = hand
        self._cover = cover
        self._handlers = handlers
        self._photos: Sequence[PhotoRecord] = ()
        self._counters: Sequence[str] = ()
        self._place = 0
        self._editable = self._comparable = self._unfinished = False
        self._asked = False

    async def open(self, groups: Sequence[Sequence[PhotoRecord]], place: int, editable: bool, comparable: bool) -> None:
        """Show one of the photos by its place, each with its annotated copies behind it; the others are one step away.
        ``comparable``: there is another picture to lay beside it."""
        self._photos = [photo for group in groups for photo in group]
        self._counters = [f"{number} / {len(groups)}" for number, group in enumerate(groups, start=1) for _ in group]
        self._place, self._asked = place, False
        self._editable, self._comparable = editable, comparable
        await self._show()

    def close(self) -> None:
        """Back to the item."""
        self._cover(None)

    async def _show(self) -> None:
        photo = self._photos[self._place]
        tablet = self._hand.tablet
        picture = await self._hand.work(lambda: tablet.photos.full_size(photo))
        self._unfinished = await self._hand.work(lambda: tablet.annotating.is_unfinished(photo))
        stage: ft.Control = (
            Magnifier("photo", picture, self._hand.say, self._hand.guard).root
            if picture
            else ft.Text(self._hand.say("tablet.photos.elsewhere"), color=_WORDS, size=BODY)
        )
        column = ft.Column(
            [
                self._top(),
                named("photo-full", ft.Container(stage, expand=True, alignment=ft.Alignment.CENTER), expand=True),
                self._bottom(photo),
            ],
            expand=True,
            spacing=0,
        )
        self._cover(ft.Container(column, bgcolor=_GROUND, expand=True))

    def _top(self) -> ft.Control:
        number = [self._counters[self._place]]
        if self._photos[self._place].facts.annotates:
            number.append(self._hand.say("tablet.annotate.badge"))
        counter = ft.Text(" · ".join(number), color=_WORDS, size=BODY, weight=ft.FontWeight.W_600)
        close = self._round("close-photo", ft.Icons.CLOSE, "tablet.close", self.close)
        return ft.Container(ft.Row([counter, close], alignment=ft.MainAxisAlignment.SPACE_BETWEEN), padding=12)

    def _bottom(self, photo: PhotoRecord) -> ft.Control:
        stored = self._hand.say("tablet.photos.stored" if photo.copy_stored else "tablet.photos.waiting")
        annotated = (self._hand.say("tablet.annotate.copy"),) if photo.facts.annotates else ()
        facts = " · ".join((*annotated, clock_time(photo.facts.taken_at), size(photo.facts.original_size), stored))
        circumstances = self._circumstances(photo)
        texts = ft.Column(
            [
                ft.Text(facts, color=_WORDS, size=NOTE),
                ft.Text(f"SHA-256 {photo.facts.original_sha256[:16]}…", color=_QUIET, size=NOTE),
                *circumstances,
            ],
            spacing=4,
        )
        told = named("photo-facts", texts, expand=not self._hand.phone or None)
        buttons: list[ft.Control] = [
            self._round("previous-photo", ft.Icons.CHEVRON_LEFT, "tablet.previous", lambda: self._step(-1), self._place == 0),
            self._round(
                "next-photo", ft.Icons.CHEVRON_RIGHT, "tablet.next", lambda: self._step(1), self._place == len(self._photos) - 1
            ),
        ]
        buttons += self._acts(photo)
        if self._hand.phone:
            row = ft.Row(buttons, spacing=8, alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
            return ft.Container(ft.Column([told, row], spacing=12, tight=True), padding=16)
        return ft.Container(ft.Row([told, *buttons], spacing=8), padding=16)

    def _circumstances(self, photo: PhotoRecord) -> list[ft.Control]:
        """Camera and place where they are known, and what speaks against the place or the time."""
        language, facts = self._hand.language, photo.facts
        known = " · ".join(filter(None, (camera_words(language, facts), place_words(language, facts.position))))
        lines: list[ft.Control] = [ft.Text(known, color=_QUIET, size=NOTE)] if known else []
        if doubt := doubts(language, facts):
            lines.append(ft.Text(doubt, color=_DOUBT, size=NOTE, weight=ft.FontWeight.W_600))
        return lines

    def _acts(self, photo: PhotoRecord) -> list[ft.Control]:
        handlers, acts = self._handlers, list[ft.Control]()
        alone = self._asked and self._hand.phone  # the warning needs the room
        if self._comparable and not alone:
            acts.append(self._act("compare-photo", ft.Icons.COMPARE, "tablet.compare", lambda: handlers.compare(photo)))
        if self._editable and photo.here and not alone:
            words = "tablet.annotate.continue" if self._unfinished else "tablet.annotate"
            acts.append(self._act("annotate-photo", ft.Icons.DRAW_OUTLINED, words, lambda: handlers.annotate(photo)))
        if self._editable:
            words = "tablet.photos.remove_sure" if self._asked else "tablet.photos.remove"
            acts.append(self._act("remove-photo", ft.Icons.DELETE_OUTLINE, words, self._remove, alarming=self._asked))
        return acts

    def _act(self, name: str, icon: ft.IconData, words: str, act: Callable[[], Any], alarming: bool = False) -> ft.Control:
        """With its words beside it, on a phone under it; a warning takes the room that it needs."""
        if self._hand.phone and not alarming:
            face = WordedSymbol(icon, self._hand.say(words), self._hand.guard(act))
            return named(name, face.root, button=True)
        button = ft.FilledButton(
            content=self._hand.say(words),
            icon=icon,
            height=TOUCH,
            bgcolor=ft.Colors.ERROR if alarming else _RAISED,
            color=ft.Colors.ON_ERROR if alarming else _WORDS,
            on_click=self._hand.guard(act),
        )
        return named(name, button)

    async def _step(self, by: int) -> None:
        if 0 <= self._place + by < len(self._photos):
            self._place, self._asked = self._place + by, False
            await self._show()

    async def _remove(self) -> None:
        """Asked twice: a photo is evidence."""
        if not self._asked:
            self._asked = True
            await self._show()
            return
        self.close()
        await self._handlers.remove(self._photos[self._place])

    def _round(self, name: str, icon: ft.IconData, tooltip: str, act: Callable[[], Any], disabled: bool = False) -> ft.Control:
        button = ft.IconButton(
            icon=icon,
            icon_color=_RAISED if disabled else _WORDS,
            disabled=disabled,
            tooltip=self._hand.say(tooltip),
            width=TOUCH,
            height=TOUCH,
            on_click=self._hand.guard(act),
        )
        return named(name, button)
