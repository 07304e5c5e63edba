"""What a rescue file holds goes the way everything goes: through the intake and the evidence store, as the tablet's own."""

import hmac
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock
from sync.domain.people import Role
from sync.errors import (
    AccessDenied,
    DeviceRevoked,
    EvidenceMismatch,
    NotFound,
    OffsetMismatch,
    OperationInvalid,
    RescueRefused,
    SuichaError,
    TabletSetBack,
)
from sync.protocol.codec import to_json
from sync.protocol.messages import CHUNK_BYTES, OperationOutcome, OperationStatus
from sync.protocol.operations import AddPhoto
from sync.protocol.rescue import Rank, RescueManifest, RescueOutcome, RescueProgress, RescueTold
from sync.sealing.archive import Member
from sync.sealing.checking import checked_manifest, opened_rescue
from sync.server.services.access import token_hash
from sync.server.services.evidence import EvidenceStore
from sync.server.services.intake import Intake, read_line
from sync.server.services.known import ReceivedLine, Sender
from sync.server.services.rescue_files import RescueFiles
from sync.server.services.rescue_key import RescueKeyPair
from sync.server.services.rescued_lines import RescuedLines

log = logging.getLogger(__name__)
REVOKED = "rescued, made after the revocation's cut-off"
SET_BACK = "rescued, from an older copy of the tablet's data"
"""The reasons that stand in quarantine."""
_SET_APART = (DeviceRevoked.code, TabletSetBack.code)


@dataclass(frozen=True, slots=True)
class RescuedDevice:
    """``cut_off``: what a revoked tablet made later is not applied; None for one that is not revoked."""

    sender: Sender
    name: str
    token_hash: str
    cut_off: datetime | None


class RescueRepository(Protocol):
    def device(self, device_id: UUID) -> RescuedDevice | None: ...


@dataclass(slots=True)
class _Tally:
    """What became of things so far."""

    counts: Counter[str] = field(default_factory=Counter)
    not_taken: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    """Hashes of evidence copies that records of this tablet name."""
    lines: RescuedLines = field(default_factory=RescuedLines)
    set_back: bool = False
    """The file is from an older copy of the tablet: some numbers of its lines are taken."""

    def note(self, lines: Sequence[ReceivedLine], outcomes: Sequence[OperationOutcome]) -> None:
        """Count what was decided; what was not waits."""
        for line, outcome in zip(lines, outcomes, strict=True):
            if outcome.status is OperationStatus.HOLD:
                self.lines.hold([line])
                continue
            self.counts[_kind(outcome)] += 1
            if outcome.status in (OperationStatus.APPLIED, OperationStatus.DUPLICATE, OperationStatus.CONFLICT):
                self.expected.update(_copies(line))


