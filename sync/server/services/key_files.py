"""Private keys of the centre in files that only its user may read, never in the database."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from sync.durable import sync_folder
from sync.errors import CentreKeyMissing, CentreKeyUnreadable

Private = TypeVar("Private", Ed25519PrivateKey, X25519PrivateKey)


@dataclass(frozen=True, slots=True)
class KeyFile(Generic[Private]):
    """A file of the data folder. ``lost`` is the key of the sentence that says what another one would cost."""

    name: str
    kind: type[Any]
    generate: Callable[[], Private]
    lost: str

    def open(self, folder: Path, handed_out: bool) -> Private:
        """The key in the folder; a new one where there is none, but not where it was ``handed_out`` before: what others did with
        its public half, no other key can answer for. Raises CentreKeyMissing, CentreKeyUnreadable, OSError."""
        path = folder / self.name
        if not path.exists():
            if handed_out:
                raise CentreKeyMissing(file=str(path), loss=self.lost)
            _make(path, self.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        private = _read(path)
        if not isinstance(private, self.kind):
            raise CentreKeyUnreadable(file=str(path))
        return cast(Private, private)


CENTRE_KEY = KeyFile("centre-key.pem", Ed25519PrivateKey, Ed25519PrivateKey.generate, "centre-key.problem.signed")
RESCUE_KEY = KeyFile("rescue-key.pem", X25519PrivateKey, X25519PrivateKey.generate, "centre-key.problem.sealed")
KEY_FILES = (CENTRE_KEY.name, RESCUE_KEY.name)


def _read(path: Path) -> PrivateKeyTypes:
    """Raises CentreKeyUnreadable: a spoilt file is never replaced in silence."""
    try:
        return load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, OSError) as error:
        raise CentreKeyUnreadable(file=str(path)) from error


def _make(path: Path, content: bytes) -> None:
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
