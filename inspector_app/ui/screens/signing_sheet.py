"""One person signs, or says why not: over the whole page, so that the tablet can be handed across."""

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, HEADING, NOTE, RADIUS, TOUCH
from inspector_app.services.signing import Typed, refusal_of
from inspector_app.ui.components.buttons import icon_button, primary, secondary
from inspector_app.ui.components.ink_pad import InkPad
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.screens.refusal_evidence import RefusalEvidence
from inspector_app.ui.screens.taking import Taking
from inspector_app.ui.views.signing_view import PlaceView, SigningView
from sync.domain.signatures import LONGEST_NAME, Ink, Refusal

Cover = Callable[[ft.Control | None], None]
_WIDEST, _SHAPE, _PHONE_SHAPE = 860, 0.4, 0.7
_REASONS = ("content", "absent", "none")


class SigningSheet:
    """``on_signed`` and ``on_refused`` record; the sheet closes once that is done."""

    def __init__(
        self,
        hand: Hand,
        recording: Recording,
        picker: ft.FilePicker,
        cover: Cover,
        on_signed: Callable[[PlaceView, str, Ink], Awaitable[None]],
        on_refused: Callable[[PlaceView, str, Refusal], Awaitable[None]],
    ) -> None:
        self._hand = hand
        self._cover = cover
        self._on_signed = on_signed
        self._on_refused = on_refused
        self._page: ft.Control | None = None
        self._refuses = False
        self._recording = recording
        self._keeping = asyncio.Lock()
        taking = Taking(hand, recording.sheet.record.id, picker, lambda over: cover(over or self._page))
        self._evidence = RefusalEvidence(hand, recording, taking, lambda: self._check())

    async def open(self, view: SigningView, number: int) -> None:
        """For one of the places; with what was being typed there, or where somebody has refused what was recorded."""
        self._view, self._place = view, view.places[number]
        typed = await self._typed_before()
        self._name = ft.TextField(
            label=self._hand.say("tablet.sign.name"),
            value=typed.name or self._place.name,
            max_length=LONGEST_NAME,
            counter="",
            text_size=BODY,
            border=ft.OutlineInputBorder(border_radius=RADIUS),
            on_change=self._hand.guard(self._on_typed),
        )
        self._reason = ft.TextField(
            label=self._hand.say("tablet.sign.reason"),
            value=typed.reason or self._place.reason,
            multiline=True,
            min_lines=2,
            max_lines=4,
            text_size=BODY,
            border=ft.OutlineInputBorder(border_radius=RADIUS),
            on_change=self._hand.guard(self._on_typed),
        )
        width = min(self._hand.width - 48, _WIDEST)
        shape = _PHONE_SHAPE if self._hand.phone else _SHAPE
        self._pad = InkPad(width, width * shape, self._check)
        self._confirm = primary(
            "sign-confirm", self._hand.say("tablet.sign.confirm"), self._hand.guard(self._sign), ft.Icons.CHECK
        )
        self._refuse = primary("refuse-confirm", self._hand.say("tablet.sign.refuse"), self._hand.guard(self._record_refusal))
        self._needed = quiet("", NOTE)
        if self._reason.value:
            await self._refusing()
        else:
            self._sign_instead()

    async def close(self) -> None:
        """Back to the summary."""
        await self._evidence.leave()
        self._page = None
        self._cover(None)

    def _show(self, lines: list[ft.Control], scroll: ft.ScrollMode | None = None) -> None:
        say, place = self._hand.say, self._place
        title = f"{place.name} · {place.part}" if place.name and not place.asks_name else place.part
        head = ft.Row(
            [
                ft.Text(title, size=HEADING, weight=ft.FontWeight.W_700, expand=True, max_lines=2),
                icon_button("sign-close", ft.Icons.CLOSE, say("tablet.close"), self._hand.guard(self.close)),
            ]
        )
        words = [head, ft.Text(self._view.summary, size=BODY), quiet(say("tablet.sign.digest", digest=self._view.digest), NOTE)]
        name: list[ft.Control] = [named("signer-name", self._name)] if place.asks_name else []
        column = ft.Column(
            [*words, *name, *lines],
            spacing=14,
            width=min(self._hand.width - 48, _WIDEST),
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            scroll=scroll,
        )
        page = ft.Container(column, padding=24, alignment=ft.Alignment.TOP_CENTER, bgcolor=ft.Colors.SURFACE, expand=True)
        self._page = ft.SafeArea(content=page, expand=True)
        self._cover(self._page)

    def _signing(self) -> list[ft.Control]:
        say, guard = self._hand.say, self._hand.guard
        buttons: list[ft.Control] = [
            secondary("sign-clear", say("tablet.sign.clear"), guard(self._pad.clear), ft.Icons.REFRESH, TOUCH + 8)
        ]
        if self._place.asks_name:
            buttons.append(secondary("sign-refuse", say("tablet.sign.refuses"), guard(self._refusing), ft.Icons.BLOCK, TOUCH + 8))
        row = ft.Row(buttons, spacing=10, run_spacing=10, wrap=True)
        pad = ft.Row([self._pad.root], alignment=ft.MainAxisAlignment.CENTER)
        return [ft.Text(say("tablet.sign.stands"), size=BODY), pad, row, named("sign-needs", self._needed), self._confirm]

    def _sign_instead(self) -> None:
        self._refuses = False
        self._show(self._signing())
        self._check()

    async def _turn_to_signing(self) -> None:
        await self._evidence.leave()
        self._sign_instead()

    async def _refusing(self) -> None:
        reasons: list[ft.Control] = [
            secondary(f"refusal-{number}", self._words(name), self._hand.guard(self._choose(name)))
            for number, name in enumerate(_REASONS)
        ]
        row = ft.Row(reasons, spacing=10, run_spacing=10, wrap=True)
        self._refuses = True
        await self._evidence.open(self._place.place)
        words = quiet(self._hand.say("tablet.sign.witness"), NOTE)
        back = secondary(
            "sign-instead", self._hand.say("tablet.sign.instead"), self._hand.guard(self._turn_to_signing), ft.Icons.DRAW_OUTLINED
        )
        needed = named("sign-needs", self._needed)
        lines = [named("refusal-reason", self._reason), row, self._evidence.root, words, needed, self._refuse, back]
        self._show(lines, scroll=ft.ScrollMode.AUTO)
        self._check()

    def _choose(self, name: str) -> Callable[[], None]:
        def choose() -> None:
            self._reason.value = self._words(name)
            self._reason.update()
            self._on_typed()

        return choose

    def _words(self, name: str) -> str:
        return self._hand.say(f"tablet.sign.reason.{name}")

    def _check(self) -> None:
        """The button is ready once everything it needs is there; until then what it needs next stands above it."""
        needs = self._needs()
        words = self._hand.say(f"tablet.sign.needs.{needs}") if needs else ""
        button = (self._refuse if self._refuses else self._confirm).content
        if isinstance(button, ft.FilledButton) and (button.disabled, self._needed.value) != (bool(needs), words):
            button.disabled, self._needed.value = bool(needs), words
            if button.parent is not None:
                self._hand.page.update(button, self._needed)

    def _needs(self) -> str:
        """What is still missing, in the order in which it is given; empty when nothing is."""
        if self._place.asks_name and not (self._name.value or "").strip():
            return "name"
        if not self._refuses:
            return "" if self._pad.ink is not None else "ink"
        if not (self._reason.value or "").strip():
            return "reason"
        return "evidence" if self._evidence.unfinished else ""

    # --- what is typed -------------------------------------------------------------------------------------------
    async def _typed_before(self) -> Typed:
        hand, inspection, place = self._hand, self._recording.sheet.record.id, self._place.place
        return await hand.work(lambda: hand.tablet.signing.typed(inspection, place))

    def _on_typed(self) -> None:
        self._check()
        self._hand.spawn(self._keep_typed)

    async def _keep_typed(self) -> None:
        """The newest words win, however many of these run; none of them once the sheet is closed."""
        hand, inspection = self._hand, self._recording.sheet.record.id
        async with self._keeping:
            place, typed = self._place.place, Typed(self._name.value or "", self._reason.value or "")
            if self._page is not None:
                await hand.work(lambda: hand.tablet.signing.keep_typed(inspection, place, typed))

    # --- what is given -------------------------------------------------------------------------------------------
    async def _sign(self) -> None:
        ink = self._pad.ink
        if ink is not None:
            await self._give(self._on_signed(self._place, self._signer(), ink))

    async def _record_refusal(self) -> None:
        refusal = refusal_of((self._reason.value or "").strip(), self._evidence.photo)
        await self._give(self._on_refused(self._place, self._signer(), refusal))

    async def _give(self, recorded: Awaitable[None]) -> None:
        async with self._keeping:
            await recorded
            await self.close()

    def _signer(self) -> str:
        return self._place.name if not self._place.asks_name else (self._name.value or "").strip()
