"""The signed manifest and what it stands for: reading documents, and holding every file to its hash."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from sync.errors import OperationInvalid
from sync.protocol.codec import from_json
from sync.protocol.records import FORMAT, MANIFEST_FILE, SIGNATURE_FILE, Manifest
from sync.verifying.keys import GivenKey
from sync.verifying.sources import Source
from sync.verifying.verdicts import altered

Document = TypeVar("Document")
DigestOf = Callable[[str], str]
"""The SHA-256 of a file of the record by its name; raises as Source.sha256."""


def read_manifest(source: Source, key: GivenKey) -> Manifest:
    """The manifest, once its signature holds. Raises RecordAltered."""
    try:
        content, signature = source.read(MANIFEST_FILE), source.read(SIGNATURE_FILE)
    except FileNotFoundError as error:
        raise altered("no-manifest", file=str(error.filename)) from error
    except (OSError, ValueError) as error:
        raise altered("file-unreadable", file=MANIFEST_FILE) from error
    if not key.holds(content, signature):
        raise _why_not(content, key)
    return parsed(content, Manifest, MANIFEST_FILE)


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


def spoilt_files(manifest: Manifest, digest_of: DigestOf) -> Iterator[tuple[str, bool]]:
    """Files that are not as the manifest says, in its order; whether each is there at all."""
    for entry in manifest.files:
        try:
            digest = digest_of(entry.name)
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
