"""One item on the reviewer's screen: answer, note, photos, history, and the mark that sends it back."""

from collections.abc import Callable
from typing import Any, Protocol

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.item_view import ItemView, RevisionView
from inspector_app.console.screens.photo_view import PhotoView
from inspector_app.console.screens.review_view import ReturnDraft
from inspector_app.console.screens.thumbnails import Thumbnail, Thumbnails
from inspector_app.look.colours import CARD, DISPUTED, GOOD, WARNING, outcome_tone, severity_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, SMALL, TOUCH
from sync.domain.inspections import LONGEST_TEXT

_OUTCOME_WIDTH = {"zh-CN": 74, "en": 122}


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
        look = (view, reviewable, self._desk.wide)
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
            self._parts.controls.append(ft.Column([_revision(entry, self._desk) for entry in view.history], spacing=10))
        self._comment.label = self._desk.say("console.return.item_comment")
        self._comment.value = self._draft.comment_on(view.code)
        self._comment_box.content = named(f"comment-{view.code}", self._comment) if marked else None
        self._comment_box.visible = marked
        self._card.border = _border(view, marked)

    def _lines(self, view: ItemView, marked: bool) -> list[ft.Control]:
        side = self._side(view, marked)
        lines: list[ft.Control] = [self._head(view, side if self._desk.wide else [])]
        if view.text:
            lines.append(ft.Text(view.text, size=BODY))
        if facts := _fact_chips(view):
            lines.append(ft.Row(facts, spacing=8, run_spacing=6, wrap=True))
        if view.severity_reason:
            lines.append(quiet(view.severity_reason, NOTE))
        if view.asked:
            lines.append(_asked(self._desk.say("console.item.asked", comment=view.asked)))
        self.thumbnails = []
        if view.photos:
            lines.append(self._photos(view))
        if side and not self._desk.wide:
            lines.append(ft.Row(side, spacing=4, run_spacing=0, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER))
        return lines

    def _head(self, view: ItemView, side: list[ft.Control]) -> ft.Control:
        weight = ft.FontWeight.W_600 if view.failed else None
        code = ft.TextSpan(f"{view.code}  ", ft.TextStyle(color=ft.Colors.ON_SURFACE_VARIANT, size=NOTE))
        title = ft.TextSpan(view.title, ft.TextStyle(size=BODY, weight=weight))
        words = ft.Text(spans=[code, title], tooltip=view.guidance)
        middle = ft.CrossAxisAlignment.CENTER
        row = [_outcome(view, _OUTCOME_WIDTH[self._desk.language]), ft.Container(words, expand=True), *side]
        return ft.Container(ft.Row(row, spacing=12, vertical_alignment=middle), height=TOUCH if self._desk.wide else None)

    def _photos(self, view: ItemView) -> ft.Control:
        self.thumbnails = [Thumbnail(photo, self._thumbnails, self._desk.guard(self._opener(photo))) for photo in view.photos]
        return ft.Row([thumbnail.root for thumbnail in self.thumbnails], spacing=8, run_spacing=8, wrap=True)

    def _opener(self, photo: PhotoView) -> Callable[[], None]:
        return lambda: self._host.open_photo(photo)

    def _side(self, view: ItemView, marked: bool) -> list[ft.Control]:
        """Who and when, the way to the history, the mark that sends the item back."""
        side: list[ft.Control] = [quiet(view.author)] if view.author else []
        if view.has_story:
            key = "console.item.hide_history" if self._story_open else "console.item.history"
            label = self._desk.say(key, count=len(view.history))
            side.append(named(f"history-{view.code}", _small(label, self._desk.guard(self._toggle_story))))
        if self._reviewable:
            label = self._desk.say("console.return.unmark" if marked else "console.return.mark")
            mark = _small(label, self._desk.guard(self._toggle_mark), ft.Icons.CLOSE if marked else ft.Icons.REPLY)
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
            self._draft.items[self._view.code] = self._comment.value


def _outcome(view: ItemView, width: int) -> ft.Control:
    tone = outcome_tone(view.outcome)
    words = ft.Text(view.outcome_text, size=NOTE, color=tone.ink, weight=ft.FontWeight.W_600, no_wrap=True)
    box = ft.Container(words, bgcolor=tone.fill, border_radius=8, alignment=ft.Alignment.CENTER, height=30)
    return ft.Container(box, width=width)


def _fact_chips(view: ItemView) -> list[ft.Control]:
    chips: list[ft.Control] = []
    if view.severity:
        chips.append(chip(view.severity_text, severity_tone(view.severity)))
    if view.deadline:
        chips.append(chip(view.deadline, GOOD if view.fixed else WARNING, ft.Icons.DONE if view.fixed else ft.Icons.EVENT))
    return chips


def _asked(text: str) -> ft.Control:
    words = ft.Text(text, size=NOTE, color=WARNING.ink)
    return ft.Container(words, bgcolor=WARNING.fill, border_radius=8, padding=ft.Padding.symmetric(horizontal=12, vertical=8))


def _revision(view: RevisionView, desk: Desk) -> ft.Control:
    tone = DISPUTED if view.conflict else outcome_tone(view.outcome)
    head: list[ft.Control] = [
        chip(view.outcome_text, outcome_tone(view.outcome), size=SMALL),
        quiet(f"{view.author} · {view.at}"),
    ]
    if view.conflict:
        head.append(chip(desk.say("console.item.conflict"), DISPUTED, ft.Icons.CALL_SPLIT, size=SMALL))
    if view.received:
        head.append(quiet(view.received))
    lines: list[ft.Control] = [ft.Row(head, spacing=8, run_spacing=4, wrap=True)]
    if view.text:
        lines.append(ft.Text(view.text, size=NOTE))
    side = ft.Border.only(left=ft.BorderSide(3, tone.solid))
    return ft.Container(ft.Column(lines, spacing=4), border=side, padding=ft.Padding.only(left=12, top=2, bottom=2))


def _small(label: str, on_click: Any, icon: ft.IconData | None = None) -> ft.TextButton:
    style = ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=12), text_style=ft.TextStyle(size=NOTE, weight=ft.FontWeight.W_600)
    )
    return ft.TextButton(label, icon=icon, on_click=on_click, height=TOUCH, style=style)


def _border(view: ItemView, marked: bool) -> ft.Border:
    if marked:
        return ft.Border.all(2, WARNING.solid)
    return ft.Border.all(1, DISPUTED.solid if view.conflict else ft.Colors.OUTLINE_VARIANT)