class Rescuing:
    """Opens rescue files with the centre's key and feeds them in. Whoever may import, the work stays the tablet's."""

    def __init__(
        self,
        files: RescueFiles,
        repository: RescueRepository,
        intake: Intake,
        evidence: EvidenceStore,
        key: RescueKeyPair,
        clock: Clock,
    ) -> None:
        self.files = files
        self._repository = repository
        self._intake = intake
        self._evidence = evidence
        self._key = key
        self._clock = clock

    def bring_in(self, sha256: str, by: str, role: Role, unproven: bool = False) -> Iterator[RescueTold]:
        """Check the whole file; then apply it while the answer is read, as often as anybody likes.

        Raises RescueRefused, NotFound, AccessDenied before anything is applied.
        """
        path = self.files.path_of(sha256)
        manifest = checked_manifest(path, self._key.private_key)
        device, proven = self._device(manifest, unproven)
        if not proven and role is not Role.ADMINISTRATOR:
            raise AccessDenied()
        return self._told(path, manifest, device, proven, by)

    def _device(self, manifest: RescueManifest, unproven: bool) -> tuple[RescuedDevice, bool]:
        """The tablet, and whether the file proves to be its own."""
        device = self._repository.device(manifest.device_id) if manifest.device_id else None
        if device is None:
            raise RescueRefused(problem="rescue.problem.device-unknown")
        if manifest.device_token:
            if not hmac.compare_digest(token_hash(manifest.device_token), device.token_hash):
                raise RescueRefused(problem="rescue.problem.other-device", file=device.name)
            return device, True
        if not unproven:
            raise RescueRefused(problem="rescue.problem.unproven")
        return device, False

    def _told(self, path: Path, manifest: RescueManifest, device: RescuedDevice, proven: bool, by: str) -> Iterator[RescueTold]:
        """Also errors are told: the answer has begun by then."""
        tally = _Tally()
        try:
            for progress in self._apply(path, manifest, device, tally):
                yield RescueTold(progress)
            outcome = self._outcome(manifest, device, proven, tally)
            self.files.note(to_json(_Imported(self._clock.now(), by, path.stem, outcome)))
            yield RescueTold(outcome=outcome)
        except SuichaError as error:
            yield RescueTold(code=error.code, fields=error.fields)
        except Exception:
            log.exception("a rescue file could not be brought in")
            yield RescueTold(code=SuichaError.code)

    def _apply(self, path: Path, manifest: RescueManifest, device: RescuedDevice, tally: _Tally) -> Iterator[RescueProgress]:
        done, whole = 0, sum(member.size for member in manifest.members)
        damaged = {member.name for member in manifest.members if member.damaged}
        with opened_rescue(path, self._key.private_key) as inside:
            for member in inside:
                if member.rank is Rank.OPERATIONS:
                    self._take(device, b"".join(member.blocks).split(b"\n"), tally)
                elif member.rank is Rank.EVIDENCE:
                    self._store(device.sender, member, member.name in damaged, tally)
                done += member.size
                yield RescueProgress(min(done, whole), whole)

    def _take(self, device: RescuedDevice, lines: Sequence[bytes], tally: _Tally) -> None:
        """Runs of lines before and after the cut-off, in their order; what waited goes in between, as soon as it can."""
        for apart, run in groupby(map(read_line, lines), lambda line: _is_later(line, device.cut_off)):
            if apart:
                later = list(run)
                tally.note(later, self._intake.set_apart(device.sender, _bare(later), DeviceRevoked.code, REVOKED))
                continue
            for piece in tally.lines.pieces(run):
                tally.note(piece, self._taken(device.sender, _bare(piece), tally))
                self._take_freed(device.sender, piece[-1], tally)

    def _taken(self, sender: Sender, lines: Sequence[bytes], tally: _Tally) -> tuple[OperationOutcome, ...]:
        """What an older copy of a tablet recorded, from a number on that is taken, waits for somebody's decision."""
        if not tally.set_back:
            try:
                return self._intake.take(sender, lines).outcomes
            except TabletSetBack:
                tally.set_back = True
        return self._intake.set_apart(sender, lines, TabletSetBack.code, SET_BACK)

    def _take_freed(self, sender: Sender, line: ReceivedLine, tally: _Tally) -> None:
        """Once more what waited for this line, in the order of the file, each piece with what had waited for that in turn."""
        freed = [tally.lines.freed_pieces(line)]
        while freed:
            piece = next(freed[-1], None)
            if piece is None:
                freed.pop()
                continue
            try:
                outcomes = self._intake.take(sender, _bare(piece)).outcomes
            except TabletSetBack:
                log.info("lines that had waited wait on, for their numbers were taken meanwhile")
                tally.lines.hold(piece)
                continue
            tally.note(piece, outcomes)
            freed.append(tally.lines.freed_pieces(piece[-1]))

    def _store(self, sender: Sender, member: Member, damaged: bool, tally: _Tally) -> None:
        sha256 = member.name.rpartition("/")[2]
        try:
            if damaged:
                raise EvidenceMismatch(sha256=sha256)
            state = self._evidence.state(sender, sha256)
            if state.complete:
                tally.counts["there"] += 1
                return
            self._append(sender, sha256, member, state.offset)
        except (NotFound, OperationInvalid, EvidenceMismatch, OffsetMismatch) as error:
            log.info("a rescued file was not taken: %s %s", sha256, error)
            tally.not_taken.append(sha256)
        else:
            tally.counts["stored"] += 1

    def _append(self, sender: Sender, sha256: str, member: Member, held: int) -> None:
        """From where the centre's part ends."""
        offset, waiting = 0, b""
        for block in member.blocks:
            waiting += block[max(0, held - offset) :]
            offset += len(block)
            if len(waiting) >= CHUNK_BYTES or (offset == member.size and waiting):
                self._evidence.append(sender, sha256, offset - len(waiting), member.size, waiting)
                waiting = b""

    def _outcome(self, manifest: RescueManifest, device: RescuedDevice, proven: bool, tally: _Tally) -> RescueOutcome:
        counts = tally.counts
        return RescueOutcome(
            device_id=device.sender.device_id,
            device_name=device.name,
            made_at=manifest.made_at,
            proven=proven,
            applied=counts["applied"],
            duplicates=counts["duplicates"],
            conflicts=counts["conflicts"],
            rejected=counts["rejected"],
            held=tally.lines.held,
            set_apart=counts["set_apart"],
            stored=counts["stored"],
            there=counts["there"],
            not_taken=tuple(tally.not_taken),
            missing=tuple(sorted(one for one in tally.expected if not self._evidence.path_of(one).exists())),
            lost=manifest.lost,
        )


@dataclass(frozen=True, slots=True)
class _Imported:
    """A line of the journal of imports."""

    at: datetime
    by: str
    sha256: str
    outcome: RescueOutcome


_KINDS = {
    OperationStatus.APPLIED: "applied",
    OperationStatus.DUPLICATE: "duplicates",
    OperationStatus.CONFLICT: "conflicts",
    OperationStatus.REJECTED: "rejected",
}


def _kind(outcome: OperationOutcome) -> str:
    return "set_apart" if outcome.code in _SET_APART else _KINDS[outcome.status]


def _bare(lines: Sequence[ReceivedLine]) -> list[bytes]:
    """As they came."""
    return [line.line for line in lines]


def _is_later(line: ReceivedLine, cut_off: datetime | None) -> bool:
    """Whether a line was made after the cut-off, by its tablet's clock. What cannot be read the intake sets apart itself."""
    return cut_off is not None and line.operation is not None and line.operation.at > cut_off


def _copies(line: ReceivedLine) -> list[str]:
    body = line.operation.body if line.operation else None
    return [body.photo.copy_sha256] if isinstance(body, AddPhoto) else []
