"""What one campaign shows: its plan, each of its draws, and the next thing to do. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.console import wording
from inspector_app.console.campaigns.freeze_view import MOST_SAID, pools_told
from inspector_app.console.campaigns.places import Names, told_together
from inspector_app.console.campaigns.plan_told import plan_lines
from inspector_app.console.campaigns.words import campaign_state, draw_state, moment_text, period, scope
from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.draw.seeds import Seed
from sync.domain.draw.wording import shortfall_sentence
from sync.i18n import say
from sync.protocol.campaigns import CampaignDetail, DrawOnRecord, ReplacementOnRecord


@dataclass(frozen=True, slots=True)
class DrawView:
    """One draw. ``digests``: names of files with their SHA-256. ``seed_lines`` once it came. ``hidden``: what it found is kept
    back from whoever looks."""

    number: int
    title: str
    state: DrawState
    state_text: str
    reason: str
    frozen: str
    frozen_when: str
    pools: tuple[tuple[str, str], ...]
    digests: tuple[tuple[str, str], ...]
    seed_lines: tuple[tuple[str, str], ...]
    sealed: str
    shortfalls: tuple[str, ...]
    replacements: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class ExtraView:
    """Extra weight of a compound, and where it is known from."""

    id: UUID
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class DetailView:
    """The whole campaign. ``newest`` None: nothing was frozen yet. ``next_step``: what to do, in a sentence; for readers where it
    stands. ``scope``: where not all visits are shown, which."""

    name: str
    period: str
    scope: str
    state: CampaignState
    state_text: str
    plan: tuple[tuple[str, str], ...]
    extras: tuple[ExtraView, ...]
    next_step: str
    newest: DrawView | None
    older: tuple[DrawView, ...]

    @property
    def waits_for_seed(self) -> bool:
        return self.newest is not None and self.newest.state is DrawState.FROZEN

    @property
    def drawn(self) -> bool:
        return self.newest is not None and self.newest.state is DrawState.DRAWN

    @property
    def told(self) -> bool:
        """It is drawn, and what was found can be seen."""
        return self.newest is not None and self.drawn and not self.newest.hidden


def detail_view(language: str, detail: CampaignDetail, today: date, plans: bool) -> DetailView:
    """One campaign as it stands for one answer of the centre. ``plans``: whoever looks takes the next step."""
    draws = tuple(_draw(language, one, today, detail) for one in detail.draws)
    summary = detail.summary
    return DetailView(
        name=summary.name,
        period=period(language, summary.first_day, summary.last_day),
        scope=scope(language, summary),
        state=summary.state,
        state_text=campaign_state(language, summary.state),
        plan=plan_lines(language, detail.asked, detail.districts, detail.checklists),
        extras=tuple(
            ExtraView(
                one.id, f"{one.compound_name} +{one.weight}", f"{say(language, f'console.extra.{one.kind.value}')} · {one.source}"
            )
            for one in detail.extras
        ),
        next_step=_next_step(language, detail, today, "next" if plans else "now"),
        newest=draws[0] if draws else None,
        older=draws[1:],
    )


def seed_lines(language: str, seed: Seed) -> tuple[tuple[str, str], ...]:
    """Where it came from, and who saw it."""
    said = [(say(language, "console.seed.value"), seed.value)] if seed.value else []
    said += seed.openings
    said.append((say(language, "console.seed.at"), seed.at))
    said.append((say(language, "console.seed.witnesses"), say(language, "console.tablets.comma").join(seed.witnesses)))
    return tuple(said)


def _draw(language: str, one: DrawOnRecord, today: date, detail: CampaignDetail) -> DrawView:
    names = Names(detail.called, [check.id for check in one.plan.checks], detail.districts)
    told = told_together(language, one.shortfalls, names)
    when = wording.moment(language, one.frozen_at, today) if one.frozen_at else ""
    lines = seed_lines(language, one.seed) if one.seed else ()
    if one.key:
        lines = (*lines, (say(language, "console.draw.key"), one.key))
    return DrawView(
        number=one.number,
        title=say(language, "console.draw.title", number=one.number),
        state=one.state,
        state_text=draw_state(language, one.state),
        reason=say(language, "console.draw.reason", reason=one.plan.reason) if one.plan.reason else "",
        frozen=one.frozen,
        frozen_when=" · ".join(filter(None, (when, one.frozen_by))),
        pools=pools_told(language, one.compounds, one.officers, one.experts),
        digests=tuple(one.digests.items()),
        seed_lines=lines,
        sealed=say(language, "console.draw.sealed") if one.sealed else "",
        shortfalls=tuple(shortfall_sentence(language, short) for short in told[:MOST_SAID]),
        replacements=tuple(_replacement(language, replacement) for replacement in one.replacements),
        hidden=one.sealed and one.seed is None,
    )


def _replacement(language: str, one: ReplacementOnRecord) -> str:
    comma = say(language, "console.tablets.comma")
    seats = comma.join(say(language, "console.replace.seat", visit=seat.visit, name=seat.name) for seat in one.seats)
    return say(language, "console.replace.line", name=one.name, seats=seats, reason=one.reason)


def _next_step(language: str, detail: CampaignDetail, today: date, kind: str) -> str:
    newest = detail.draws[0] if detail.draws else None
    if newest is None and detail.summary.last_day < today:
        return say(language, f"console.campaign.{kind}.over", until=str(detail.summary.last_day))
    if newest is None:
        return say(language, f"console.campaign.{kind}.freeze")
    if newest.state is DrawState.IMPOSSIBLE:
        return say(language, f"console.campaign.{kind}.impossible")
    if newest.state is DrawState.FROZEN:
        return say(language, f"console.campaign.{kind}.seed", promise=newest.plan.seed.announced)
    if detail.summary.state is CampaignState.DRAWN and detail.summary.release_at:
        return say(language, "console.campaign.next.sealed", at=moment_text(detail.summary.release_at))
    return say(language, "console.campaign.next.released")
