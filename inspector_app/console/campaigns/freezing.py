"""Before a draw is frozen: what stands in its way; and then freezing it."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.cards import card, freeze_result
from inspector_app.console.campaigns.dialogs import FreezeDialog
from inspector_app.console.campaigns.freeze_view import FreezeView, freeze_view
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import NOTE, TOUCH
from sync.protocol.campaigns import FreezePreview, FreezeRequest
from sync.protocol.console import DistrictName


class FreezePanel:
    """``on_change``: it looks otherwise now; ``on_frozen``: there is another draw."""

    def __init__(
        self,
        desk: Desk,
        campaign_id: UUID,
        dialog: OpenDialog,
        on_change: Callable[[], None],
        on_frozen: Callable[[], Awaitable[None]],
    ) -> None:
        self._desk, self._id, self._dialog = desk, campaign_id, dialog
        self._on_change, self._on_frozen = on_change, on_frozen
        self._looking = False
        self._preview: FreezePreview | None = None

    def forget(self) -> None:
        """What was looked at is another by now."""
        self._preview = None

    def look(self) -> object:
        """What is shown, for comparison."""
        return self._preview, self._looking

    def card(self, again: bool, checks: Sequence[str], districts: Sequence[DistrictName]) -> ft.Control:
        """``again``: there is a draw, and another one needs its reason. ``checks``: the ids of the plan's; ``districts``: those
        that it names."""
        desk, parts = self._desk, [self._how(again)]
        words = desk.say("console.freeze.looking" if self._looking else "console.freeze.look")
        look = ft.OutlinedButton(words, height=TOUCH, disabled=self._looking, on_click=desk.guard(self._ask))
        buttons: list[ft.Control] = [named("freeze-look", look)]
        if self._looking:
            parts.append(ft.ProgressBar(bar_height=6, border_radius=3))
        if self._preview is not None:
            found = freeze_view(desk.language, self._preview, checks, districts)
            parts.append(freeze_result(found))
            if found.ready:
                buttons.append(named("freeze", self._button(found)))
        parts.append(ft.Row(buttons, spacing=12, run_spacing=8, wrap=True))
        return card("freezing", desk.say("console.freeze.again_card" if again else "console.freeze.card"), parts)

    def _button(self, found: FreezeView) -> ft.Control:
        """Where no trial could be drawn, freezing is not what is proposed."""
        words, make = ("anyway", ft.OutlinedButton) if found.hopeless else ("button", ft.FilledButton)
        on_click = self._desk.guard(lambda: self._confirm(found))
        return make(self._desk.say(f"console.freeze.{words}"), icon=ft.Icons.AC_UNIT, height=TOUCH, on_click=on_click)

    def _how(self, again: bool) -> ft.Control:
        return quiet(self._desk.say("console.freeze.again_how" if again else "console.freeze.how"), NOTE)

    async def _ask(self) -> None:
        campaign_id = self._id
        self._looking, self._preview = True, None
        self._on_change()
        try:
            self._preview = await self._desk.ask(lambda centre: centre.preview_freeze(campaign_id))
        finally:
            self._looking = False
            self._on_change()

    def _confirm(self, found: FreezeView) -> None:
        self._dialog.show(FreezeDialog(self._desk, found, self._freeze).root)

    async def _freeze(self, reason: str) -> None:
        campaign_id = self._id
        await self._desk.ask(lambda centre: centre.freeze(campaign_id, FreezeRequest(reason)))
        self._dialog.close()
        await self._on_frozen()
