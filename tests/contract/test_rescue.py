"""A rescue file over HTTP, on each database: who may bring one in, and that it arrives once."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from sync.client.rescue_upload import outcome_of, send_rescue_file
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.people import Role
from sync.errors import AccessDenied, CentreFailed, EvidenceMismatch, NotFound, OffsetMismatch, RescueRefused, TokenInvalid
from sync.protocol.codec import to_json
from sync.protocol.messages import CHUNK_BYTES
from sync.protocol.operations import RemovePhoto, SetResult, SubmitInspection, decode
from sync.protocol.rescue import FORMAT, MANIFEST_FILE, RescueManifest, RescueMember, RescueOutcome
from sync.sealing.archive import ArchiveWriter
from sync.sealing.keys import is_signed, public_bytes
from sync.sealing.stream import SealedWriter
from tests.contract.conftest import PASS

NOT_APPLICABLE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


def sealed(world, tablet, *members: tuple[str, bytes]) -> bytes:
    """A rescue file of the tablet with these members."""
    listed = tuple(RescueMember(name, sha256(content).hexdigest(), len(content)) for name, content in members)
    who = (tablet.device_id, "平板", tablet.centre._transport.token)
    manifest = to_json(RescueManifest(FORMAT, world.centre.clock.now(), "0.1.0", *who, 0, 0, 0, 0, listed)).encode()
    target = BytesIO()
    stream = SealedWriter(target, public_bytes(tablet.centre.rescue_key()))
    archive = ArchiveWriter(stream)
    for name, content in (*members, (MANIFEST_FILE, manifest)):
        archive.add(name, len(content), [content])
    archive.finish()
    stream.finish()
    return target.getvalue()


@dataclass
class Rescue:
    """A file on disk with one visit of a tablet."""

    path: Path
    pictures: list[bytes]
    lines: int


@pytest.fixture
def rescue(world, tablet, tmp_path: Path) -> Rescue:
    pictures = [world.new_picture() + bytes(1_500_000), world.new_picture()]
    bodies = [world.started(), *(world.photo("A01", picture) for picture in pictures)]
    lines = b"\n".join(tablet.line(body) for body in bodies)
    files = sorted((f"evidence/{sha256(picture).hexdigest()}", picture) for picture in pictures)
    path = tmp_path / "visit.rescue"
    path.write_bytes(sealed(world, tablet, ("operations/000001.ndjson", lines), *files))
    return Rescue(path, pictures, len(bodies))


def bring_in(centre, path: Path) -> RescueOutcome:
    watched: list[tuple[int, int]] = []
    name = send_rescue_file(centre, path, lambda done, whole: watched.append((done, whole)))
    outcomes = [outcome_of(told, lambda done, whole: watched.append((done, whole))) for told in centre.import_rescue(name)]
    assert watched[-1][0] == watched[-1][1]
    assert outcomes[-1] is not None
    return outcomes[-1]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_a_reviewer_brings_a_file_in_and_again_without_harm(world, tablet, rescue, role):
    centre = world.supervisor(role)
    first, second = bring_in(centre, rescue.path), bring_in(centre, rescue.path)
    assert (first.applied, first.stored, first.missing) == (rescue.lines, 2, ())
    assert (second.applied, second.duplicates, second.there) == (0, rescue.lines, 2)
    for picture in rescue.pictures:
        assert tablet.centre.evidence_state(sha256(picture).hexdigest()).complete


def test_neither_a_tablet_nor_an_inspector_nor_a_stranger_brings_one_in(world, tablet, rescue):
    name = sha256(rescue.path.read_bytes()).hexdigest()
    for centre, error in (
        (world.supervisor(Role.INSPECTOR), AccessDenied),
        (tablet.centre, TokenInvalid),
        (world.connect(), TokenInvalid),
    ):
        for ask in (
            lambda centre=centre: centre.rescue_state(name),
            lambda centre=centre: centre.send_rescue(name, 0, 1, b"x"),
            lambda centre=centre: list(centre.import_rescue(name)),
        ):
            with pytest.raises(error):
                ask()


def test_a_broken_upload_goes_on_where_it_broke_off(world, rescue):
    centre, content = world.supervisor(), rescue.path.read_bytes()
    name = sha256(content).hexdigest()
    centre.send_rescue(name, 0, len(content), content[:CHUNK_BYTES])
    before = centre.bytes_sent
    with pytest.raises(OffsetMismatch) as refused:
        centre.send_rescue(name, 7, len(content), content[7:100])
    assert refused.value.fields["expected"] == CHUNK_BYTES
    bring_in(centre, rescue.path)
    assert centre.bytes_sent - before < len(content) - CHUNK_BYTES + 5000


class WithLittleRoom:
    """A supervisor's line that leads through a proxy with its own limit. ``passed``: bytes of each chunk that got through."""

    def __init__(self, centre, limit: int) -> None:
        self._centre, self._limit, self.passed = centre, limit, []

    def __getattr__(self, name: str):
        return getattr(self._centre, name)

    def send_rescue(self, sha256: str, offset: int, length: int, chunk: bytes):
        if len(chunk) > self._limit:
            raise CentreFailed(status=413)
        self.passed.append(len(chunk))
        return self._centre.send_rescue(sha256, offset, length, chunk)


def test_through_a_proxy_with_little_room_it_goes_in_smaller_chunks(world, rescue):
    line = WithLittleRoom(world.supervisor(), 150_000)
    outcome = bring_in(line, rescue.path)
    assert (outcome.applied, outcome.stored) == (rescue.lines, len(rescue.pictures))
    assert sum(line.passed) == rescue.path.stat().st_size


