"""Language, brightness, and what this tablet is."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.look.colours import WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS
from inspector_app.services.display import MODES
from inspector_app.services.reporting import app_version
from inspector_app.ui.components.buttons import secondary, small_choice
from inspector_app.ui.hand import Hand
from sync.domain.checklists import Checklist
from sync.i18n import LANGUAGES, say


class SettingsScreen:
    """Switches take effect at once."""

    def __init__(
        self, hand: Hand, on_language: Callable[[str], Any], on_mode: Callable[[str], Any], on_rescue: Callable[[], Any]
    ) -> None:
        self._hand = hand
        self._on_language = on_language
        self._on_mode = on_mode
        self._on_rescue = on_rescue
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Show everything afresh."""
        hand = self._hand
        device = await hand.work(hand.tablet.enrolment.device)
        checklists = await hand.work(hand.tablet.assignments.checklists)
        mode = hand.tablet.display.mode
        lines: list[ft.Control] = [
            quiet(hand.say("tablet.settings.language"), NOTE),
            ft.Row([self._language(code) for code in LANGUAGES], spacing=10),
            quiet(hand.say("tablet.settings.brightness"), NOTE),
            ft.Row([self._mode(name, name == mode) for name in MODES], spacing=10, wrap=True),
            ft.Divider(),
            *([_fact(hand.say("tablet.settings.device"), device.name)] if device else []),
            *([_fact(hand.say("tablet.settings.centre"), f"{device.centre_name} · {device.centre_url}")] if device else []),
            *self._rescue(),
            ft.Divider(),
            _fact(hand.say("tablet.settings.version"), app_version() or "–"),
            *(self._checklist(checklist) for checklist in checklists),
            quiet(hand.say("tablet.settings.licences"), NOTE),
        ]
        column = ft.Column(lines, spacing=14, width=min(640, hand.width - 32), scroll=ft.ScrollMode.AUTO)
        self.root.content = ft.Container(column, padding=24, alignment=ft.Alignment.TOP_CENTER)
        hand.page.update(self.root)

    def _rescue(self) -> list[ft.Control]:
        """The way to the rescue file, where somebody in trouble finds it without scrolling."""
        say = self._hand.say
        return [
            ft.Divider(),
            ft.Text(say("tablet.rescue.title"), size=BODY, weight=ft.FontWeight.W_600),
            quiet(say("tablet.rescue.when"), NOTE),
            secondary("open-rescue", say("tablet.rescue.open"), self._hand.guard(self._on_rescue), ft.Icons.INVENTORY_2_OUTLINED),
        ]

    def _checklist(self, checklist: Checklist) -> ft.Control:
        lines: list[ft.Control] = [
            _fact(
                self._hand.say("tablet.settings.checklist"),
                f"{checklist.title.in_language(self._hand.language)} · {checklist.version}",
            )
        ]
        if checklist.draft:
            words = f"{self._hand.say('tablet.settings.draft')}\n{checklist.source.in_language(self._hand.language)}"
            text = ft.Text(words, size=NOTE, color=WARNING.ink)
            lines.append(named("draft-notice", ft.Container(text, bgcolor=WARNING.fill, border_radius=RADIUS, padding=14)))
        return ft.Column(lines, spacing=8)

    def _language(self, code: str) -> ft.Control:
        label = say(code, "tablet.settings.own_name")
        return small_choice(
            f"language-{code}", label, code == self._hand.language, self._hand.guard(lambda: self._on_language(code))
        )

    def _mode(self, name: str, chosen: bool) -> ft.Control:
        return small_choice(
            f"mode-{name}", self._hand.say(f"tablet.mode.{name}"), chosen, self._hand.guard(lambda: self._on_mode(name))
        )


def _fact(label: str, value: str) -> ft.Control:
    return ft.Column([quiet(label, NOTE), ft.Text(value, size=BODY)], spacing=2, tight=True)
