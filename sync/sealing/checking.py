"""A rescue file checked from its first byte to its last, before anybody acts on any of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sync.errors import OperationInvalid, RescueRefused
from sync.protocol.codec import from_json
from sync.protocol.operations import BATCH_LINES
from sync.protocol.rescue import FORMAT, LARGEST_FILE, Rank, RescueManifest, RescueMember, rank_of
from sync.sealing.archive import Member, members
from sync.sealing.stream import SealedReader


@contextmanager
def opened_rescue(path: Path, private_key: bytes) -> Iterator[Iterator[Member]]:
    """The members of a rescue file, one after the other. Raises RescueRefused."""
    with path.open("rb") as source:
        yield members(SealedReader(source, private_key))


def checked_manifest(path: Path, private_key: bytes) -> RescueManifest:
    """What a rescue file says of itself, once every byte of it has been read and agrees. Raises RescueRefused."""
    if path.stat().st_size > LARGEST_FILE:
        raise RescueRefused(problem="rescue.problem.file-too-large")
    found: dict[str, tuple[str, int]] = {}
    content: bytes | None = None
    with opened_rescue(path, private_key) as inside:
        for member in inside:
            if member.rank is Rank.MANIFEST:
                content = b"".join(member.blocks)
            else:
                found[member.name] = _measured(member), member.size
    if content is None:
        raise RescueRefused(problem="rescue.problem.no-manifest")
    manifest = _manifest(content)
    _compare(manifest, found)
    return manifest


def _measured(member: Member) -> str:
    digest, lines = sha256(), 1
    for block in member.blocks:
        digest.update(block)
        lines += block.count(b"\n")
    if member.rank is Rank.OPERATIONS and lines > BATCH_LINES:
        raise RescueRefused(problem="rescue.problem.too-large", file=member.name)
    return digest.hexdigest()


def _manifest(content: bytes) -> RescueManifest:
    try:
        manifest = from_json(content, RescueManifest)
    except OperationInvalid as error:
        raise RescueRefused(problem="rescue.problem.manifest") from error
    if manifest.format != FORMAT or manifest.made_at.tzinfo is None:
        raise RescueRefused(problem="rescue.problem.manifest")
    return manifest


def _compare(manifest: RescueManifest, found: dict[str, tuple[str, int]]) -> None:
    """Every member is listed once and every listed one is there, as it is listed."""
    listed = {member.name: member for member in manifest.members}
    if len(listed) != len(manifest.members):
        raise RescueRefused(problem="rescue.problem.manifest")
    for name in found:
        if name not in listed:
            raise RescueRefused(problem="rescue.problem.member-extra", file=name)
    for name, member in listed.items():
        if name not in found:
            raise RescueRefused(problem="rescue.problem.member-missing", file=_shown(name))
        if found[name] != (member.sha256, member.size) or not _is_what_it_is_called(member):
            raise RescueRefused(problem="rescue.problem.member-changed", file=name)


def _is_what_it_is_called(member: RescueMember) -> bool:
    """Evidence goes by its hash, unless it says itself that it is damaged."""
    return rank_of(member.name) is not Rank.EVIDENCE or member.damaged or member.name.endswith(member.sha256)


def _shown(name: str) -> str:
    return name[:80].encode("unicode_escape").decode()
