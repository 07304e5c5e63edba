"""What the centre gave receipts for, and whether it still has it."""

from typing import Protocol
from uuid import UUID

from sync.domain.receipts import NO_RECEIPT, read_place
from sync.errors import CentreSetBack, OperationInvalid


class ReceiptRepository(Protocol):
    def holds(self, device_id: UUID, seq: int, link: str) -> bool:
        """Whether a receipt for this operation is kept here: it is written in one transaction with what it is for."""
        ...


class Promises:
    """A centre that was restored from a backup has forgotten what came after it; a tablet's last receipt shows that."""

    def __init__(self, receipts: ReceiptRepository) -> None:
        self._receipts = receipts

    def refuse_if_forgotten(self, place: str) -> None:
        """``place`` is that of the last receipt a tablet got, from whichever device it was then; NO_RECEIPT before the first.

        Raises CentreSetBack where the centre never gave it, or has forgotten it; OperationInvalid for what names no place.
        """
        if place == NO_RECEIPT:
            return
        named = read_place(place)
        if named is None:
            raise OperationInvalid(problem="receipt")
        if not self._receipts.holds(*named):
            raise CentreSetBack()
