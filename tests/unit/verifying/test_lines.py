"""A line that a centre chained, and no tablet could have written."""

import json
from datetime import UTC, datetime
from uuid import UUID

from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import Operation, SetResult, encode
from sync.verifying.lines import first_unreadable
from sync.verifying.replay import Received

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def received(seq, **body):
    operation = Operation(UUID(int=seq), seq, UUID(int=2), NOW, SetResult(UUID(int=3), "A01", ResultValue(Outcome.PASS)))
    line = json.loads(encode(operation))
    line["body"] |= body
    return Received(line, OperationStatus.APPLIED, NOW)


def test_the_first_line_that_is_no_operation_is_named():
    assert first_unreadable([received(1), received(2, item_code=5), received(3, value=[])]) == 2


def test_lines_that_tablets_wrote_are_none_of_them():
    assert first_unreadable([received(1), received(2)]) is None
