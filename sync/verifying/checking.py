"""Checking one record, step by step; the first thing that is wrong ends it."""

from sync.errors import RecordAltered
from sync.protocol.records import CHAIN_FILE, OPERATIONS_FILE, RECORD_FILE, ChainDocument, Manifest, RecordDocument
from sync.verifying import content, lines
from sync.verifying.documents import DigestOf, extra_file, parsed, read_manifest, spoilt_files
from sync.verifying.keys import GivenKey
from sync.verifying.replay import Received, replay
from sync.verifying.sources import Source
from sync.verifying.verdicts import Note, Verdict, altered

_CHAINS, _LINES = CHAIN_FILE.partition("{")[0], OPERATIONS_FILE.partition("{")[0]


def check_record(source: Source, key: GivenKey, digest_of: DigestOf) -> Verdict:
    """The manifest's signature, every file's hash, every line in its chain, receipts, then whether the operations amount to
    what the record says."""
    notes: list[Note] = []
    compound = ""
    try:
        manifest = read_manifest(source, key)
        _check_files(source, manifest, digest_of, key)
        record = parsed(source.read(RECORD_FILE), RecordDocument, RECORD_FILE)
        compound = record.inspection.summary.compound
        if record.inspection.summary.inspection_id != manifest.inspection_id:
            raise altered("file-unreadable", file=RECORD_FILE)
        received = _check_chains(source, manifest, key, notes)
        content.check_content(record, replay(received))
        notes += content.notes_on(record)
    except RecordAltered as fault:
        return Verdict(source.label, compound, fault, tuple(notes))
    return Verdict(source.label, compound, None, tuple(notes))


def _check_files(source: Source, manifest: Manifest, digest_of: DigestOf, key: GivenKey) -> None:
    for name, is_there in spoilt_files(manifest, digest_of):
        raise _spoilt(source, name, is_there, key)
    if (extra := extra_file(source, manifest)) is not None:
        raise altered("file-extra", file=extra)


def _spoilt(source: Source, name: str, is_there: bool, key: GivenKey) -> RecordAltered:
    """What is wrong with a file, as exactly as the rest of the record can tell."""
    if is_there and name.startswith((_LINES, _CHAINS)) and (fault := _line_at_fault(source, name, key)) is not None:
        return fault
    if (item := _item_of_photo(source, name)) is not None:
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
    except (OSError, ValueError):
        return None
    return None


def _item_of_photo(source: Source, name: str) -> str | None:
    try:
        record = parsed(source.read(RECORD_FILE), RecordDocument, RECORD_FILE)
    except (RecordAltered, OSError, ValueError):
        return None
    for photo in content.photos_of(record):
        if photo.facts.copy_sha256 in name or photo.facts.original_sha256 in name:
            return photo.facts.item_code
    return None


def _check_chains(source: Source, manifest: Manifest, key: GivenKey, notes: list[Note]) -> list[Received]:
    received: list[Received] = []
    for name in (entry.name for entry in manifest.files if entry.name.startswith(_CHAINS)):
        chain = _chain_of(source, name)
        received += lines.check_chain(chain, source.read(OPERATIONS_FILE.format(device_id=chain.device_id)), key)
        notes += lines.notes_on(chain)
    return received


def _chain_of(source: Source, name: str) -> ChainDocument:
    chain = parsed(source.read(name), ChainDocument, name)
    if name != CHAIN_FILE.format(device_id=chain.device_id):
        raise altered("file-unreadable", file=name)
    return chain
