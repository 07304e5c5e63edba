"""A rescue file made by hand, member by member, right or wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tarfile import BLOCKSIZE
from uuid import UUID

import pytest
from nacl.public import PrivateKey

from sync.protocol.codec import to_json
from sync.protocol.rescue import FORMAT, MANIFEST_FILE, RescueManifest, RescueMember
from sync.sealing.archive import header_of
from sync.sealing.checking import checked_manifest
from sync.sealing.stream import SealedWriter

PICTURE = b"\xff\xd8 picture"
PICTURE_NAME = f"evidence/{sha256(PICTURE).hexdigest()}"
LINES = b'{"id":"1"}\n{"id":"2"}'
MEMBERS = (("operations/000001.ndjson", LINES), ("database/tablet.db", b"SQLite format 3"), (PICTURE_NAME, PICTURE))
MANIFEST = RescueManifest(
    format=FORMAT,
    made_at=datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
    version="0.1.0",
    device_id=UUID(int=7),
    device_name="平板",
    device_token="token",
    operations=2,
    waiting=2,
    evidence=1,
    evidence_bytes=len(PICTURE),
    members=(),
)
END = bytes(2 * BLOCKSIZE)


@dataclass
class Bench:
    """Seals whatever tar it is given, and opens it as a centre does."""

    folder: Path
    private: PrivateKey = field(default_factory=PrivateKey.generate)

    def seal(self, tar: bytes, key: PrivateKey | None = None) -> bytes:
        target = BytesIO()
        writer = SealedWriter(target, bytes((key or self.private).public_key))
        writer.write(tar)
        writer.finish()
        return target.getvalue()

    def check(self, sealed: bytes) -> RescueManifest:
        path = self.folder / "file.rescue"
        path.write_bytes(sealed)
        return checked_manifest(path, bytes(self.private))


def member(name: str, content: bytes, header: bytes | None = None) -> bytes:
    """A member as it stands in a tar."""
    return (header or header_of(name, len(content))) + content + bytes(-len(content) % BLOCKSIZE)


def manifest_of(*members: tuple[str, bytes], **changed: object) -> bytes:
    """The manifest that fits these members, unless changed."""
    listed = tuple(RescueMember(name, sha256(content).hexdigest(), len(content)) for name, content in members)
    return to_json(replace(MANIFEST, **{"members": listed, **changed})).encode()


def tar_of(*members: tuple[str, bytes], manifest: bytes | None = None, end: bytes = END) -> bytes:
    """Members, their manifest, and the end."""
    content = manifest_of(*members) if manifest is None else manifest
    return b"".join(member(name, inside) for name, inside in members) + member(MANIFEST_FILE, content) + end


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def parts() -> dict[str, Callable[..., bytes]]:
    """``member``, ``manifest`` and ``tar``."""
    return {"member": member, "manifest": manifest_of, "tar": tar_of}
