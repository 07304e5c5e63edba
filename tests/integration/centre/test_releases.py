"""What a release leaves in a record."""

from base64 import b64decode
from hashlib import sha256

from sync.domain.chain import link
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.people import Duty, Role
from sync.protocol.administration import QuarantineDecision
from sync.protocol.messages import EnrolmentRequest, OperationStatus
from sync.protocol.operations import Operation, SetResult, encode
from sync.server.services.registers import NewPerson
from sync.server.services.zipping import zipped
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from sync.verifying.sources import records_in


class Chained:
    """A tablet of one person that chains its lines."""

    def __init__(self, office, person):
        code = office.centre.registers.create_enrolment_code([person])
        token = office.centre.access.enrol(EnrolmentRequest(code, office.ids.new(), "平板")).device_token
        self.sender = office.centre.access.sender_of(token)
        self.office, self.person, self.seq, self.chain = office, person, 0, ""

    def line(self, body):
        self.seq += 1
        made = Operation(self.office.ids.new(), self.seq, self.person, self.office.centre.clock.now(), body, self.chain)
        line = encode(made)
        self.chain = link(self.chain, sha256(line).hexdigest())
        return made.id, line


def test_a_record_with_a_released_answer_verifies_although_the_centres_clock_was_set_back_meanwhile(office, clock, tmp_path):
    centre, code = office.centre, office.checklist.items[0].code
    colleague = office.ids.new()
    centre.registers.add_people([NewPerson(colleague, "李玥", Duty.OFFICER)])
    mine, theirs = Chained(office, office.officer), Chained(office, colleague)
    passed = SetResult(office.inspection, code, ResultValue(Outcome.PASS))
    _, start = mine.line(office.start())
    first, line = mine.line(passed)
    centre.intake.take(mine.sender, [start, line])
    _, later = theirs.line(passed)
    assert centre.intake.take(theirs.sender, [later]).outcomes[0].status is OperationStatus.REJECTED
    centre.registers.reassign(office.assignment, (office.officer, colleague))
    clock.pass_by(hours=-2)
    login = office.account(Role.ADMINISTRATOR)
    account = centre.access.account_of(centre.access.sign_in(login, office.password).token)
    decision = QuarantineDecision(theirs.sender.device_id, (sha256(later).hexdigest(),), "补录")
    (outcome,) = centre.quarantine.release(account, decision).outcomes
    assert outcome.status is OperationStatus.APPLIED
    changed = SetResult(office.inspection, code, ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施"), first)
    assert centre.intake.take(mine.sender, [mine.line(changed)[1]]).outcomes[0].status is OperationStatus.APPLIED
    record = tmp_path / "record.zip"
    record.write_bytes(b"".join(zipped(centre.records.export(office.inspection), (2026, 5, 6, 0, 0, 0))))
    key = centre.key.public
    (verdict,) = check_records(records_in(record), GivenKey(b64decode(key.public_key), key.key_id))
    assert verdict.fault is None, verdict
