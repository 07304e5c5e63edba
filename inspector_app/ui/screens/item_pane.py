"""One item: what to look at, the answer, what the answer asks for, photos, guidance."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.colours import BAD, CALM, GOOD, WARNING, Tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, SMALL, TOUCH
from inspector_app.ui.components.answer_details import AnswerDetails, AnswerHandlers
from inspector_app.ui.components.buttons import ANSWER_HEIGHT, Choice, secondary
from inspector_app.ui.components.conflict_card import conflict_card
from inspector_app.ui.components.notice_card import notice_card
from inspector_app.ui.components.photo_strip import StripView, photo_strip
from inspector_app.ui.components.submitted_card import submitted_card
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.previous_pane import PreviousPane
from inspector_app.ui.views.inspection_view import ReturnedView
from inspector_app.ui.views.item_view import ItemView
from sync.domain.inspections import Outcome

_ANSWERS = (
    (Outcome.PASS, GOOD, ft.Icons.CHECK),
    (Outcome.FAIL, BAD, ft.Icons.CLOSE),
    (Outcome.NOT_APPLICABLE, CALM, ft.Icons.REMOVE),
)
_UNHURRIED = 250


class ItemPane:
    """``paint`` returns the controls that changed, so that only they travel to the screen."""

    def __init__(
        self,
        hand: Hand,
        handlers: AnswerHandlers,
        previous: PreviousPane,
        on_answer: Callable[[Outcome], Any],
        on_photo: Callable[[int], Any],
        on_pick: Any,
        on_camera: Any,
        on_decide: Callable[[UUID | None], Any],
        on_leave: Any,
        on_returned: Any,
    ) -> None:
        self._hand = hand
        self._previous = previous
        self._on_decide, self._on_leave, self._on_returned = on_decide, on_leave, on_returned
        self._photo_handlers = (on_photo, on_pick, on_camera)
        self._view: ItemView | None = None
        self._strip: StripView | None = None
        self._choices = {
            outcome: Choice(f"answer-{outcome.value}", tone, hand.guard(on_answer(outcome)), icon, ANSWER_HEIGHT, expand=True)
            for outcome, tone, icon in _ANSWERS
        }
        self._details = AnswerDetails(hand.say, handlers)
        self._notices = ft.Column(spacing=8)
        self._notices_look: object = None
        self._photos = ft.Container()
        self._missing = ft.Text(size=NOTE, color=WARNING.solid, weight=ft.FontWeight.W_600)
        self._missing_named = named("missing", self._missing, visible=False)
        self._missing_named.key = ft.ScrollKey("missing")  # type: ignore[call-arg]  # Flet hides its constructor from mypy
        self._heading = ft.Column(spacing=8)
        self._help = ft.Container()
        self._content = ft.Column(
            [
                self._heading,
                previous.root,
                self._notices,
                ft.Row([choice.root for choice in self._choices.values()], spacing=10),
                self._photos,
                self._details.root,
                self._missing_named,
                self._help,
                ft.Container(height=64),
            ],
            spacing=18,
            scroll=ft.ScrollMode.AUTO,
            expand=True,
        )
        self.root = ft.Container(self._content, expand=True)

    def paint(self, view: ItemView, strip: StripView) -> list[ft.Control]:
        """Show an item; for the one already shown, only what differs."""
        fresh = self._view is None or self._view.code != view.code
        changed = [*self._previous.paint(view), *self._paint_notices(view)]
        if self._view != view:
            changed += self._paint_answer(view)
        if self._strip != strip or fresh:
            self._photos.content = photo_strip(strip, *self._photo_handlers)
            changed.append(self._photos)
        if fresh or (self._view and self._view.title != view.title):
            self._paint_heading(view)
            changed = [self.root]
        self._view, self._strip = view, strip
        return changed

    async def show_lack(self) -> None:
        """Bring into sight what this item lacks: the values to decide between, or the words that say it."""
        if self._view is not None and self._view.conflict is not None:
            await self._content.scroll_to(offset=0, duration=_UNHURRIED)
        else:
            await self._content.scroll_to(scroll_key="missing", duration=_UNHURRIED)

    def _paint_answer(self, view: ItemView) -> list[ft.Control]:
        changed: list[ft.Control] = []
        for outcome, choice in self._choices.items():
            label = self._hand.say(f"tablet.answer.{outcome.value}")
            if choice.paint(label, view.value.outcome is outcome, frozen=not view.editable):
                changed.append(choice.root)
        before = self._view
        if before is None or _asked(before) != _asked(view):
            self._details.paint(view)
            changed.append(self._details.root)
        missing = " · ".join(view.missing)
        if self._missing.value != missing:
            self._missing.value, self._missing_named.visible = missing, bool(missing)
            changed.append(self._missing_named)
        return changed

    def _paint_notices(self, view: ItemView) -> list[ft.Control]:
        """What stands above the answer, for the width of the page."""
        look = (view.withdrawn, view.submitted, view.returned, view.returned_comment, view.conflict)
        if (*look, self._hand.wide, self._hand.phone) == self._notices_look:
            return []
        self._notices_look = (*look, self._hand.wide, self._hand.phone)
        self._notices.controls = self._notice_lines(view)
        self._notices.visible = bool(self._notices.controls)
        return [self._notices]

    def _paint_heading(self, view: ItemView) -> None:
        self._heading.controls = [
            ft.Row([named("item-code", chip(view.code, CALM, size=SMALL)), quiet(view.category, SMALL)], spacing=8),
            ft.Text(view.title, size=HEADING + 2, weight=ft.FontWeight.W_700),
            ft.Row([chip(fact, CALM, size=SMALL) for fact in view.facts], spacing=8, wrap=True),
        ]
        self._help.content = self._guidance(view)

    def _notice_lines(self, view: ItemView) -> list[ft.Control]:
        lines: list[ft.Control] = []
        if view.withdrawn:
            lines.append(named("withdrawn", _notice(view.withdrawn, ft.Icons.SWAP_HORIZ, WARNING)))
        if view.submitted is not None:
            lines.append(submitted_card(view.submitted, self._on_leave))
        if view.returned is not None and not self._hand.wide:
            lines.append(self._returned(view.returned))
        if view.returned_comment is not None:
            text = self._hand.say("tablet.item.returned", comment=view.returned_comment)
            lines.append(named("returned-comment", _notice(text, ft.Icons.REPLY, WARNING)))
        if view.conflict is not None:
            lines.append(conflict_card(view.conflict, not self._hand.phone, self._on_decide))
        return lines

    def _returned(self, view: ReturnedView) -> ft.Control:
        """Where no list stands beside the item that would say it."""
        see = secondary("see-returned", view.way_on, self._on_returned, ft.Icons.FILTER_LIST) if view.way_on else None
        return notice_card("returned", ft.Icons.REPLY, view.words, see)

    def _guidance(self, view: ItemView) -> ft.Control:
        basis = [quiet(line, NOTE) for line in view.basis]
        tile = ft.ExpansionTile(
            title=ft.Text(self._hand.say("tablet.item.guidance"), size=BODY, weight=ft.FontWeight.W_600),
            leading=ft.Icon(ft.Icons.MENU_BOOK_OUTLINED),
            controls=[
                ft.Container(
                    ft.Column(
                        [
                            ft.Text(view.guidance, size=BODY),
                            ft.Text(self._hand.say("tablet.item.basis"), size=NOTE, weight=ft.FontWeight.W_600),
                            *basis,
                        ],
                        spacing=8,
                        horizontal_alignment=ft.CrossAxisAlignment.START,
                    ),
                    padding=ft.Padding.only(left=16, right=16, bottom=16),
                )
            ],
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
            bgcolor=ft.Colors.SURFACE_CONTAINER,
            collapsed_bgcolor=ft.Colors.SURFACE_CONTAINER,
            collapsed_shape=ft.RoundedRectangleBorder(radius=RADIUS),
            min_tile_height=TOUCH + 4,
        )
        return named("guidance", tile)


def _asked(view: ItemView) -> tuple[object, ...]:
    """What the details depend on; the texts are left out, the fields hold them."""
    value = view.value
    return (
        value.outcome,
        value.severity,
        value.due_on,
        value.fixed_on_spot,
        view.editable,
        view.asks_severity_reason,
        view.code,
        view.severities,
        view.note,
        view.reason,
    )


def _notice(text: str, icon: ft.IconData, tone: Tone) -> ft.Control:
    row = ft.Row([ft.Icon(icon, color=tone.ink, size=20), ft.Text(text, size=BODY, color=tone.ink, expand=True)], spacing=10)
    return ft.Container(row, bgcolor=tone.fill, border_radius=RADIUS, padding=14)
