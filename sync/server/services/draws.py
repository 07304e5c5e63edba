"""A campaign's draws at the centre: frozen from its registers, drawn with a seed, and turned into visits of named people.

The published folder is the truth; what the database keeps beside it is made again from there where a step was cut off. Who is
who is durable before anything is published under a pseudonym.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from secrets import token_hex
from threading import Lock
from uuid import UUID

from sync.domain.campaigns.due_days import due_days
from sync.domain.campaigns.gaps import Gap, Readiness, readiness
from sync.domain.clock import Clock, local_day
from sync.domain.draw.drawing import DrawnVisit
from sync.domain.draw.registers import Identity, Salts, identities
from sync.domain.draw.shortfalls import Shortfall
from sync.drawing.checking import check_draw, newest_standing
from sync.drawing.files import REPLACEMENT, RESULT, draw_folder, draw_numbers
from sync.drawing.freezing import Freezing, prepare_draw, publish_draw
from sync.drawing.published import frozen_digest
from sync.drawing.running import run_draw
from sync.drawing.standing import Standing, add_replacement
from sync.drawing.trying import try_draws
from sync.errors import (
    DrawAltered,
    DrawFileInvalid,
    DrawImpossible,
    DrawOutOfTurn,
    DrawRowsIncomplete,
    OperationInvalid,
    PlanUnfit,
)
from sync.protocol.campaigns import (
    MOST_GAPS,
    DrawOnRecord,
    FreezePreview,
    FreezeRequest,
    ReplaceAnswer,
    ReplaceRequest,
    RunRequest,
    TrialDraw,
)
from sync.protocol.console import CentreEvent
from sync.server.services.access import Account
from sync.server.services.campaigns import CampaignFolders, Campaigns, Releasing
from sync.server.services.disk_faults import disk_faults_are_said
from sync.server.services.draw_ports import DrawRegisters, DrawRepository
from sync.server.services.drawn import DrawnDraw, DrawnVisitRow, FrozenDraw, Planned
from sync.server.services.draws_on_record import seats_of
from sync.server.services.events import campaign_changed

log = logging.getLogger(__name__)
_SHOWN = 5
"""So many rows are named in an error; the preview lists them."""


class Draws:
    """Steps are for administrators; one is taken at a time."""

    def __init__(
        self,
        repository: DrawRepository,
        registers: DrawRegisters,
        campaigns: Campaigns,
        releases: Releasing,
        folders: CampaignFolders,
        announce: Callable[[CentreEvent], None],
        clock: Clock,
        salts: Salts = lambda: token_hex(32),
    ) -> None:
        self._repository = repository
        self._registers = registers
        self._campaigns = campaigns
        self._releases = releases
        self._folders = folders
        self._announce = announce
        self._clock = clock
        self._salts = salts
        self._one_step = Lock()

    def recover(self) -> None:
        """What a step that was cut off left behind is made whole, for every campaign; a spoilt folder stays as it is."""
        with self._one_step:
            for campaign_id in self._repository.every():
                try:
                    self._settle(campaign_id)
                except (DrawAltered, DrawFileInvalid) as error:
                    log.error("The draws of campaign %s are not as they were published: %s", campaign_id, error)

    def preview(self, campaign_id: UUID) -> FreezePreview:
        """What freezing would meet, and trial draws where nothing stands in its way. It is no step: nothing waits for it.
        Raises NotFound, DrawFileInvalid."""
        planned = self._campaigns.planned(campaign_id)
        ready = self._ready(planned)
        number = len(draw_numbers(self._folders.of(campaign_id))) + 1
        prepared = None if ready.gaps or ready.misfits else self._prepared(planned, ready, "-" if number > 1 else "")
        shortfalls = prepared.shortfalls if prepared else ()
        trials = self._trials(prepared) if prepared and not shortfalls else ()
        said = [*shortfalls, *chain.from_iterable(one.shortfalls for one in trials)]
        pools = ready.registers
        return FreezePreview(
            number=number,
            compounds=len(pools.compounds),
            officers=len(pools.officers),
            experts=len(pools.experts),
            gap_count=len(ready.gaps),
            gaps=ready.gaps[:MOST_GAPS],
            shortfalls=shortfalls,
            misfits=ready.misfits,
            reaches=ready.reaches,
            trials=trials,
            called=self._campaigns.called(said),
            districts=self._campaigns.districts_in(said),
        )

    def freeze(self, account: Account, campaign_id: UUID, request: FreezeRequest) -> DrawOnRecord:
        """Raises NotFound, DrawRowsIncomplete, PlanUnfit, DrawImpossible, DrawOutOfTurn, DrawFileInvalid, StorageFull,
        StorageFailed; and then nothing was frozen."""
        with self._one_step:
            planned = self._campaigns.planned(campaign_id)
            self._settle(campaign_id)
            next_draw = len(draw_numbers(self._folders.of(campaign_id))) + 1
            _check_turn(request.draw or next_draw, next_draw)
            ready = self._ready(planned)
            if ready.gaps:
                raise DrawRowsIncomplete(count=len(ready.gaps), rows=_named(ready.gaps))
            if ready.misfits:
                raise PlanUnfit(count=len(ready.misfits))
            prepared = self._prepared(planned, ready, request.reason.strip())
            if prepared.shortfalls:
                raise DrawImpossible(count=len(prepared.shortfalls))
            self._repository.keep(_frozen(campaign_id, prepared), account.person_id, self._clock.now())
            with disk_faults_are_said():
                publish_draw(self._folders.of(campaign_id), prepared)
            self._settle(campaign_id)
        return self._newest(account, campaign_id)

    def withdraw(self, campaign_id: UUID) -> None:
        """A campaign that nothing was frozen for goes, and leaves no trace. Raises NotFound, and DrawOutOfTurn where something
        was: that stays for good."""
        with self._one_step:
            self._campaigns.planned(campaign_id)
            self._settle(campaign_id)
            if frozen := draw_numbers(self._folders.of(campaign_id)):
                raise DrawOutOfTurn(draw=max(frozen), problem="draw.problem.frozen-already")
            self._repository.withdraw(campaign_id)
        self._announce(campaign_changed(campaign_id))

    def run(self, account: Account, campaign_id: UUID, request: RunRequest) -> DrawOnRecord:
        """Raises NotFound, DrawOutOfTurn, SeedInvalid, DrawFileInvalid, StorageFull, StorageFailed, and OperationInvalid without
        a witness."""
        if not request.seed.witnesses:
            raise OperationInvalid(problem="witnesses")
        with self._one_step:
            self._campaigns.planned(campaign_id)
            folder = self._folders.of(campaign_id)
            _check_turn(request.draw, len(draw_numbers(folder)))
            with disk_faults_are_said():
                frozen, outcome = run_draw(folder, request.seed)
            self._keep_drawn(campaign_id, frozen.plan.draw, Standing(frozen, outcome, ""), account.person_id)
        return self._newest(account, campaign_id)

    def replace(self, account: Account, campaign_id: UUID, request: ReplaceRequest) -> ReplaceAnswer:
        """Raises NotFound, DrawOutOfTurn, SeedInvalid, StorageFull, StorageFailed, and DrawFileInvalid for somebody who has no
        such visit left to do."""
        with self._one_step:
            self._campaigns.planned(campaign_id)
            self._settle(campaign_id)
            number, here, standing = newest_standing(self._folders.of(campaign_id))
            _check_turn(request.draw, number)
            known = self._identities(campaign_id, number, standing)
            asked = standing.request(
                _pseudonym(known, request.person_id), self._open(campaign_id, number, request), request.reason.strip()
            )
            drawn = standing.draw(asked, request.seed)
            if isinstance(drawn, Shortfall):
                return ReplaceAnswer(shortfalls=(drawn,))
            with disk_faults_are_said():
                add_replacement(here, drawn)
            standing.apply(drawn)
            self._keep_drawn(campaign_id, number, standing, account.person_id)
        self._announce(campaign_changed(campaign_id))
        return ReplaceAnswer(seats_of(drawn.drawn, known))

    def _newest(self, account: Account, campaign_id: UUID) -> DrawOnRecord:
        """After a step; whoever listens is told of it."""
        self._announce(campaign_changed(campaign_id))
        return self._campaigns.detail(account, campaign_id).draws[0]

    def _ready(self, planned: Planned) -> Readiness:
        registers, recusals = self._registers.read(planned.id, planned.first_day)
        return readiness(planned.plan, registers, recusals)

    def _prepared(self, planned: Planned, ready: Readiness, reason: str) -> Freezing:
        return prepare_draw(self._folders.of(planned.id), planned.plan, ready.registers, self._salts, reason, planned.names)

    def _trials(self, prepared: Freezing) -> tuple[TrialDraw, ...]:
        return tuple(TrialDraw(number, found) for number, found in enumerate(try_draws(prepared.draw, self._salts), 1))

    def _settle(self, campaign_id: UUID) -> None:
        """The database says what the folder does."""
        folder = self._folders.of(campaign_id)
        published = [(number, frozen_digest(folder, number)) for number in draw_numbers(folder)]
        self._repository.settle(campaign_id, published)
        for number, replacements in self._repository.known(campaign_id).items():
            if _is_ahead(draw_folder(folder, number), replacements):
                standing = check_draw(folder, number).standing
                assert standing is not None
                self._keep_drawn(campaign_id, number, standing, None)

    def _keep_drawn(self, campaign_id: UUID, number: int, standing: Standing, by: UUID | None) -> None:
        known = self._identities(campaign_id, number, standing)
        pool = standing.frozen.pools.compounds
        enterprises = dict(zip(pool.ids, pool.enterprises, strict=True)) if standing.visits else {}
        drawn = DrawnDraw(
            campaign_id=campaign_id,
            number=number,
            frozen=standing.frozen.frozen,
            due=self._due(campaign_id, standing),
            visits=tuple(_row(visit, enterprises[visit.compound], known) for visit in standing.visits),
            replacements=standing.replacements,
        )
        self._repository.keep_drawn(drawn, by, self._clock.now())
        self._releases.release(self._clock.now())

    def _due(self, campaign_id: UUID, standing: Standing) -> tuple[date, ...]:
        """As far as can be told before the release."""
        plan, now = standing.frozen.plan, self._clock.now()
        told_on = local_day(max(now, self._campaigns.planned(campaign_id).release_at or now))
        first, last = date.fromisoformat(plan.first_day), date.fromisoformat(plan.last_day)
        return due_days(first, last, told_on, len(standing.visits))

    def _identities(self, campaign_id: UUID, number: int, standing: Standing) -> dict[str, Identity]:
        return identities(self._repository.kept(campaign_id, number, standing.frozen.frozen))

    def _open(self, campaign_id: UUID, number: int, request: ReplaceRequest) -> tuple[int, ...]:
        """Their visits that are still to be done, or those of them that are named. Raises DrawFileInvalid."""
        left = self._repository.open_visits(campaign_id, number, request.person_id)
        wanted = tuple(sorted(set(request.visits))) or left
        if not wanted or not set(wanted) <= set(left):
            raise DrawFileInvalid(field="visits", problem="draw.problem.not-on-visit")
        return wanted


def _frozen(campaign_id: UUID, prepared: Freezing) -> FrozenDraw:
    checklists = {check.id: (check.checklist, check.version) for check in prepared.draw.plan.checks}
    return FrozenDraw(campaign_id, prepared.number, prepared.draw.frozen, prepared.kept, checklists)


def _row(visit: DrawnVisit, enterprise: str, known: dict[str, Identity]) -> DrawnVisitRow:
    team = tuple(UUID(known[one].person) for one in (*visit.officers, *visit.experts))
    return DrawnVisitRow(visit.number, visit.compound, enterprise, visit.checks, team)


def _pseudonym(known: dict[str, Identity], person_id: UUID) -> str:
    """Raises DrawFileInvalid for somebody who was in no pool."""
    for name, identity in known.items():
        if identity.person == str(person_id):
            return name
    raise DrawFileInvalid(field="person", problem="draw.problem.not-on-visit")


def _check_turn(asked: int, due: int) -> None:
    """Raises DrawOutOfTurn for a step of another draw than the one whose turn it is."""
    if asked != due:
        raise DrawOutOfTurn(draw=asked, problem="draw.problem.not-newest")


def _is_ahead(here: Path, replacements: int | None) -> bool:
    """Whether a draw's folder holds a result, or a replacement, that the database does not know."""
    if replacements is None:
        return (here / RESULT).exists()
    return (here / REPLACEMENT.format(number=replacements + 1)).exists()


def _named(gaps: Sequence[Gap]) -> str:
    rows = list(dict.fromkeys(f"{gap.name} ({gap.key})" for gap in gaps))
    return ", ".join(rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