def test_a_file_that_did_not_arrive_whole_is_not_brought_in(world, rescue):
    centre, content = world.supervisor(), rescue.path.read_bytes()
    name = sha256(content).hexdigest()
    with pytest.raises(NotFound):
        centre.import_rescue(name)
    with pytest.raises(NotFound):
        centre.rescue_state("no-hash")
    with pytest.raises(EvidenceMismatch):
        centre.send_rescue("0" * 64, 0, 4, b"four")
    assert centre.rescue_state("0" * 64).offset == 0


def test_a_spoilt_file_is_refused_whole_with_its_reason(world, tablet, rescue, tmp_path):
    spoilt = bytearray(rescue.path.read_bytes())
    spoilt[-40] ^= 1
    path = tmp_path / "spoilt.rescue"
    path.write_bytes(spoilt)
    with pytest.raises(RescueRefused) as refused:
        bring_in(world.supervisor(), path)
    assert refused.value.fields == {"problem": "rescue.problem.altered"}
    with pytest.raises(NotFound):
        tablet.centre.evidence_state(sha256(rescue.pictures[1]).hexdigest())


def test_the_key_is_there_for_everybody_and_the_centre_vouches_for_it(world):
    key = world.connect().rescue_key()
    assert is_signed(key, world.centre.key.public.public_key)


def test_operations_that_wait_for_others_are_told_and_arrive_with_the_next_import(world, tablet, tmp_path):
    lines = tablet.line(world.photo("A01", world.new_picture()))
    path = tmp_path / "early.rescue"
    path.write_bytes(sealed(world, tablet, ("operations/000001.ndjson", lines)))
    centre = world.supervisor()
    assert bring_in(centre, path).held == 1
    assert world.tablet().said(world.started()) == [("applied", None)]
    later = bring_in(centre, path)
    assert (later.applied, later.held, len(later.missing)) == (1, 0, 1)


def packed(world, tablet, path: Path, *members: list[bytes]) -> Path:
    """A rescue file with these lines, a member for each list."""
    named = [(f"operations/{number:06d}.ndjson", b"\n".join(lines)) for number, lines in enumerate(members, start=1)]
    path.write_bytes(sealed(world, tablet, *named))
    return path


def state_of(world) -> str:
    return world.supervisor().inspection(world.inspection).summary.state.value


@pytest.mark.parametrize("cut", [0, 1, 5, 7, 8])
def test_answers_from_before_the_start_count_for_the_submission_after_it(world, tablet, tmp_path, cut):
    """As of a tablet that began anew what a restored centre had lost; wherever the file's members end."""
    lines = [tablet.line(body) for body in world.answers()]
    changed = SetResult(world.inspection, "C03", NOT_APPLICABLE, base=decode(lines[-1]).id)
    lines += [tablet.line(body) for body in (changed, world.started(), SubmitInspection(world.inspection, 1))]
    path = packed(world, tablet, tmp_path / "late.rescue", *filter(None, (lines[:cut], lines[cut:])))
    first = bring_in(world.supervisor(), path)
    assert (first.applied, first.conflicts, first.held, state_of(world)) == (len(lines), 0, 0, "submitted")
    again = bring_in(world.supervisor(), path)
    assert (again.applied, again.duplicates, again.conflicts, again.held) == (0, len(lines), 0, 0)
    results = {result.item_code: result for result in world.supervisor().inspection(world.inspection).results}
    assert results["C03"].value == NOT_APPLICABLE
    assert [entry.conflict for entry in results["C03"].history] == [False, False]
    assert tablet.centre.push(lines).receipt.seq == len(lines)


def test_also_a_submission_from_before_the_start_is_taken_after_all_that_came_before_it(world, tablet, tmp_path):
    lines = [tablet.line(body) for body in (*world.answers(), SubmitInspection(world.inspection, 1), world.started())]
    outcome = bring_in(world.supervisor(), packed(world, tablet, tmp_path / "last.rescue", lines))
    assert (outcome.applied, outcome.held, state_of(world)) == (len(lines), 0, "submitted")


def test_what_waits_for_a_photo_that_stands_later_is_taken_before_the_submission(world, tablet, tmp_path):
    """Also where what it waits for had waited itself."""
    first, second = (world.photo("A01", world.new_picture()) for _ in range(2))
    removed = [RemovePhoto(world.inspection, one.photo.photo_id) for one in (first, second)]
    bodies = [world.started(), *removed, first, second, *world.answers(), SubmitInspection(world.inspection, 1)]
    lines = [tablet.line(body) for body in bodies]
    outcome = bring_in(world.supervisor(), packed(world, tablet, tmp_path / "photos.rescue", lines[1:4], [*lines[4:], lines[0]]))
    assert (outcome.applied, outcome.conflicts, outcome.held) == (len(lines), 0, 0)
    assert state_of(world) == "submitted"


def test_what_waits_in_vain_is_counted_once_and_holds_nothing_else_up(world, tablet, tmp_path):
    elsewhere = tablet.line(SetResult(world.assign("别处")[1], "A01", PASS))
    lines = [elsewhere, *(tablet.line(body) for body in (*world.answers(), world.started()))]
    outcome = bring_in(world.supervisor(), packed(world, tablet, tmp_path / "two.rescue", lines))
    assert (outcome.applied, outcome.held) == (len(lines) - 1, 1)


def test_an_empty_file_is_no_rescue_file_and_nothing_of_it_is_sent(world, tmp_path):
    path = tmp_path / "zero.rescue"
    path.touch()
    centre = world.supervisor()
    before = centre.bytes_sent
    with pytest.raises(RescueRefused) as refused:
        send_rescue_file(centre, path, lambda done, whole: None)
    assert refused.value.fields == {"problem": "rescue.problem.no-rescue-file"}
    assert centre.bytes_sent == before
