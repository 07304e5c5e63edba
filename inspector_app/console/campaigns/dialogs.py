"""What is asked before a draw goes on: a reason, a seed with its witnesses, who goes instead."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.campaigns.freeze_view import FreezeView
from inspector_app.console.campaigns.seed_form import SeedProblem, seed_of
from inspector_app.console.campaigns.visits_view import Member, VisitRow
from inspector_app.console.desk import Desk
from inspector_app.console.screens.dialogs import OpenDialog, ProblemLine, dialog, text_field
from inspector_app.look.colours import BAD, WARNING, Tone
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.protocol.campaigns import CampaignDetail, RunRequest


class FreezeDialog:
    """Freezing is for good; a redraw says why. What trials could not draw is said once more."""

    def __init__(self, desk: Desk, found: FreezeView, on_freeze: Callable[[str], Any]) -> None:
        needs_reason = found.needs_reason
        self._desk, self._needs_reason, self._on_freeze = desk, needs_reason, on_freeze
        self._reason = text_field(desk.say("console.freeze.reason"))
        self._problem = ProblemLine(desk)
        lines: list[ft.Control] = [_effect(desk.say("console.freeze.effect"))]
        if found.warning:
            lines.insert(0, named("freeze-warning", _effect(found.warning, BAD if found.hopeless else WARNING)))
        if needs_reason:
            lines.append(named("freeze-reason", self._reason))
        confirm = ft.FilledButton(desk.say(f"console.freeze.{'anyway' if found.hopeless else 'confirm'}"), height=TOUCH)
        confirm.on_click = desk.guard(self._problem.around(self._send))
        title = desk.say("console.freeze.again_title" if needs_reason else "console.freeze.title")
        self.root = dialog(desk, title, [*lines, self._problem.root], named("freeze-confirm", confirm))

    async def _send(self) -> None:
        reason = self._reason.value.strip()
        if self._needs_reason and not reason:
            self._problem.say(self._desk.say("console.freeze.say_why"))
            return
        await self._on_freeze(reason)


class WithdrawDialog:
    """A plan that nothing was frozen from goes for good."""

    def __init__(self, desk: Desk, name: str, on_withdraw: Callable[[], Any]) -> None:
        problem = ProblemLine(desk)
        confirm = ft.FilledButton(desk.say("console.plan.withdraw.confirm"), height=TOUCH)
        confirm.on_click = desk.guard(problem.around(on_withdraw))
        lines: list[ft.Control] = [_effect(desk.say("console.plan.withdraw.effect")), problem.root]
        self.root = dialog(desk, desk.say("console.plan.withdraw.title", name=name), lines, named("withdraw-confirm", confirm))


class SeedDialog:
    """What was thrown, drawn or published, when and where, and who saw it."""

    def __init__(self, desk: Desk, promise: Promise, on_seed: Callable[[Seed], Any]) -> None:
        self._desk, self._promise, self._on_seed = desk, promise, on_seed
        kind = promise.kind
        self._value = _field(desk.say(f"console.seed.value.{kind.value}"))
        self._secrets = [_field(desk.say("console.seed.secret", party=name)) for name, _ in promise.parties]
        self._at = _field(desk.say("console.seed.at"))
        self._at.helper = desk.say("console.seed.at_hint")
        self._witnesses = text_field(desk.say("console.seed.witnesses_field"))
        self._problem = ProblemLine(desk)
        values = self._secrets if kind is SeedKind.COMMITMENTS else [self._value]
        lines: list[ft.Control] = [
            quiet(promise.announced, NOTE),
            *(named(f"seed-value-{number}", field) for number, field in enumerate(values)),
            named("seed-at", self._at),
            named("seed-witnesses", self._witnesses),
            _effect(desk.say("console.seed.effect")),
            self._problem.root,
        ]
        confirm = ft.FilledButton(desk.say("console.seed.confirm"), height=TOUCH)
        confirm.on_click = desk.guard(self._problem.around(self._send))
        self.root = dialog(desk, desk.say("console.seed.title"), lines, named("seed-confirm", confirm))

    async def _send(self) -> None:
        secrets = [field.value.strip() for field in self._secrets]
        try:
            seed = seed_of(self._promise, self._value.value, secrets, self._at.value, self._witnesses.value)
        except SeedProblem as problem:
            self._problem.say(self._desk.say(f"console.seed.problem.{problem.field}"))
            return
        await self._on_seed(seed)


def ask_for_seed(desk: Desk, dialogs: OpenDialog, detail: CampaignDetail, on_drawn: Callable[[], Any]) -> None:
    """The campaign's newest draw is made with the seed that somebody types in; ``on_drawn`` follows."""
    newest = detail.draws[0]

    async def run(seed: Seed) -> None:
        await desk.ask(lambda centre: centre.run_draw(detail.summary.id, RunRequest(newest.number, seed)))
        dialogs.close()
        await on_drawn()

    dialogs.show(SeedDialog(desk, newest.plan.seed, run).root)


