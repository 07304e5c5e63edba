"""Records with receipts from a key that the centre has lost: good under the key made in its place, and under no other."""

import sqlite3
from base64 import b64encode
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import pytest

from inspector_app.cli.centre_records import write_record
from sync.domain.chain import link
from sync.domain.receipts import former_key_text
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import decode, encode
from sync.server.centre import open_centre
from sync.server.repositories.centre_keys import CentreKeyTables
from sync.server.services.countersigning import CentreKey
from sync.server.services.key_files import CENTRE_KEY
from sync.server.services.succession import KeptKey
from sync.server.settings import Settings
from sync.verifying.campaign import check_records
from sync.verifying.keys import key_of
from sync.verifying.sources import records_in
from tests.integration.centre.conftest import Office, SetClock


class Bureau:
    """A centre that is closed and opened again."""

    def __init__(self, folder) -> None:
        self.settings, self.clock = Settings(folder / "centre"), SetClock()
        self._records = folder
        self.centre = open_centre(self.settings, self.clock)
        self.office = Office(self.centre)
        self.sender, self._link = self.office.sender(), ""
        self.take(self.office.start())

    def take(self, body) -> None:
        """As a tablet chains it."""
        self.clock.pass_by(minutes=1)
        line = encode(replace(decode(self.office.line(body)), chain=self._link))
        self._link = link(self._link, sha256(line).hexdigest())
        (outcome,) = self.centre.intake.take(self.sender, [line]).outcomes
        assert outcome.status is OperationStatus.APPLIED, outcome

    def answer(self, position: int) -> None:
        self.take(self.office.answer(position))

    def lose_its_key(self, renew: bool = True) -> None:
        """And go on with a new one, made as docs/operating.md has it or put in the folder by hand."""
        self.centre.close()
        self.clock.pass_by(hours=1)
        (self.settings.data / CENTRE_KEY.name).unlink()
        if renew:
            open_centre(self.settings, self.clock, may_renew_keys=True).close()
        else:
            CENTRE_KEY.open(self.settings.data, handed_out=False)
        self.centre = self.office.centre = open_centre(self.settings, self.clock)

    def verdict(self):
        """Of the record as it is handed out now, under the key of now."""
        self.clock.pass_by(seconds=1)
        folder = self._records / f"record-{self.clock.time:%H%M%S}"
        write_record(self.centre.records.export(self.office.inspection), folder)
        (verdict,) = check_records(records_in(folder), key_of(self.centre.key.public))
        return verdict

    def faults_of_audit(self):
        audited = self.centre.audit.run(read_files=False, watch=lambda done, whole: None)
        return [difference.key for difference in audited.differences if difference.is_fault]

    def change(self, statement: str, *values: object) -> None:
        self.centre.close()
        with closing(sqlite3.connect(self.settings.data / "centre.db")) as database, database:
            database.execute(statement, values)
        self.centre = self.office.centre = open_centre(self.settings, self.clock)


@pytest.fixture
def bureau(tmp_path):
    made = Bureau(tmp_path)
    yield made
    made.centre.close()


def forged(bureau) -> bool:
    """Whether record and audit say so, both."""
    of_record = bureau.verdict().fault is not None
    assert of_record == ("record.problem.receipt-forged" in bureau.faults_of_audit())
    return of_record


def test_receipts_of_a_lost_key_hold_under_the_one_made_anew_and_that_is_said(bureau):
    first = bureau.centre.key.public.key_id
    bureau.lose_its_key()
    bureau.answer(0)
    verdict = bureau.verdict()
    assert verdict.fault is None
    (note,) = (note for note in verdict.notes if note.key == "verify.note.former-key")
    assert (note.fields["key_id"], note.fields["seq"]) == (first, 1)
    assert bureau.faults_of_audit() == []


def test_a_key_that_was_lost_twice_is_vouched_for_by_the_third(bureau):
    for position in range(2):
        bureau.lose_its_key()
        bureau.answer(position)
    assert [note.fields["seq"] for note in bureau.verdict().notes if note.key == "verify.note.former-key"] == [1, 2]
    assert not forged(bureau)


def test_a_key_that_was_exchanged_by_hand_vouches_for_nothing(bureau):
    bureau.lose_its_key(renew=False)
    assert forged(bureau)


def test_nothing_counts_that_a_lost_key_signed_later(bureau):
    lost = CentreKey(CENTRE_KEY.open(bureau.settings.data, handed_out=True))
    bureau.lose_its_key()
    bureau.answer(0)
    (receipt,) = (one for one in bureau.centre.records.kept(bureau.office.inspection).chains[0].receipts if one.seq == 2)
    late = lost.receipt(receipt.device_id, receipt.seq, receipt.link, receipt.received_at)
    bureau.change("UPDATE receipts SET key_id = ?, signature = ? WHERE seq = 2", late.key_id, late.signature)
    assert forged(bureau)


def test_a_key_that_somebody_wrote_into_the_database_is_no_key_of_the_centre(bureau):
    stranger = CentreKey(CENTRE_KEY.generate())
    (receipt,) = bureau.centre.records.kept(bureau.office.inspection).chains[0].receipts
    theirs = stranger.receipt(receipt.device_id, receipt.seq, receipt.link, receipt.received_at)
    now = bureau.clock.now()
    word = b64encode(stranger.sign(former_key_text(stranger.public.public_key, now))).decode()
    CentreKeyTables(bureau.centre.database).keep([KeptKey(stranger.public.public_key, now, now, word)])
    bureau.change("UPDATE receipts SET key_id = ?, signature = ?", theirs.key_id, theirs.signature)
    assert forged(bureau)
    bureau.lose_its_key()
    assert forged(bureau)
