"""A tablet's operations as a whole: every line, the chain through them, the centre's receipts, and what is not here."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.domain.chain import link
from sync.domain.ids import IdMaker
from sync.server.auditing.kept import KeptLine, KeptTablet
from sync.server.auditing.tablets import check_tablet
from sync.server.services.countersigning import CentreKey
from sync.verifying.keys import key_of

DEVICE = UUID(int=7)
NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
KEY = CentreKey(Ed25519PrivateKey.from_private_bytes(b"k" * 32))
_IDS = IdMaker()


def lines_of(count: int) -> list[KeptLine]:
    """As a tablet chains them."""
    made, before = [], ""
    for seq in range(1, count + 1):
        op_id = _IDS.new()
        line = json.dumps({"id": str(op_id), "seq": seq, "body": {"item_code": f"A{seq:02}"}, "chain": before}).encode()
        digest = sha256(line).hexdigest()
        before = link(before, digest)
        made.append(KeptLine(op_id, seq, digest, line))
    return made


def link_at(lines: list[KeptLine]) -> str:
    before = ""
    for line in lines:
        before = link(before, line.line_sha256)
    return before


@pytest.fixture
def lines():
    return lines_of(6)


@pytest.fixture
def tablet(lines):
    """Five lines with a receipt for the fourth and for the last."""
    receipts = tuple(KEY.receipt(DEVICE, number, link_at(lines[:number]), NOW) for number in (4, 6))
    return KeptTablet(DEVICE, "平板 7", tuple(lines), (), receipts)


def said(tablet: KeptTablet) -> list[tuple[str, object]]:
    """What differs, with the number that it is about."""
    found = list(check_tablet(tablet, key_of(KEY.public)))
    assert {one.place for one in found} <= {"平板 7"}
    return [(one.key.rpartition(".")[2], one.fields["seq"]) for one in found]


def test_lines_as_they_were_chained_and_receipted_are_in_order(tablet):
    assert said(tablet) == []


def test_a_tablet_that_never_sent_anything_is_in_order():
    assert said(KeptTablet(DEVICE, "平板 7", (), (), ())) == []


def test_the_last_lines_gone_are_missed_because_there_is_a_receipt_for_them(tablet, lines):
    assert said(replace(tablet, lines=tuple(lines[:4]))) == [("chain-removed", "5–6")]


def test_lines_gone_from_the_middle_are_told_by_their_numbers(tablet, lines):
    assert said(replace(tablet, lines=(lines[0], *lines[3:]))) == [("not-here", 2)]


def test_lines_that_stand_in_quarantine_are_not_missed(tablet, lines):
    apart = (lines[1].line, b"no json", b"[]", b'{"seq": "x"}', b'"text"', lines[2].line)
    assert said(replace(tablet, lines=(lines[0], *lines[3:]), apart=apart)) == []


def test_a_line_exchanged_for_another_breaks_the_chain_where_it_stands(tablet, lines):
    other = lines[2].line.replace(b"A03", b"B03")
    lines[2] = lines[2]._replace(line=other, line_sha256=sha256(other).hexdigest())
    assert said(replace(tablet, lines=tuple(lines))) == [("chain-changed", 3)]


def test_lines_in_each_others_rows_are_both_found(tablet, lines):
    first, second = lines[1], lines[2]
    lines[1], lines[2] = second._replace(seq=first.seq), first._replace(seq=second.seq)
    found = said(replace(tablet, lines=tuple(lines)))
    assert found[:2] == [("line-swapped", 2), ("line-swapped", 3)]


def test_two_lines_under_one_number_are_found(tablet, lines):
    again = lines_of(3)[2]
    assert said(replace(tablet, lines=(*lines[:3], again, *lines[3:]))) == [("number-twice", 3)]
    assert said(replace(tablet, lines=(*lines[:2], again, *lines[2:]))) == [("number-twice", 3), ("chain-changed", 2)]


@pytest.mark.parametrize("spoilt", [{"link": "0" * 64}, {"signature": "!!"}, {"key_id": "f" * 16}])
def test_a_receipt_that_this_centre_did_not_sign_is_found(tablet, spoilt):
    forged = replace(tablet.receipts[1], **spoilt)
    found = said(replace(tablet, receipts=(tablet.receipts[0], forged)))
    assert ("receipt-forged", 6) in found


def test_a_line_that_is_no_object_is_said_to_be_unreadable(tablet, lines):
    lines[5] = lines[5]._replace(line=b"[1]", line_sha256=sha256(b"[1]").hexdigest())
    assert ("line-unreadable", 6) in said(replace(tablet, lines=tuple(lines)))


def test_lines_that_are_older_than_chains_are_held_to_their_hashes_alone():
    made = []
    for seq in (1, 2, 3):
        op_id = _IDS.new()
        line = json.dumps({"id": str(op_id), "seq": seq, "body": {}}).encode()
        made.append(KeptLine(op_id, seq, sha256(line).hexdigest(), line))
    tablet = KeptTablet(DEVICE, "平板 7", tuple(made), (), ())
    assert said(tablet) == []
    made[1] = made[1]._replace(line=b"{}")
    assert said(replace(tablet, lines=tuple(made))) == [("line-changed", 2)]
