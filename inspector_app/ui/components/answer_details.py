"""What an answer asks for: note, severity and deadline of a failure; the reason why an item does not apply."""

from collections.abc import Callable
from typing import Any, Protocol

import flet as ft

from inspector_app.look.colours import severity_tone
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from inspector_app.ui.components.buttons import secondary, small_choice
from inspector_app.ui.views.item_view import ItemView
from sync.domain.checklists import Severity
from sync.domain.inspections import Outcome

Say = Callable[[str], str]


class AnswerHandlers(Protocol):
    """What the details call back."""

    def typed(self, field: str) -> Any: ...
    def left(self, field: str) -> Any: ...
    def phrase(self, text: str) -> Any: ...
    def reason(self, text: str) -> Any: ...
    def severity(self, severity: Severity) -> Any: ...
    def due_in(self, days: int) -> Any: ...
    def due_date(self) -> Any: ...
    def fixed(self) -> Any: ...


class AnswerDetails:
    """Keeps its text fields while they are on screen, so that a repaint never disturbs typing."""

    def __init__(self, say: Say, handlers: AnswerHandlers) -> None:
        self._say = say
        self._handlers = handlers
        self.fields = {name: self._field(name) for name in ("note", "reason", "severity_reason")}
        self.root = ft.Column(spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    def paint(self, view: ItemView) -> None:
        """Show what the present answer asks for."""
        for name, text in (("note", view.note), ("reason", view.reason), ("severity_reason", view.severity_reason)):
            self.fields[name].value = text
            self.fields[name].read_only = not view.editable
            self.fields[name].label = self._say(f"tablet.item.{name}")
        parts = {Outcome.FAIL: self._failure, Outcome.NOT_APPLICABLE: self._not_applicable}
        part = parts.get(view.value.outcome) if view.value.outcome else None
        self.root.controls = part(view) if part else []
        self.root.visible = bool(self.root.controls)

    def _failure(self, view: ItemView) -> list[ft.Control]:
        on = self._handlers
        lines: list[ft.Control] = [named("note", self.fields["note"])]
        if view.editable:
            lines.append(self._chips("phrase", view.phrases, on.phrase))
        lines += [self._label("severity"), self._severities(view)]
        if view.asks_severity_reason:
            lines.append(named("severity-reason", self.fields["severity_reason"]))
        switch = ft.Switch(
            label=self._say("tablet.item.fixed"),
            value=view.value.fixed_on_spot,
            disabled=not view.editable,
            on_change=on.fixed(),
            label_text_style=ft.TextStyle(size=BODY),
        )
        lines.append(ft.Container(named("fixed", switch, toggled=view.value.fixed_on_spot), height=TOUCH))
        if not view.value.fixed_on_spot:
            lines += [self._due_label(view), self._due(view)]
        return lines

    def _not_applicable(self, view: ItemView) -> list[ft.Control]:
        lines: list[ft.Control] = [named("reason", self.fields["reason"])]
        if view.editable:
            lines.append(self._chips("reason", view.reasons, self._handlers.reason))
        return lines

    def _severities(self, view: ItemView) -> ft.Control:
        return ft.Row(
            [
                small_choice(
                    f"severity-{severity.value}",
                    label,
                    chosen,
                    self._handlers.severity(severity) if view.editable else None,
                    severity_tone(severity),
                )
                for severity, label, chosen in view.severities
            ],
            spacing=10,
            wrap=True,
        )

    def _due_label(self, view: ItemView) -> ft.Control:
        return ft.Row([self._label("due"), ft.Text(view.due_text, size=BODY, weight=ft.FontWeight.W_600)], spacing=10)

    def _due(self, view: ItemView) -> ft.Control:
        if not view.editable:
            return ft.Container()
        choices = [
            small_choice(f"due-{days}", label, chosen, self._handlers.due_in(days)) for days, label, chosen in view.due_choices
        ]
        other = secondary("due-date", self._say("tablet.item.other_day"), self._handlers.due_date(), ft.Icons.EVENT)
        return ft.Row([*choices, other], spacing=10, run_spacing=10, wrap=True)

    def _chips(self, name: str, texts: tuple[str, ...], on_click: Callable[[str], Any]) -> ft.Control:
        chips = [
            named(
                f"{name}-{place}",
                ft.Container(
                    ft.Text(text, size=NOTE, color=ft.Colors.ON_PRIMARY_CONTAINER),
                    padding=ft.Padding.symmetric(horizontal=14, vertical=15),
                    border_radius=RADIUS,
                    bgcolor=ft.Colors.PRIMARY_CONTAINER,
                    on_click=on_click(text),
                    ink=True,
                ),
                button=True,
            )
            for place, text in enumerate(texts)
        ]
        return ft.Row(list(chips), spacing=10, run_spacing=10, wrap=True)

    def _label(self, name: str) -> ft.Control:
        return quiet(self._say(f"tablet.item.{name}"), NOTE)

    def _field(self, name: str) -> ft.TextField:
        return ft.TextField(
            multiline=True,
            min_lines=2 if name == "note" else 1,
            max_lines=5,
            text_size=BODY,
            border=ft.OutlineInputBorder(border_radius=RADIUS),
            on_change=self._handlers.typed(name),
            on_blur=self._handlers.left(name),
        )
