"""The chain on the tablet: every line names the link before it, also across an upgrade."""

from hashlib import sha256

import pytest

from inspector_app.services.enrolment import Device, EnrolmentService
from inspector_app.store.identity import StoreIdentity
from inspector_app.store.migrations import migrations
from sync.domain.chain import Member, first_fault, link
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.receipts import Receipt
from sync.protocol.messages import Enrolment, OperationOutcome, OperationStatus
from sync.protocol.operations import decode

PASS = ResultValue(Outcome.PASS)


def answered(bench, *codes):
    inspection = bench.started()
    for code in codes:
        bench.inspections.answer(inspection, code, PASS, bench.officer)
    return inspection


def lines_of(bench):
    return [(seq, bytes(line), link) for seq, line, link in bench.sql("SELECT seq, line, link FROM outbox ORDER BY seq")]


def members_of(bench):
    return [Member(seq, sha256(line).hexdigest(), decode(line).chain) for seq, line, _ in lines_of(bench)]


def test_the_first_line_names_nothing_and_each_next_one_the_link_before_it(bench):
    answered(bench, "A01", "A02")
    before = ""
    for _, line, stored in lines_of(bench):
        assert decode(line).chain == before
        before = link(before, sha256(line).hexdigest())
        assert stored == before


def test_the_chain_goes_on_after_a_restart(bench, reopened):
    inspection = answered(bench, "A01")
    bench = reopened()
    bench.inspections.answer(inspection, "A02", PASS, bench.officer)
    last = lines_of(bench)[-1]
    assert first_fault(members_of(bench), "", {last[0]: last[2]}) is None


def test_a_failed_act_leaves_the_chain_as_it_was(bench):
    inspection = answered(bench, "A01")
    before = lines_of(bench)
    with pytest.raises(ZeroDivisionError):
        _fail_after_queueing(bench, decode(before[-1][1]).body)
    assert lines_of(bench) == before
    bench.inspections.answer(inspection, "A02", PASS, bench.officer)
    assert decode(lines_of(bench)[-1][1]).chain == before[-1][2]


def _fail_after_queueing(bench, body):
    with bench.records.act() as act:
        act.queue(body, bench.officer)
        raise ZeroDivisionError


def test_lines_from_before_the_upgrade_get_their_links_and_the_next_line_names_the_last(bench, reopened):
    inspection = answered(bench, "A01", "A02")
    _back_to_version_two(bench)
    bench = reopened()
    before = ""
    for _, line, stored in lines_of(bench):
        before = link(before, sha256(line).hexdigest())
        assert stored == before
    bench.inspections.answer(inspection, "A03", PASS, bench.officer)
    assert decode(lines_of(bench)[-1][1]).chain == before


def _back_to_version_two(bench):
    """As the version before left it: no links, no receipts, no key."""
    for statement in (
        "ALTER TABLE outbox DROP COLUMN link",
        "ALTER TABLE device DROP COLUMN centre_key",
        "DROP TABLE receipts",
        "DELETE FROM _sqlite_migrations WHERE name = 'm003_chain'",
    ):
        bench.database.connection.execute(statement)
    assert [one.name for one in migrations.pending(bench.database.connection)] == ["m003_chain"]


def test_a_receipt_is_kept_with_the_answers_and_the_first_one_stays(bench):
    answered(bench)
    (entry,) = bench.queue.queued(None, 10)
    outcomes = [(entry.id, OperationOutcome(entry.id, OperationStatus.APPLIED))]
    receipt = Receipt(bench.ids.new(), 1, "ab" * 32, bench.clock.now(), "key", "signature")
    bench.queue.settle(outcomes, receipt)
    bench.clock.pass_by(hours=1)
    bench.queue.settle(outcomes, Receipt(receipt.device_id, 1, receipt.link, bench.clock.now(), "key", "later"))
    assert bench.sql("SELECT device_id, seq, link, key_id, signature FROM receipts") == [
        (receipt.device_id.bytes, 1, receipt.link, "key", "signature")
    ]


def test_the_centres_key_is_kept_with_the_tablets_identity(bench, reopened):
    device = Device(bench.ids.new(), "平板", "http://127.0.0.1:1", "中心", "token", "key in base64")
    StoreIdentity(bench.database).save_device(device)
    assert StoreIdentity(reopened().database).device() == device


def test_enrolment_keeps_the_key_the_centre_gives(bench):
    class OneCentre:
        def enrol(self, request):
            return Enrolment("token", "中心", "key in base64")

    identity = StoreIdentity(bench.database)
    enrolment = EnrolmentService(identity, lambda url, token: OneCentre(), bench.ids, bench.preferences)
    enrolment.enrol("http://127.0.0.1:1", "CODE", "平板")
    assert identity.device().centre_key == "key in base64"
