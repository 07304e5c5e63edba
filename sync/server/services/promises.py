"""What the centre gave receipts for, and whether centre and tablet both still know of it."""

from typing import Protocol
from uuid import UUID

from sync.domain.receipts import NO_RECEIPT, read_place
from sync.errors import CentreSetBack, OperationInvalid, TabletSetBack


class PromiseRepository(Protocol):
    def holds(self, device_id: UUID, seq: int, link: str) -> bool:
        """Whether a receipt for this operation is kept here: it is written in one transaction with what it is for."""
        ...

    def last_number(self, device_id: UUID) -> int:
        """The highest number of an operation kept from a device; 0 before the first."""
        ...


class Promises:
    """A centre that was restored from a backup has forgotten what came after it; a tablet's last receipt shows that. A tablet
    whose data were put back has forgotten what it sent; the number that it has come to shows that."""

    def __init__(self, promised: PromiseRepository) -> None:
        self._promised = promised

    def refuse_if_forgotten(self, place: str) -> None:
        """``place`` is that of the last receipt a tablet got, from whichever device it was then; NO_RECEIPT before the first.

        Raises CentreSetBack where the centre never gave it, or has forgotten it; OperationInvalid for what names no place.
        """
        if place == NO_RECEIPT:
            return
        named = read_place(place)
        if named is None:
            raise OperationInvalid(problem="receipt")
        if not self._promised.holds(*named):
            raise CentreSetBack()

    def refuse_if_set_back(self, device_id: UUID, number: int | None) -> None:
        """``number`` is that of the last operation a tablet knows to be its own; None for tablets that do not say it. A tablet
        keeps its operations before it sends them, and for good. Raises TabletSetBack where a later one is held."""
        if number is not None and self._promised.last_number(device_id) > number:
            raise TabletSetBack()
