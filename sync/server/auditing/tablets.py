"""A tablet's operations as a whole, across inspections: every line, the chain through them, and the centre's receipts."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

from sync.domain.chain import Member, first_fault
from sync.errors import FieldValue
from sync.server.auditing.differences import Difference
from sync.server.auditing.kept import KeptLine, KeptTablet
from sync.verifying.keys import GivenKey
from sync.verifying.lines import is_signed, item_of, link_before
from sync.verifying.meaning import is_same_id


class _Read(NamedTuple):
    """A line with what it says as JSON; None where it says nothing."""

    line: KeptLine
    plain: dict[str, Any] | None


def check_tablet(tablet: KeptTablet, key: GivenKey) -> Iterator[Difference]:
    """Every line that is not what its row says, the first break of the chain, the first receipt that this centre did not sign;
    and, to know, the numbers that are not here."""
    lines = [_Read(line, _plain(line)) for line in tablet.lines]
    for read in lines:
        if (problem := _problem_with(read)) is not None:
            yield _fault(tablet, problem, seq=read.line.seq, item=item_of(read.plain or {}))
    for before, after in pairwise(tablet.lines):
        if before.seq == after.seq:
            yield _fault(tablet, "audit.problem.number-twice", seq=after.seq)
    yield from _break_of_chain(tablet, lines)
    forged = next((receipt for receipt in tablet.receipts if not is_signed(receipt, key)), None)
    if forged is not None:
        yield _fault(tablet, "record.problem.receipt-forged", seq=forged.seq)
    yield from _not_here(tablet)


def _fault(tablet: KeptTablet, key: str, **fields: FieldValue) -> Difference:
    return Difference(tablet.name, key, {"device": str(tablet.device_id), **fields})


def _plain(line: KeptLine) -> dict[str, Any] | None:
    """The line as JSON; None where it is none."""
    try:
        found = json.loads(line.line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _problem_with(read: _Read) -> str | None:
    line, plain = read
    if sha256(line.line).hexdigest() != line.line_sha256:
        return "record.problem.line-changed"
    if plain is None:
        return "record.problem.line-unreadable"
    if plain.get("seq") != line.seq or not is_same_id(plain.get("id", ""), str(line.id)):
        return "record.problem.line-swapped"
    return None


def _break_of_chain(tablet: KeptTablet, lines: Sequence[_Read]) -> Iterator[Difference]:
    fault = first_fault(list(_members(lines)), None, {receipt.seq: receipt.link for receipt in tablet.receipts})
    if fault is not None:
        at_fault = next((read.plain for read in lines if read.line.seq == fault.seq), None)
        yield _fault(tablet, f"record.problem.chain-{fault.kind}", seq=fault.place, item=item_of(at_fault or {}))


def _members(lines: Sequence[_Read]) -> Iterator[Member]:
    """Each number once; where numbers are not here, one that stands for all of them."""
    following = 1
    for line, plain in lines:
        if line.seq < following:
            continue
        if line.seq > following:
            yield Member(following, None, until=line.seq - 1)
        yield Member(line.seq, line.line_sha256, link_before(line.seq, plain))
        following = line.seq + 1


def _not_here(tablet: KeptTablet) -> Iterator[Difference]:
    """Numbers below the highest that neither came through nor stand in quarantine: still on the tablet, or lost."""
    here = {line.seq for line in tablet.lines} | set(_numbers_apart(tablet))
    for before, seq in pairwise([0, *sorted(here)]):
        if seq > before + 1:
            fields: dict[str, FieldValue] = {"device": str(tablet.device_id), "seq": before + 1, "last": seq - 1}
            yield Difference(tablet.name, "audit.note.not-here", fields, is_fault=False)


def _numbers_apart(tablet: KeptTablet) -> Iterator[int]:
    """As far as a line that was set apart still says."""
    for line in tablet.apart:
        try:
            seq = json.loads(line)["seq"]
        except (ValueError, TypeError, KeyError, IndexError):
            continue
        if isinstance(seq, int) and seq > 0:
            yield seq
