"""One item on the reviewer's screen: answer, note, photos, history, and the mark that sends it back."""

from collections.abc import Callable
from typing import Protocol

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.item_pieces import (
    asked_box,
    card_border,
    conflict_chip,
    fact_chips,
    narrow_head,
    previous_box,
    revision_line,
    small_button,
    wide_head,
)
from inspector_app.console.screens.item_view import ItemView
from inspector_app.console.screens.photo_view import PhotoView, by_number
from inspector_app.console.screens.previous_view import PreviousView
from inspector_app.console.screens.review_view import ReturnDraft
from inspector_app.console.screens.thumbnails import Thumbnail, Thumbnails, together
from inspector_app.look.colours import CARD
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS
from sync.domain.inspections import LONGEST_TEXT


class ItemHost(Protocol):
    """What a card tells the screen."""

    def open_photo(self, photo: PhotoView) -> None: ...

    def marks_changed(self) -> None: ...


class ItemCard:
    """Keeps its own controls: a live refresh repaints it only when its view has changed, and never the comment field."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails, draft: ReturnDraft, host: ItemHost) -> None:
        self._desk = desk
        self._thumbnails = thumbnails
        self._draft = draft
        self._host = host
        self._view: ItemView | None = None
        self._reviewable = False
        self._story_open = False
        self._painted: tuple[object, ...] = ()
        self.thumbnails: list[Thumbnail] = []
        self._comment = ft.TextField(
            multiline=True,
            min_lines=2,
            max_lines=6,
            max_length=LONGEST_TEXT,
            counter="",
            text_size=BODY,
            border=ft.OutlineInputBorder(border_radius=RADIUS),
            on_change=desk.guard(self._type),
        )
        self._comment_box = ft.Container()
        self._parts = ft.Column(spacing=8)
        self._card = ft.Container(
            ft.Column([self._parts, self._comment_box], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            padding=ft.Padding.symmetric(horizontal=14, vertical=8),
            border_radius=RADIUS,
            bgcolor=CARD,
        )
        self.root = ft.Container(self._card)

    def show(self, view: ItemView, reviewable: bool) -> bool:
        """Take over a new view; whether anything had to be painted."""
        look = (view, reviewable, self._desk.roomy)
        if look == self._painted:
            return False
        self._view, self._reviewable, self._painted = view, reviewable, look
        self.paint()
        return True

    def paint(self) -> None:
        """Everything from the view and the draft."""
        view = self._view
        if view is None:
            return
        marked = self._draft.is_marked(view.code) and self._reviewable
        self.root.content = named(f"item-{view.code}", self._card)
        self._parts.controls = self._lines(view, marked)
        if self._story_open:
            self._parts.controls.append(ft.Column([revision_line(one) for one in view.history], spacing=10))
        self._comment.label = self._desk.say("console.return.item_comment")
        self._comment.value = self._draft.comment_on(view.code)
        self._comment_box.content = named(f"comment-{view.code}", self._comment) if marked else None
        self._comment_box.visible = marked
        self._card.border = card_border(view, marked)

    def _lines(self, view: ItemView, marked: bool) -> list[ft.Control]:
        side = self._side(view, marked)
        wide = self._desk.roomy
        lines: list[ft.Control] = [wide_head(view, self._desk.language, side) if wide else narrow_head(view)]
        if view.undecided:
            lines.append(ft.Row([conflict_chip(self._desk.say("console.item.conflict.open"))]))
        if view.text:
            lines.append(ft.Text(view.text, size=BODY))
        if facts := fact_chips(view):
            lines.append(ft.Row(facts, spacing=8, run_spacing=6, wrap=True))
        if view.severity_reason:
            lines.append(quiet(view.severity_reason, NOTE))
        if view.asked:
            lines.append(asked_box(self._desk.say("console.item.asked", comment=view.asked)))
        self.thumbnails = []
        if view.photos:
            lines.append(self._photos(view))
        if view.previous:
            lines.append(self._previous(view.code, view.previous))
        if side and not wide:
            lines.append(ft.Row(side, spacing=4, run_spacing=0, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER))
        return lines

    def _photos(self, view: ItemView) -> ft.Control:
        self.thumbnails = [Thumbnail(photo, self._thumbnails, self._desk.guard(self._opener(photo))) for photo in view.photos]
        made = iter(self.thumbnails)
        groups = [together([next(made).root for _ in group]) for group in by_number(view.photos)]
        return ft.Row(groups, spacing=8, run_spacing=8, wrap=True)

    def _previous(self, code: str, view: PreviousView) -> ft.Control:
        if view.photo is None:
            return previous_box(code, view, None)
        photo = Thumbnail(view.photo, self._thumbnails, self._desk.guard(self._opener(view.photo)))
        self.thumbnails.append(photo)
        return previous_box(code, view, photo.root)

    def _opener(self, photo: PhotoView) -> Callable[[], None]:
        return lambda: self._host.open_photo(photo)

    def _side(self, view: ItemView, marked: bool) -> list[ft.Control]:
        """Who and when, the way to the history, the mark that sends the item back."""
        side: list[ft.Control] = [quiet(view.author)] if view.author else []
        if view.has_story:
            key = "console.item.hide_history" if self._story_open else "console.item.history"
            label = self._desk.say(key, count=len(view.history))
            side.append(named(f"history-{view.code}", small_button(label, self._desk.guard(self._toggle_story))))
        if self._reviewable:
            label = self._desk.say("console.return.unmark" if marked else "console.return.mark")
            mark = small_button(label, self._desk.guard(self._toggle_mark), ft.Icons.CLOSE if marked else ft.Icons.REPLY)
            side.append(named(f"return-{view.code}", mark, selected=marked))
        return side

    def _toggle_story(self) -> None:
        self._story_open = not self._story_open
        self.paint()
        self.root.update()

    async def _toggle_mark(self) -> None:
        view = self._view
        if view is None:
            return
        marking = not self._draft.is_marked(view.code)
        (self._draft.mark if marking else self._draft.unmark)(view.code)
        self.paint()
        self.root.update()
        self._host.marks_changed()
        if marking:
            await self._comment.focus()

    def _type(self) -> None:
        if self._view and self._draft.is_marked(self._view.code):
            self._draft.write_on(self._view.code, self._comment.value)
