"""The centre countersigns what it holds: one receipt per batch, which anybody can check with its public key."""

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from sqlalchemy import select

from sync.domain.chain import link
from sync.domain.receipts import Receipt, key_id_of, receipt_text
from sync.protocol.endpoints import CENTRE_KEY
from sync.protocol.messages import EnrolmentRequest
from sync.protocol.operations import SetResult, SubmitInspection, decode
from sync.server.repositories import schema
from sync.server.repositories.centre_keys import CentreKeyTables
from sync.server.services.succession import KeptKey, former_keys


@pytest.fixture
def published(world):
    """The key as anybody gets it."""
    return requests.get(world.url + CENTRE_KEY, timeout=10).json()


def holds(receipt: Receipt, published) -> bool:
    key = Ed25519PublicKey.from_public_bytes(b64decode(published["public_key"]))
    text = receipt_text(receipt.device_id, receipt.seq, receipt.link, receipt.received_at)
    try:
        key.verify(b64decode(receipt.signature), text)
    except InvalidSignature:
        return False
    return receipt.key_id == published["key_id"]


def stored(world, tablet) -> list[Receipt]:
    table = schema.receipts
    with world.centre.database.reading() as connection:
        rows = connection.execute(select(*table.c).where(table.c.device_id == tablet.device_id).order_by(table.c.seq)).all()
    return [Receipt(*row) for row in rows]


def test_the_key_is_published_in_three_forms_that_agree(published):
    raw = b64decode(published["public_key"])
    pem = load_pem_public_key(published["pem"].encode())
    assert isinstance(pem, Ed25519PublicKey)
    assert pem.public_bytes_raw() == raw
    assert published["key_id"] == key_id_of(raw)


def test_a_tablet_gets_the_key_when_it_is_enrolled(world, connect, published):
    code = world.centre.registers.create_enrolment_code(world.team)
    device = world.tablet().device_id
    enrolment = connect().enrol(EnrolmentRequest(code, replace_last_digit(device), "平板"))
    assert enrolment.centre_key == published["public_key"]


def replace_last_digit(device):
    return type(device)(int=device.int ^ 1)


def test_a_batch_is_answered_with_a_receipt_for_its_last_operation(world, tablet, values, published):
    answer = tablet.centre.push(
        [tablet.line(body) for body in (world.started(), SetResult(world.inspection, "A01", values["pass"]))]
    )
    receipt = answer.receipt
    assert (receipt.device_id, receipt.seq, receipt.link) == (tablet.device_id, 2, tablet.chain)
    assert holds(receipt, published)
    assert stored(world, tablet) == [receipt]


def test_every_word_of_a_receipt_is_signed(world, tablet, published):
    receipt = tablet.centre.push([tablet.line(world.started())]).receipt
    assert holds(receipt, published)
    for forged in (
        replace(receipt, seq=2),
        replace(receipt, link=link(receipt.link, "0" * 64)),
        replace(receipt, device_id=world.inspection),
        replace(receipt, received_at=receipt.received_at.replace(year=2020)),
    ):
        assert not holds(forged, published)


def test_a_batch_sent_again_is_answered_with_a_receipt_and_the_first_one_stays(world, tablet, published):
    line = tablet.line(world.started())
    first, again = tablet.centre.push([line]).receipt, tablet.centre.push([line]).receipt
    assert holds(again, published)
    assert (again.seq, again.link) == (first.seq, first.link)
    assert stored(world, tablet) == [first]


def test_what_was_turned_down_but_kept_counts_and_what_waits_does_not(world, tablet, values, published):
    held = tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    assert tablet.centre.push([held]).receipt is None
    conflict = [tablet.line(body) for body in (world.started(), SubmitInspection(world.inspection, 7))]
    receipt = tablet.centre.push(conflict).receipt
    assert receipt.seq == 3
    assert holds(receipt, published)


def test_other_bytes_under_a_used_id_get_no_receipt(world, tablet):
    line = tablet.line(world.started())
    tablet.centre.push([line])
    other = tablet.line(world.started(), op_id=decode(line).id)
    answer = tablet.centre.push([other])
    assert [outcome.code for outcome in answer.outcomes] == ["operation-reused"]
    assert answer.receipt is None


def test_a_line_older_than_chains_is_taken_without_a_receipt(world, tablet, values):
    tablet.line(world.started())
    tablet.chain = ""
    tablet.seq = 1
    unchained = tablet.line(world.started())
    answer = tablet.centre.push([unchained])
    assert [outcome.status.value for outcome in answer.outcomes] == ["applied"]
    assert answer.receipt is None


def test_a_chain_that_does_not_continue_what_is_held_is_no_reason_to_turn_an_operation_down(world, tablet, values, published):
    tablet.push(world.started())
    tablet.seq, tablet.chain = 40, "ab" * 32
    answer = tablet.centre.push([tablet.line(SetResult(world.inspection, "A01", values["pass"]))])
    assert [outcome.status.value for outcome in answer.outcomes] == ["applied"]
    assert holds(answer.receipt, published)


def test_what_another_tablet_sent_before_is_not_receipted_to_the_one_that_sends_it_again(world, tablet):
    """A tablet whose answer got lost and that was enrolled anew sends its lines again under another name: they are there, but its
    own chain holds nothing of them."""
    lines = [tablet.line(body) for body in (world.started(), *world.answers())]
    tablet.centre.push(lines)
    anew = world.tablet()
    answer = anew.centre.push(lines)
    assert {outcome.status.value for outcome in answer.outcomes} == {"duplicate"}
    assert answer.receipt is None
    found = world.centre.audit.run(read_files=False, watch=lambda done, all_parts: None).faults
    assert [fault for fault in found if fault.fields.get("device") in (str(tablet.device_id), str(anew.device_id))] == []


def test_keys_are_on_record_in_their_order_each_once_as_it_was_kept_last(served):
    tables, began = CentreKeyTables(served.centre.database), datetime(2020, 1, 1, tzinfo=UTC)
    own = tables.kept()
    assert [(key.public_key, key.until) for key in own] == [(served.centre.key.public.public_key, None)]
    lost = KeptKey("bG9zdA==", began)
    tables.keep([lost])
    ended = replace(lost, until=began + timedelta(days=400), signature="d29yZA==")
    tables.keep([ended])
    assert tables.kept() == [ended, *own]
    assert former_keys(tables, served.centre.key) == ()
