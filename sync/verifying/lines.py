"""The lines of one device, held to its chain and to the centre's receipts."""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sync.domain.chain import Break, Member, first_fault
from sync.domain.receipts import Receipt, receipt_text
from sync.errors import OperationInvalid
from sync.protocol.operations import AddPhoto, Operation, SetResult, decode
from sync.protocol.records import ChainDocument, ChainEntry
from sync.verifying.keys import GivenKey
from sync.verifying.replay import Received
from sync.verifying.verdicts import Note, altered


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the record."""

    sha256: str
    operation: Operation


def check_chain(chain: ChainDocument, content: bytes, key: GivenKey) -> list[Received]:
    """The inspection's operations of one device, once line for line and link for link are in order. Raises RecordAltered."""
    lines = _lines_in_order(chain, content)
    _check_receipts(chain.receipts, key)
    members = [_member(entry, lines.get(entry.seq)) for entry in chain.operations]
    fault = first_fault(members, chain.start, {receipt.seq: receipt.link for receipt in chain.receipts})
    if fault is not None:
        spoken = lines.get(fault.seq)
        raise altered(
            f"chain-{fault.kind}",
            device=str(chain.device_id),
            seq=fault.seq if fault.seq == fault.last else f"{fault.seq}–{fault.last}",
            item=item_of(spoken.operation) if spoken else "-",
        )
    return [
        Received(lines[entry.seq].operation, entry.status, entry.received_at)
        for entry in chain.operations
        if entry.status is not None and entry.received_at is not None
    ]


def notes_on(chain: ChainDocument) -> Iterator[Note]:
    """What nobody can vouch for."""
    for entry in chain.operations:
        if entry.line_sha256 is None:
            last = entry.until or entry.seq
            yield Note("verify.note.not-held", {"device": str(chain.device_id), "seq": entry.seq, "last": last})
    if not chain.receipts or chain.receipts[-1].seq < _last_own(chain):
        yield Note("verify.note.no-receipt", {"device": str(chain.device_id), "seq": _last_own(chain)})


def _last_own(chain: ChainDocument) -> int:
    return max((entry.seq for entry in chain.operations if entry.status is not None), default=0)


def _lines_in_order(chain: ChainDocument, content: bytes) -> dict[int, Line]:
    """By number. Raises RecordAltered naming the first line that is changed, missing, too many, or in another's place."""
    own = [entry for entry in chain.operations if entry.status is not None]
    texts = content.split(b"\n")[:-1] if content.endswith(b"\n") else content.split(b"\n")
    digests = [sha256(text).hexdigest() for text in texts]
    there = set(digests)
    found: dict[int, Line] = {}
    for place, entry in enumerate(own):
        if place < len(digests) and digests[place] == entry.line_sha256:
            found[entry.seq] = _read(chain, texts[place], digests[place], entry.seq)
            continue
        raise _wrong_line(chain, own, place, texts, there)
    if len(texts) > len(own):
        raise altered("line-extra", device=str(chain.device_id), line=len(own) + 1)
    return found


def _wrong_line(
    chain: ChainDocument, own: Sequence[ChainEntry], place: int, texts: Sequence[bytes], there: set[str]
) -> Exception:
    entry = own[place]
    if len(texts) > len(own):
        return altered("line-extra", device=str(chain.device_id), line=place + 1)
    if entry.line_sha256 in there:
        kind = Break.SWAPPED
    elif len(texts) < len(own):
        kind = Break.REMOVED
    else:
        kind = Break.CHANGED
    item = _item_at(texts, place) if kind is not Break.REMOVED else "-"
    return altered(f"line-{kind}", device=str(chain.device_id), seq=entry.seq, item=item)


def _item_at(texts: Sequence[bytes], place: int) -> str:
    try:
        return item_of(decode(texts[place]))
    except OperationInvalid:
        return "-"


def _read(chain: ChainDocument, text: bytes, digest: str, seq: int) -> Line:
    try:
        operation = decode(text)
    except OperationInvalid as error:
        raise altered("line-unreadable", device=str(chain.device_id), seq=seq) from error
    if operation.seq != seq:
        raise altered("line-swapped", device=str(chain.device_id), seq=seq, item=item_of(operation))
    return Line(digest, operation)


def _member(entry: ChainEntry, line: Line | None) -> Member:
    before = None
    if line is not None and (line.operation.chain or entry.seq == 1):
        before = line.operation.chain
    return Member(entry.seq, entry.line_sha256, before, entry.until or 0)


def _check_receipts(receipts: Sequence[Receipt], key: GivenKey) -> None:
    for receipt in receipts:
        text = receipt_text(receipt.device_id, receipt.seq, receipt.link, receipt.received_at)
        if receipt.key_id != key.key_id or not key.holds(text, _signature(receipt)):
            raise altered("receipt-forged", device=str(receipt.device_id), seq=receipt.seq)


def _signature(receipt: Receipt) -> bytes:
    try:
        return b64decode(receipt.signature, validate=True)
    except ValueError:
        return b""


def item_of(operation: Operation) -> str:
    """The item an operation is about; a dash where it is about none."""
    if isinstance(operation.body, SetResult):
        return operation.body.item_code
    return operation.body.photo.item_code if isinstance(operation.body, AddPhoto) else "-"
