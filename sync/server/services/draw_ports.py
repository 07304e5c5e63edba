"""What the service of draws asks of its repositories."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sync.domain.campaigns.recusals import Recusal
from sync.domain.draw.registers import Registers
from sync.server.services.drawn import DrawnDraw, FrozenDraw


class DrawRegisters(Protocol):
    def read(self, campaign_id: UUID, day: date) -> tuple[Registers, tuple[Recusal, ...]]:
        """Everything that is active, with the campaign's extra weights and the visits of the day's year; and all recusals."""
        ...


class DrawRepository(Protocol):
    def keep(self, frozen: FrozenDraw, by: UUID, at: datetime) -> None: ...

    def kept(self, campaign_id: UUID, number: int, frozen: str) -> bytes: ...

    def settle(self, campaign_id: UUID, published: Sequence[tuple[int, str]]) -> None:
        """Forget what was kept for draws that were never published; a draw that a newer one follows is not released any more."""
        ...

    def known(self, campaign_id: UUID) -> dict[int, int | None]:
        """By number: how many replacements are kept of a draw, None where its result is not."""
        ...

    def keep_drawn(self, drawn: DrawnDraw, by: UUID | None, at: datetime) -> None:
        """Its visits, or who goes instead on some of them; assignments that were made of them follow."""
        ...

    def open_visits(self, campaign_id: UUID, draw: int, person_id: UUID) -> tuple[int, ...]:
        """Numbers of somebody's visits that are neither submitted nor accepted."""
        ...

    def withdraw(self, campaign_id: UUID) -> None:
        """Forget a campaign without draws, with its plan and its extra weights."""
        ...

    def every(self) -> tuple[UUID, ...]: ...
