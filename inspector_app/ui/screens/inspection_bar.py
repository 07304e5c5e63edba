"""The bar under an inspection: undo, finish, and the next thing to do as the largest button; under a summary that is complete,
the submission."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.pieces import named
from inspector_app.ui.components.buttons import narrow_button, primary, secondary
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.finish_view import FinishView
from inspector_app.ui.views.inspection_view import ListView

_HEIGHT = 56
Button = Callable[..., ft.Control]


class InspectionBar:
    """``paint`` returns what changed: usually no more than the words on the largest button."""

    def __init__(self, hand: Hand, on_undo: Any, on_finish: Any, on_next: Any, on_submit: Any) -> None:
        self._hand = hand
        self._on_undo, self._on_finish, self._on_submit = on_undo, on_finish, on_submit
        self._next = ft.FilledButton(content="", icon=ft.Icons.ARROW_FORWARD, on_click=on_next, height=_HEIGHT, expand=True)
        self._next_named = named("next-open", self._next, expand=True)
        self._look: object = None
        self.root = ft.Container(bgcolor=ft.Colors.SURFACE_CONTAINER)

    def paint(self, view: ListView, summary: FinishView | None) -> list[ft.Control]:
        """For the state, the language and the width of the page; ``summary`` where that is what is seen."""
        hand = self._hand
        relabelled = self._next.content != view.next_words
        self._next.content = view.next_words
        last = _last_step(summary)
        look = (view.next_open is None, view.head.leads_on, last, hand.language, hand.phone)
        if look != self._look:
            self._look = look
            self._lay_out(view, last)
            return [self.root]
        return [self._next] if relabelled else []

    def _lay_out(self, view: ListView, last: Button | None) -> None:
        self.root.padding = ft.Padding.symmetric(horizontal=12 if self._hand.phone else 20, vertical=10)
        if not view.head.leads_on:
            label = self._hand.say("tablet.finish.summary")
            self.root.content = ft.Row(
                [secondary("finish", label, self._on_finish, ft.Icons.DESCRIPTION_OUTLINED, height=_HEIGHT, expand=True)]
            )
        elif last is not None:
            label = self._hand.say("tablet.finish.submit")
            self._after_undo(last("submit", label, self._on_submit, ft.Icons.SEND, height=_HEIGHT, expand=True))
        elif view.next_open is None:
            label = self._hand.say("tablet.finish")
            self._after_undo(primary("finish", label, self._on_finish, ft.Icons.DONE_ALL, height=_HEIGHT, expand=True))
        else:
            sides = [self._side("undo", ft.Icons.UNDO, self._on_undo), self._side("finish", ft.Icons.DONE_ALL, self._on_finish)]
            self._next.style = ft.ButtonStyle(padding=ft.Padding.symmetric(horizontal=8 if self._hand.phone else 20))
            self.root.content = ft.Row([*sides, self._next_named], spacing=self._gap)

    def _after_undo(self, largest: ft.Control) -> None:
        self.root.content = ft.Row([self._side("undo", ft.Icons.UNDO, self._on_undo), largest], spacing=self._gap)

    @property
    def _gap(self) -> int:
        return 8 if self._hand.phone else 10

    def _side(self, name: str, icon: ft.IconData, on_click: Any) -> ft.Control:
        label = self._hand.say(f"tablet.{name}")
        if self._hand.phone:
            return narrow_button(name, icon, label, on_click, _HEIGHT)
        return secondary(name, label, on_click, icon, height=_HEIGHT)


def _last_step(summary: FinishView | None) -> Button | None:
    """The submission where it can be: the next thing to do once everybody has signed, before that something one can do."""
    if summary is None or not (summary.ready and summary.editable):
        return None
    return secondary if summary.signing and summary.signing.open else primary
