"""The lines of one device, held to its chain and to the centre's receipts."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256

from sync.domain.chain import Break, Member, first_fault
from sync.domain.receipts import Receipt, receipt_text
from sync.errors import OperationInvalid, RecordAltered
from sync.protocol.codec import text_of
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import decode
from sync.protocol.records import ChainDocument
from sync.verifying.keys import GivenKey, bytes_of
from sync.verifying.replay import Plain, Received
from sync.verifying.verdicts import Note, altered


def check_chain(chain: ChainDocument, content: bytes, key: GivenKey) -> list[Received]:
    """The inspection's operations of one device, once line for line and link for link are in order. Raises RecordAltered."""
    lines = _lines_in_order(chain, content)
    _check_receipts(chain.receipts, key)
    fault = first_fault(list(_members(chain, lines)), chain.start, {receipt.seq: receipt.link for receipt in chain.receipts})
    if fault is not None:
        item = item_of(lines[fault.seq]) if fault.seq in lines else "-"
        raise altered(f"chain-{fault.kind}", device=str(chain.device_id), seq=fault.place, item=item)
    statuses = {one.seq: one.status for one in chain.not_applied}
    return [
        Received(lines[seq], statuses.get(seq, OperationStatus.APPLIED), batch.received_at)
        for batch in chain.batches
        for seq in batch.seqs
    ]


def first_unreadable(received: Sequence[Received]) -> int | None:
    """The number of the first line that no tablet could have written."""
    for one in received:
        try:
            decode(text_of(one.line).encode())
        except OperationInvalid:
            return int(one.line["seq"])
    return None


def notes_on(chain: ChainDocument, key: GivenKey) -> Iterator[Note]:
    """What nobody can vouch for, and what a key vouches for that the centre has no more."""
    device = str(chain.device_id)
    for name in dict.fromkeys(receipt.key_id for receipt in chain.receipts if receipt.key_id != key.key_id):
        last = max(receipt.seq for receipt in chain.receipts if receipt.key_id == name)
        yield Note("verify.note.former-key", {"device": device, "seq": last, "key_id": name})
    for run, following in zip(chain.runs, chain.runs[1:], strict=False):
        missing = {"seq": run.first + len(run.line_sha256s), "last": following.first - 1}
        yield Note("verify.note.not-held", {"device": device, **missing})
    last = max(_own(chain), default=0)
    if not chain.receipts or chain.receipts[-1].seq < last:
        yield Note("verify.note.no-receipt", {"device": device, "seq": last})


def is_signed(receipt: Receipt, key: GivenKey) -> bool:
    """Whether the centre with this key gave the receipt, with this key or one that it had at the time."""
    text = receipt_text(receipt.device_id, receipt.seq, receipt.link, receipt.received_at)
    given_with = key.at(receipt.key_id, receipt.received_at)
    return given_with is not None and given_with.holds(text, bytes_of(receipt.signature))


def link_before(seq: int, line: Plain | None) -> str | None:
    """The link that a line names; None where it is not at hand, or names none because it is older than chains."""
    return None if line is None else line.get("chain") or ("" if seq == 1 else None)


def item_of(line: Plain) -> str:
    """The item a line is about; a dash where it is about none."""
    body = line.get("body", {})
    return str(body.get("item_code") or body.get("photo", {}).get("item_code") or "-")


def _own(chain: ChainDocument) -> list[int]:
    return sorted(seq for batch in chain.batches for seq in batch.seqs)


def _lines_in_order(chain: ChainDocument, content: bytes) -> dict[int, Plain]:
    """By number. Raises RecordAltered naming the first line that is changed, missing, too many, or in another's place."""
    own, hashes = _own(chain), _hashes(chain)
    texts = content.removesuffix(b"\n").split(b"\n")
    digests = [sha256(text).hexdigest() for text in texts]
    expected = [hashes.get(seq) for seq in own]
    if digests != expected:
        raise _wrong_line(chain, own, expected, texts, digests)
    lines = _read_all(chain, own, texts)
    for seq, line in zip(own, lines, strict=True):
        if line.get("seq") != seq:
            raise altered("line-swapped", device=str(chain.device_id), seq=seq, item=item_of(line))
    return dict(zip(own, lines, strict=True))


def _read_all(chain: ChainDocument, own: Sequence[int], texts: Sequence[bytes]) -> list[Plain]:
    """All at once, which is quicker; where that fails, one by one for the first that is no operation."""
    try:
        lines: list[Plain] = json.loads(f"[{b','.join(texts).decode()}]")
    except ValueError:
        lines = []
    if len(lines) == len(texts) and all(map(_is_operation, lines)):
        return lines
    seq = next(seq for seq, text in zip(own, texts, strict=True) if not _reads(text))
    raise altered("line-unreadable", device=str(chain.device_id), seq=seq)


def _is_operation(line: Plain) -> bool:
    """As far as it is looked at here; whether it was a good one was for the centre to say when it came."""
    return isinstance(line, dict) and isinstance(line.get("body"), dict) and {"id", "by", "at", "kind"} <= line.keys()


def _reads(text: bytes) -> bool:
    try:
        return _is_operation(_read(text))
    except ValueError:
        return False


def _hashes(chain: ChainDocument) -> dict[int, str]:
    return {run.first + place: digest for run in chain.runs for place, digest in enumerate(run.line_sha256s)}


def _wrong_line(
    chain: ChainDocument, own: Sequence[int], expected: Sequence[str | None], texts: Sequence[bytes], digests: Sequence[str]
) -> RecordAltered:
    device = str(chain.device_id)
    pairs = zip(expected, digests, strict=False)
    place = next((place for place, (wanted, found) in enumerate(pairs) if wanted != found), min(len(own), len(digests)))
    if len(texts) > len(own):
        return altered("line-extra", device=device, line=place + 1)
    gone = Break.REMOVED if len(texts) < len(own) else Break.CHANGED
    kind = Break.SWAPPED if expected[place] in digests else gone
    item = "-" if kind is Break.REMOVED else _item_at(texts[place])
    return altered(f"line-{kind}", device=device, seq=own[place], item=item)


def _item_at(text: bytes) -> str:
    """As far as a line that was touched still says."""
    try:
        return item_of(_read(text))
    except (ValueError, AttributeError):
        return "-"


def _read(text: bytes) -> Plain:
    line: Plain = json.loads(text)
    return line


def _members(chain: ChainDocument, lines: dict[int, Plain]) -> Iterator[Member]:
    following = 0
    for run in chain.runs:
        if following and run.first > following:
            yield Member(following, None, until=run.first - 1)
        for seq, digest in enumerate(run.line_sha256s, start=run.first):
            yield Member(seq, digest, link_before(seq, lines.get(seq)))
        following = run.first + len(run.line_sha256s)


def _check_receipts(receipts: Sequence[Receipt], key: GivenKey) -> None:
    for receipt in receipts:
        if not is_signed(receipt, key):
            raise altered("receipt-forged", device=str(receipt.device_id), seq=receipt.seq)
