"""Extra weights from files, for a campaign's next draw."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from sync.domain.campaigns.extra_rows import Compounds, Named, compare_extras
from sync.domain.clock import Clock
from sync.domain.registers.columns import PlanFile
from sync.domain.registers.comparing import Change, Kept
from sync.domain.registers.headings import Line
from sync.domain.registers.reading import read
from sync.errors import TableUnreadable
from sync.protocol.console import CentreEvent
from sync.protocol.registers import RegisterImported, RegisterPreview
from sync.server.services.access import Account
from sync.server.services.drawn import Planned
from sync.server.services.events import campaign_changed
from sync.server.services.file_imports import Examined, Upload, examine

MOST_ROWS = 5_000
"""Of one file: the page of a campaign holds all of them."""


class ExtraDesk(Protocol):
    """The extra weights of one campaign, nobody else writing any meanwhile."""

    def compounds(self) -> Sequence[Named]:
        """Those on the register."""
        ...

    def kept(self) -> Sequence[Kept]:
        """Those that count, as rows of a file would have them."""
        ...

    def apply(self, changes: Sequence[Change], by: UUID, at: datetime) -> None:
        """One that is changed is taken back, and entered anew."""
        ...


class ExtraFileRepository(Protocol):
    def looking(self, campaign_id: UUID) -> AbstractContextManager[ExtraDesk]: ...

    def writing(self, campaign_id: UUID) -> AbstractContextManager[ExtraDesk]:
        """All or nothing."""
        ...


class Planning(Protocol):
    def planned(self, campaign_id: UUID) -> Planned:
        """Raises NotFound."""
        ...


class ExtraFiles:
    """For administrators."""

    def __init__(
        self, repository: ExtraFileRepository, planning: Planning, announce: Callable[[CentreEvent], None], clock: Clock
    ) -> None:
        self._repository = repository
        self._planning = planning
        self._announce = announce
        self._clock = clock

    def preview(self, campaign_id: UUID, upload: Upload) -> RegisterPreview:
        """What the file would do. Raises NotFound, TableUnreadable, OperationInvalid for a name that cannot be kept."""
        self._planning.planned(campaign_id)
        lines = _lines(upload)
        with self._repository.looking(campaign_id) as desk:
            return _examine(upload, lines, desk).preview()

    def bring_in(
        self, account: Account, campaign_id: UUID, upload: Upload, good_rows: bool = False, seen: str = ""
    ) -> RegisterImported:
        """Everything, or nothing where a row is wrong, unless the ``good_rows`` are wanted. ``seen``: of the preview that was
        looked at. Raises NotFound, TableUnreadable, RegisterRowsWrong, RegisterMoved, OperationInvalid."""
        self._planning.planned(campaign_id)
        lines = _lines(upload)
        with self._repository.writing(campaign_id) as desk:
            found = _examine(upload, lines, desk)
            found.check(good_rows, seen)
            desk.apply(found.comparison.changes, account.person_id, self._clock.now())
        self._announce(campaign_changed(campaign_id))
        return found.done()


def _lines(upload: Upload) -> list[Line]:
    lines = upload.lines()
    if len(lines) > MOST_ROWS:
        raise TableUnreadable(problem="table.problem.rows", most=MOST_ROWS)
    return lines


def _examine(upload: Upload, lines: Sequence[Line], desk: ExtraDesk) -> Examined:
    return examine(upload, read(PlanFile.EXTRAS, lines, {}), partial(compare_extras, Compounds(desk.compounds()), desk.kept()))
