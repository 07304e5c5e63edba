"""What a supervisor does in the console, over the same line as everybody."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from uuid import UUID

from sync.client.http_centre import HttpCentre
from sync.domain.inspections import ReturnedItem, State
from sync.errors import StateOutdated, Unavailable
from sync.protocol.console import AcceptRequest, InspectionFilter, ReturnRequest
from tests.simulation.journal import Journal
from tests.simulation.stage import ITEMS
from tests.simulation.witness import Witness


class Supervisor:
    """Each step is noted once its call returned."""

    def __init__(
        self, centre: HttpCentre, journal: Journal, witness: Witness, random: Random, log: Callable[[str], None]
    ) -> None:
        self._centre = centre
        self._journal = journal
        self._witness = witness
        self._random = random
        self._log = log

    def review(self) -> None:
        """Accept or return something that was submitted."""
        with suppress(Unavailable, StateOutdated):
            rows = self._centre.inspections(InspectionFilter(state=State.SUBMITTED)).rows
            if rows:
                row = self._random.choice(rows)
                self.step(row.inspection_id, row.state_rev)

    def step(self, inspection: UUID, state_rev: int) -> None:
        """Accept it or return it, on the state that was seen."""
        act = "accepted" if self._random.random() < 0.3 else "returned"
        key = (str(inspection), state_rev + 1, act)
        self._journal.unsure_reviews[key] += 1
        try:
            if act == "accepted":
                self._centre.accept(inspection, AcceptRequest(state_rev))
            else:
                items = (ReturnedItem(self._random.choice(ITEMS), "看不清"),)
                self._centre.return_inspection(inspection, ReturnRequest(state_rev, "请补充", items))
        except StateOutdated:
            self._log(f"supervisor: {act}: outdated")
            raise
        self._journal.reviews[key] += 1
        self._log(f"supervisor: {inspection} {act}")

    def want_original(self) -> None:
        """Ask for the untouched file of a photo."""
        known = self._witness.photos_at_centre()
        if known:
            photo = self._random.choice(known)
            with suppress(Unavailable):
                self._centre.want_original(photo)
                self._journal.wanted_originals.add(photo)
                self._log(f"supervisor: wants the original of {photo}")
