"""A campaign's draws as those who review see them: while one is sealed, what it found is only for administrators."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from sync.domain.campaigns.states import DrawState
from sync.domain.clock import Clock
from sync.domain.draw.registers import Identity, identities
from sync.domain.people import Role
from sync.drawing.published import PublishedDraw
from sync.protocol.campaigns import DrawOnRecord, ReplacementOnRecord, SeatTaken
from sync.server.services.access import Account
from sync.server.services.drawn import DrawActs, Planned


class Kept(Protocol):
    """Who stands behind a draw's pseudonyms."""

    def kept(self, campaign_id: UUID, number: int, frozen: str) -> bytes: ...


class DrawsOnRecord:
    """Puts together what was published, who did it, and who stands behind it."""

    def __init__(self, kept: Kept, clock: Clock) -> None:
        self._kept = kept
        self._clock = clock

    def of(
        self, account: Account, planned: Planned, draw: PublishedDraw, every: Mapping[tuple[int, str], DrawActs]
    ) -> DrawOnRecord:
        """One draw for this account. ``every``: the acts by the draw's number and the digest of what was frozen."""
        acts = every.get((draw.number, draw.frozen))
        sealed = draw.state is DrawState.DRAWN and planned.is_sealed(draw.number, self._clock.now())
        hidden = sealed and account.role is not Role.ADMINISTRATOR
        return DrawOnRecord(
            number=draw.number,
            state=draw.state,
            plan=draw.plan,
            frozen=draw.frozen,
            digests=draw.digests,
            compounds=draw.compounds,
            officers=draw.officers,
            experts=draw.experts,
            frozen_at=acts.frozen_at if acts else None,
            frozen_by=acts.frozen_by if acts else "",
            drawn_at=acts.drawn_at if acts else None,
            drawn_by=acts.drawn_by if acts else "",
            seed=None if hidden else draw.seed,
            key="" if hidden else draw.key,
            visits=0 if hidden else draw.visits,
            sealed=sealed,
            shortfalls=draw.shortfalls,
            replacements=() if hidden else self._replacements(planned.id, draw),
        )

    def _replacements(self, campaign_id: UUID, draw: PublishedDraw) -> tuple[ReplacementOnRecord, ...]:
        if not draw.replacements:
            return ()
        known = identities(self._kept.kept(campaign_id, draw.number, draw.frozen))
        return tuple(
            ReplacementOnRecord(
                number=one.request.number,
                person_id=UUID(known[one.request.person].person),
                name=known[one.request.person].name,
                reason=one.request.reason,
                seats=seats_of(one.drawn, known),
                seed=one.seed,
            )
            for one in draw.replacements
        )


def seats_of(drawn: Sequence[tuple[int, str]], known: Mapping[str, Identity]) -> tuple[SeatTaken, ...]:
    """Who goes instead, by name."""
    return tuple(SeatTaken(visit, UUID(known[taker].person), known[taker].name) for visit, taker in drawn)
