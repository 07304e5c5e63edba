"""The signed manifest and what it stands for: reading documents, and holding every file to its hash."""

from collections.abc import Iterator
from typing import TypeVar

from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, from_plain, plain_of
from sync.protocol.records import FORMAT, MANIFEST_FILE, RECORD_FILE, SIGNATURE_FILE, Manifest
from sync.verifying.keys import GivenKey
from sync.verifying.replay import Plain
from sync.verifying.sources import Source
from sync.verifying.verdicts import altered

Document = TypeVar("Document")


def read_manifest(source: Source, key: GivenKey) -> Manifest:
    """The manifest, once its signature holds. Raises RecordAltered."""
    content, signature = _read(source, MANIFEST_FILE), _read(source, SIGNATURE_FILE)
    if not key.holds(content, signature):
        raise _why_not(content, key)
    return parsed(content, Manifest, MANIFEST_FILE)


def _read(source: Source, name: str) -> bytes:
    try:
        return source.read(name)
    except FileNotFoundError as error:
        raise altered("no-manifest", file=name) from error
    except (OSError, ValueError) as error:
        raise altered("file-unreadable", file=name) from error


def _why_not(content: bytes, key: GivenKey) -> Exception:
    """The manifest names the key it was signed with; that is worth nothing as proof, but tells a person where to look."""
    try:
        named = from_json(content, Manifest).key_id
    except OperationInvalid:
        named = key.key_id
    if named != key.key_id:
        return altered("other-key", theirs=named[:16], ours=key.key_id)
    return altered("manifest-signature", file=MANIFEST_FILE)


def parsed(content: bytes, kind: type[Document], name: str) -> Document:
    """A document of the record. Raises RecordAltered when it does not read as one."""
    try:
        found = from_json(content, kind)
    except OperationInvalid as error:
        raise altered("file-unreadable", file=name) from error
    if getattr(found, "format", FORMAT) != FORMAT:
        raise altered("file-unreadable", file=name)
    return found


def reads_as(plain: Plain, kind: type[object]) -> bool:
    """Whether plain JSON is a document of this kind."""
    try:
        from_plain(plain, kind)
    except OperationInvalid:
        return False
    return True


def plain_record(source: Source, manifest: Manifest) -> Plain:
    """``record.json`` as it is written. Raises RecordAltered when it is of another format or another inspection."""
    record: Plain = plain_of(source.read(RECORD_FILE))
    if record["format"] != FORMAT or record["inspection"]["summary"]["inspection_id"] != str(manifest.inspection_id):
        raise altered("file-unreadable", file=RECORD_FILE)
    return record


def spoilt_files(source: Source, manifest: Manifest) -> Iterator[tuple[str, bool]]:
    """Files that are not as the manifest says, in its order; whether each is there at all."""
    for entry in manifest.files:
        try:
            digest = source.sha256(entry.name)
        except FileNotFoundError:
            yield entry.name, False
        except (OSError, ValueError):
            yield entry.name, True
        else:
            if digest != entry.sha256:
                yield entry.name, True


def extra_file(source: Source, manifest: Manifest) -> str | None:
    """The first file, by name, that the manifest does not know."""
    known = {entry.name for entry in manifest.files} | {MANIFEST_FILE, SIGNATURE_FILE}
    return min(source.names() - known, default=None)
