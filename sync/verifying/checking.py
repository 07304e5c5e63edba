"""Checking one record, step by step; the first thing that is wrong ends it."""

from sync.errors import OperationInvalid, RecordAltered
from sync.protocol.records import CHAIN_FILE, OPERATIONS_FILE, RECORD_FILE, ChainDocument, Manifest, RecordDocument
from sync.verifying import content, lines
from sync.verifying.documents import extra_file, parsed, plain_record, read_manifest, reads_as, spoilt_files
from sync.verifying.keys import GivenKey
from sync.verifying.replay import Plain, Received, replay
from sync.verifying.sources import Source
from sync.verifying.verdicts import Note, Verdict, altered

_CHAINS, _LINES = CHAIN_FILE.partition("{")[0], OPERATIONS_FILE.partition("{")[0]
_MALFORMED = (KeyError, TypeError, AttributeError, ValueError, OperationInvalid)
"""What becomes of reading plain JSON that is not what it should be."""


def check_record(source: Source, key: GivenKey) -> Verdict:
    """The manifest's signature, every file's hash, every line in its chain, receipts, then whether the operations amount to
    what the record says."""
    notes: list[Note] = []
    compound = ""
    try:
        manifest = read_manifest(source, key)
        key = key.with_former(manifest.former_keys)
        record = _record_as_found(source, manifest)
        compound = _compound_of(record)
        _check_files(source, manifest, record, key)
        received = _check_chains(source, manifest, key, notes)
        _check_content(record, received, notes)
    except RecordAltered as fault:
        return Verdict(source.label, compound, fault, tuple(notes))
    return Verdict(source.label, compound, None, tuple(notes))


def _check_content(record: Plain, received: list[Received], notes: list[Note]) -> None:
    """Where plain JSON cannot be followed, somebody signed what is no record or no operation; anything else is our own fault."""
    try:
        content.check_content(record, replay(received))
        notes += content.notes_on(record)
    except _MALFORMED as error:
        if not reads_as(record, RecordDocument):
            raise altered("file-unreadable", file=RECORD_FILE) from error
        if (seq := lines.first_unreadable(received)) is not None:
            raise altered("line-unreadable", device="-", seq=seq) from error
        raise


def _record_as_found(source: Source, manifest: Manifest) -> Plain:
    """Not held to its hash yet; empty where it does not read as a record."""
    try:
        return plain_record(source, manifest)
    except (RecordAltered, OSError, *_MALFORMED):
        return {}


def _compound_of(record: Plain) -> str:
    return str(record.get("inspection", {}).get("summary", {}).get("compound", ""))


def _check_files(source: Source, manifest: Manifest, record: Plain, key: GivenKey) -> None:
    for name, is_there in spoilt_files(source, manifest):
        raise _spoilt(source, record, name, is_there, key)
    if (extra := extra_file(source, manifest)) is not None:
        raise altered("file-extra", file=extra)


def _spoilt(source: Source, record: Plain, name: str, is_there: bool, key: GivenKey) -> RecordAltered:
    """What is wrong with a file, as exactly as the rest of the record can tell."""
    if is_there and name.startswith((_LINES, _CHAINS)) and (fault := _line_at_fault(source, name, key)) is not None:
        return fault
    if (item := _item_of_photo(record, name)) is not None:
        return altered("photo-changed" if is_there else "photo-missing", file=name, item=item)
    return altered("file-changed" if is_there else "file-missing", file=name)


def _line_at_fault(source: Source, name: str, key: GivenKey) -> RecordAltered | None:
    """Where lines were touched, the line; where a device's chain was, its receipt. The lines come first in the manifest."""
    device = name.removeprefix(_LINES).removeprefix(_CHAINS).partition(".")[0]
    wanted = "record.problem.line-" if name.startswith(_LINES) else "record.problem.receipt-"
    try:
        chain = _chain_of(source, CHAIN_FILE.format(device_id=device))
        lines.check_chain(chain, source.read(OPERATIONS_FILE.format(device_id=device)), key)
    except RecordAltered as fault:
        return fault if str(fault.fields["problem"]).startswith(wanted) else None
    except (OSError, *_MALFORMED):
        return None
    return None


def _item_of_photo(record: Plain, name: str) -> str | None:
    try:
        photos = [photo["facts"] for photo in content.photos_of(record)]
        return next((content.item_of(facts) for facts in photos if _is_file_of(facts, name)), None)
    except _MALFORMED:
        return None


def _is_file_of(facts: dict[str, str], name: str) -> bool:
    return facts["copy_sha256"] in name or facts["original_sha256"] in name


def _check_chains(source: Source, manifest: Manifest, key: GivenKey, notes: list[Note]) -> list[Received]:
    received: list[Received] = []
    for name in (entry.name for entry in manifest.files if entry.name.startswith(_CHAINS)):
        chain = _chain_of(source, name)
        file = OPERATIONS_FILE.format(device_id=chain.device_id)
        try:
            received += lines.check_chain(chain, source.read(file), key)
        except OSError as error:
            raise altered("file-unreadable", file=file) from error
        notes += lines.notes_on(chain, key)
    return received


def _chain_of(source: Source, name: str) -> ChainDocument:
    chain = parsed(source.read(name), ChainDocument, name)
    if name != CHAIN_FILE.format(device_id=chain.device_id):
        raise altered("file-unreadable", file=name)
    return chain