class VisitDialog:
    """One visit with its team. Whoever cannot go is replaced by a draw, with the reason; a recusal is entered for whoever should
    not go there. None: not by whoever looks."""

    def __init__(
        self,
        desk: Desk,
        view: VisitRow,
        on_replace: Callable[[Member, str], Any] | None = None,
        on_recuse: Callable[[Member], Any] | None = None,
    ) -> None:
        self._desk, self._view, self._on_replace, self._on_recuse = desk, view, on_replace, on_recuse
        self._chosen: Member | None = None
        self._reason = text_field(desk.say("console.replace.reason"))
        self._problem = ProblemLine(desk)
        facts = [quiet(" · ".join((view.about, view.district, view.grade, view.due)), NOTE)]
        self._reason_box = named("replace-reason", self._reason, visible=False)
        self._effect = ft.Container(_effect(desk.say("console.replace.effect")), visible=False)
        people: list[ft.Control] = [self._member(member) for member in view.members]
        confirm = ft.FilledButton(desk.say("console.replace.confirm"), height=TOUCH)
        confirm.on_click = desk.guard(self._problem.around(self._send))
        self._confirm = named("replace-confirm", confirm, visible=False)
        lines: list[ft.Control] = [*facts, *people, self._reason_box, self._effect, self._problem.root]
        self.root = dialog(desk, f"{view.number}. {view.name}", lines, self._confirm, cancel=desk.say("console.close"))

    def _member(self, member: Member) -> ft.Control:
        names = ft.Column([ft.Text(member.name, size=BODY), quiet(member.duty)], spacing=0, expand=True)
        row: list[ft.Control] = [names]
        if self._view.open and self._on_replace:
            button = ft.OutlinedButton(self._desk.say("console.replace.button"), height=TOUCH)
            button.on_click = self._desk.guard(lambda: self._choose(member))
            row.append(named(f"replace-{member.person_id}", button))
        if on_recuse := self._on_recuse:
            recuse = ft.OutlinedButton(self._desk.say("console.recusal.new"), height=TOUCH)
            recuse.on_click = self._desk.guard(lambda: on_recuse(member))
            row.append(named(f"recuse-{member.person_id}", recuse))
        return ft.Row(row, spacing=12)

    def _choose(self, member: Member) -> None:
        self._chosen = member
        self._reason.label = self._desk.say("console.replace.reason_of", name=member.name)
        self._reason_box.visible = self._effect.visible = self._confirm.visible = True
        self.root.update()

    async def _send(self) -> None:
        reason = self._reason.value.strip()
        if not reason:
            self._problem.say(self._desk.say("console.replace.say_why"))
        elif self._chosen and self._on_replace:
            await self._on_replace(self._chosen, reason)


def _effect(words: str, tone: Tone = WARNING) -> ft.Control:
    return ft.Container(ft.Text(words, size=NOTE, color=tone.ink), bgcolor=tone.fill, border_radius=8, padding=12)


def _field(label: str) -> ft.TextField:
    return ft.TextField(label=label, text_size=BODY, border=ft.OutlineInputBorder(border_radius=RADIUS))
