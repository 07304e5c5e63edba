"""Private keys of the centre in files that only its user may read, never in the database."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from sync.durable import sync_folder
from sync.errors import CentreKeyUnreadable


def read_key_file(path: Path) -> PrivateKeyTypes:
    """Raises CentreKeyUnreadable: a spoilt file is never replaced in silence."""
    try:
        return load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, OSError) as error:
        raise CentreKeyUnreadable(file=str(path)) from error


def make_key_file(path: Path, content: bytes) -> None:
    """Whole and durable before it has its name; of several processes that start at once, one makes it. Raises OSError."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    sync_folder(path.parent)
