"""How it shows that a tablet gives a number for the second time."""

from datetime import UTC, datetime
from uuid import UUID

from sync.domain.ids import IdMaker
from sync.protocol.operations import Operation, StartInspection, encode
from sync.server.services.deciding import decide, is_set_back
from sync.server.services.intake import read_line
from sync.server.services.known import Effects, Known, ReceivedLine, Sender

IDS = IdMaker()
OFFICER = IDS.new()
SENDER, OTHER = (Sender(IDS.new(), frozenset({OFFICER})) for _ in range(2))


def line(seq: int) -> ReceivedLine:
    start = StartInspection(UUID(int=1), UUID(int=2), "checklist", "1")
    return read_line(encode(Operation(IDS.new(), seq, OFFICER, datetime(2026, 5, 6, tzinfo=UTC), start)))


def nothing_known() -> Known:
    return Known({}, {}, {})


def test_a_number_that_was_given_earlier_in_the_same_transaction_is_taken() -> None:
    known, first, second = nothing_known(), line(7), line(7)
    decide(known, SENDER, first, Effects())
    assert is_set_back(known, SENDER, second)
    assert not is_set_back(known, OTHER, second)
    assert not is_set_back(known, SENDER, line(8))


def test_an_operation_does_not_stand_in_its_own_way() -> None:
    known, first = nothing_known(), line(7)
    decide(known, SENDER, first, Effects())
    assert not is_set_back(known, SENDER, first)


def test_a_line_that_cannot_be_read_has_no_number() -> None:
    assert not is_set_back(nothing_known(), SENDER, read_line(b"{"))
