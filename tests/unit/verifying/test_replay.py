"""What operations amount to is worked out from what they say of each other, not from what the centre says of them alone."""

from datetime import UTC, datetime, timedelta

from sync.protocol.messages import OperationStatus
from sync.verifying.replay import Received, replay

START = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
APPLIED, CONFLICT, REJECTED = OperationStatus.APPLIED, OperationStatus.CONFLICT, OperationStatus.REJECTED


def answer(number, outcome, base=None, status=APPLIED, minute=None):
    body = {"inspection_id": "i", "item_code": "A01", "value": {"outcome": outcome}} | ({"base": base} if base else {})
    line = {"id": f"op-{number}", "seq": number, "by": "p", "at": "t", "kind": "result.set", "body": body}
    return Received(line, status, START + timedelta(minutes=number if minute is None else minute))


def photo(number, status):
    body = {"inspection_id": "i", "photo": {"photo_id": f"photo-{number}", "item_code": "A01"}}
    return Received({"id": f"op-{number}", "seq": number, "by": "p", "at": "t", "kind": "photo.add", "body": body}, status, START)


def value_of(*received):
    return replay(received).values.get("A01")


def test_an_answer_built_on_the_last_one_replaces_it():
    assert value_of(answer(1, "pass"), answer(2, "fail", base="op-1")) == {"outcome": "fail"}


def test_an_answer_built_on_one_that_the_centre_has_lost_stands_where_nothing_does():
    assert value_of(answer(2, "fail", base="op-1"), answer(3, "pass")) == {"outcome": "fail"}


def test_an_answer_built_on_another_one_replaces_nothing_whatever_the_centre_calls_it():
    assert value_of(answer(1, "pass"), answer(2, "fail")) == {"outcome": "pass"}


def test_what_the_centre_kept_beside_or_rejected_replaces_nothing():
    assert value_of(answer(1, "pass"), answer(2, "fail", "op-1", CONFLICT), answer(3, "fail", "op-1", REJECTED)) == {
        "outcome": "pass"
    }


def test_the_order_is_that_of_receipt_across_tablets():
    later_by_number, earlier_by_number = answer(90, "pass", minute=1), answer(2, "fail", base="op-90", minute=2)
    assert value_of(earlier_by_number, later_by_number) == {"outcome": "fail"}


def test_a_photo_that_came_too_late_is_kept_and_a_rejected_one_is_not():
    assert set(replay([photo(1, APPLIED), photo(2, CONFLICT), photo(3, REJECTED)]).photos) == {"photo-1", "photo-2"}


def test_ids_are_the_same_in_whichever_form_they_are_written():
    first, second = "01a20d10-9505-7350-b7f7-bfead1b2c474", "01a20d10-9505-7350-b7f7-bfead1b2c475"
    one, other = answer(1, "pass"), answer(2, "fail", base=first.upper())
    one.line["id"], other.line["id"] = first, second.upper()
    added, removed = photo(3, APPLIED), photo(4, APPLIED)
    added.line["body"]["photo"]["photo_id"] = second.upper()
    removed.line.update(kind="photo.remove", body={"photo_id": second})
    found = replay([one, other, added, removed])
    assert (found.values["A01"], found.revisions["A01"]) == ({"outcome": "fail"}, second)
    assert found.removed == set(found.photos) == {second}
