"""A photo counts as stored when its hash matches on the centre's disk; until then an upload goes on where it broke off."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from random import Random
from threading import Barrier
from uuid import uuid4

import pytest

from sync.client.http_centre import HttpCentre
from sync.errors import EvidenceMismatch, NotFound, OffsetMismatch, OperationInvalid
from sync.protocol.messages import CHUNK_BYTES, LOAD_BYTES, SMALL_FILES, EvidenceState, PhotoSize
from sync.protocol.operations import AddPhoto


@pytest.fixture
def large(world):
    """Two and a half chunks."""
    return Random(world.inspection.int).randbytes(CHUNK_BYTES * 5 // 2)


def declare(world, tablet, content, original=None):
    """The photo of this content, known to the centre; its hash."""
    photo = world.photo("A01", content, original)
    assert {status for status, _ in tablet.said(world.started(), photo)} == {"applied"}
    return photo.photo, sha256(content).hexdigest()


def declare_more(world, tablet, content, first):
    """As above for several photos of one inspection; the file's hash."""
    photo = world.photo("A01", content)
    assert {status for status, _ in tablet.said(*([world.started()] if first else []), photo)} == {"applied"}
    return sha256(content).hexdigest()


def test_a_small_file_goes_in_one_request_and_its_answer_is_the_receipt(world, tablet):
    content = world.new_picture()
    _, digest = declare(world, tablet, content)
    assert tablet.centre.evidence_state(digest) == EvidenceState(digest, 0, complete=False)
    before = tablet.centre.requests_sent
    assert tablet.centre.send_evidence(digest, 0, len(content), content) == EvidenceState(digest, len(content), complete=True)
    assert tablet.centre.requests_sent - before == 1
    assert tablet.centre.evidence_state(digest) == EvidenceState(digest, len(content), complete=True)
    assert world.supervisor().inspection(world.inspection).summary.evidence_stored == 1


def test_a_large_file_goes_on_where_it_broke_off(world, tablet, large):
    _, digest = declare(world, tablet, large)
    tablet.centre.send_evidence(digest, 0, len(large), large[:CHUNK_BYTES])
    another_line = HttpCentre(world.url, tablet.centre._transport.token)
    state = another_line.evidence_state(digest)
    assert state == EvidenceState(digest, CHUNK_BYTES, complete=False)
    while not state.complete:
        state = another_line.send_evidence(digest, state.offset, len(large), large[state.offset :][:CHUNK_BYTES])
    another_line.close()
    assert world.centre.evidence.path_of(digest).read_bytes() == large


@pytest.mark.parametrize("offset", [0, CHUNK_BYTES // 2, CHUNK_BYTES + 1])
def test_a_chunk_at_another_offset_is_told_where_to_go_on(world, tablet, large, offset):
    _, digest = declare(world, tablet, large)
    tablet.centre.send_evidence(digest, 0, len(large), large[:CHUNK_BYTES])
    with pytest.raises(OffsetMismatch) as mismatch:
        tablet.centre.send_evidence(digest, offset, len(large), large[offset:][:CHUNK_BYTES])
    assert mismatch.value.fields == {"expected": CHUNK_BYTES}


def test_bytes_with_another_hash_are_dropped_and_the_right_ones_still_go_in(world, tablet):
    content = world.new_picture()
    _, digest = declare(world, tablet, content)
    flipped = bytes([content[0] ^ 1]) + content[1:]
    with pytest.raises(EvidenceMismatch):
        tablet.centre.send_evidence(digest, 0, len(flipped), flipped)
    assert tablet.centre.evidence_state(digest).offset == 0
    assert tablet.centre.send_evidence(digest, 0, len(content), content).complete


def test_a_flipped_chunk_drops_the_whole_part(world, tablet, large):
    _, digest = declare(world, tablet, large)
    tablet.centre.send_evidence(digest, 0, len(large), large[1 : CHUNK_BYTES + 1])
    tablet.centre.send_evidence(digest, CHUNK_BYTES, len(large), large[CHUNK_BYTES : 2 * CHUNK_BYTES])
    with pytest.raises(EvidenceMismatch):
        tablet.centre.send_evidence(digest, 2 * CHUNK_BYTES, len(large), large[2 * CHUNK_BYTES :])
    assert tablet.centre.evidence_state(digest) == EvidenceState(digest, 0, complete=False)


def test_a_part_that_is_whole_but_was_never_finished_can_be_sent_again(world, tablet):
    """As it is left behind when the centre dies between writing the last bytes and giving the file its name."""
    content = world.new_picture()
    _, digest = declare(world, tablet, content)
    part = world.centre.evidence.path_of(f"{digest}.part")
    part.write_bytes(content)
    state = tablet.centre.evidence_state(digest)
    assert not state.complete
    assert tablet.centre.send_evidence(digest, state.offset, len(content), content[state.offset :]).complete


def test_a_stored_file_without_its_row_is_noted_when_it_is_asked_for(world, tablet):
    """As it is left behind when the database was busy after the file had its name."""
    content = world.new_picture()
    _, digest = declare(world, tablet, content)
    path = world.centre.evidence.path_of(digest)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert tablet.centre.send_evidence(digest, 0, len(content), content).complete
    assert world.supervisor().inspection(world.inspection).summary.evidence_stored == 1


def test_a_file_that_is_there_is_complete_again(world, tablet):
    content = world.new_picture()
    _, digest = declare(world, tablet, content)
    tablet.upload(content)
    assert tablet.centre.send_evidence(digest, 0, len(content), content).complete


def test_a_file_no_photo_names_is_refused(world, tablet):
    content = world.new_picture()
    tablet.push(world.started())
    digest = sha256(content).hexdigest()
    for ask in (lambda: tablet.centre.evidence_state(digest), lambda: tablet.upload(content)):
        with pytest.raises(NotFound):
            ask()


@pytest.mark.parametrize("name", ["..%2f..%2fcentre.db", "A" * 64, "0" * 63, "0" * 65])
def test_a_name_that_is_no_hash_is_refused(world, tablet, name):
    with pytest.raises(NotFound):
        tablet.centre.evidence_state(name)


def test_another_teams_file_is_refused(world, another, tablet):
    content = world.new_picture()
    declare(world, tablet, content)
    with pytest.raises(NotFound):
        another.tablet().upload(content)


def test_whoever_recorded_a_photo_may_send_it_after_the_inspection_went_to_another_team(world, another, tablet):
    content = world.new_picture()
    _, digest = declare(world, tablet, content)
    world.centre.registers.reassign(world.assignment, another.team)
    assert tablet.centre.send_evidence(digest, 0, len(content), content).complete


def test_a_length_the_record_does_not_say_is_refused(world, tablet):
    content = world.new_picture()
    _, digest = declare(world, tablet, content)
    with pytest.raises(OperationInvalid):
        tablet.centre.send_evidence(digest, 0, len(content) + 1, content)


def test_a_second_record_that_says_another_length_of_the_same_file_does_not_keep_it_out(world, tablet):
    content = world.new_picture()
    photo, digest = declare(world, tablet, content)
    longer = AddPhoto(world.inspection, replace(photo, photo_id=uuid4(), copy_size=len(content) + 5))
    assert world.tablet().said(longer) == [("applied", None)]
    tablet.upload(content)
    assert tablet.centre.evidence_state(digest) == EvidenceState(digest, len(content), complete=True)


def test_a_chunk_larger_than_allowed_is_refused(world, tablet, large):
    _, digest = declare(world, tablet, large)
    with pytest.raises(OperationInvalid):
        tablet.centre.send_evidence(digest, 0, len(large), large[: CHUNK_BYTES + 1])
    assert tablet.centre.evidence_state(digest).offset == 0


def test_one_file_sent_by_many_at_once_is_stored_once_and_whole(world, tablet):
    content = world.new_picture() + Random(1).randbytes(300_000)
    _, digest = declare(world, tablet, content)
    crowd = [world.tablet() for _ in range(6)]
    start = Barrier(len(crowd))

    def send(sender):
        start.wait()
        return sender.centre.send_evidence(digest, 0, len(content), content).complete

    with ThreadPoolExecutor(len(crowd)) as pool:
        assert list(pool.map(send, crowd)) == [True] * len(crowd)
    assert world.centre.evidence.path_of(digest).read_bytes() == content


def test_a_supervisor_sees_thumbnail_copy_and_original_as_they_arrive(world, tablet):
    copy, original = world.new_picture(), world.new_picture() * 2
    photo, _ = declare(world, tablet, copy, original)
    supervisor = world.supervisor()
    for size in PhotoSize:
        with pytest.raises(NotFound):
            supervisor.photo(photo.photo_id, size)
    tablet.upload(copy)
    assert supervisor.photo(photo.photo_id, PhotoSize.COPY) == copy
    thumbnail = supervisor.photo(photo.photo_id, PhotoSize.THUMBNAIL)
    assert thumbnail.startswith(b"\xff\xd8")
    assert supervisor.photo(photo.photo_id, PhotoSize.THUMBNAIL) == thumbnail
    with pytest.raises(NotFound):
        supervisor.photo(photo.photo_id, PhotoSize.ORIGINAL)
    tablet.upload(original)
    assert supervisor.photo(photo.photo_id, PhotoSize.ORIGINAL) == original


def test_a_photo_of_another_district_does_not_exist_for_a_supervisor(world, another, tablet):
    content = world.new_picture()
    photo, _ = declare(world, tablet, content)
    tablet.upload(content)
    stranger = another.supervisor()
    with pytest.raises(NotFound):
        stranger.photo(photo.photo_id, PhotoSize.COPY)
    with pytest.raises(NotFound):
        stranger.want_original(photo.photo_id)


def test_small_files_go_together_and_the_answer_is_their_receipts(world, tablet):
    contents = [world.new_picture() for _ in range(3)]
    files = {declare_more(world, tablet, content, first=not number): content for number, content in enumerate(contents)}
    before = tablet.centre.requests_sent
    told = tablet.centre.send_small_evidence(files)
    assert told.most == LOAD_BYTES
    assert told.files == tuple(EvidenceState(digest, len(content), complete=True) for digest, content in files.items())
    assert tablet.centre.requests_sent - before == 1
    assert world.supervisor().inspection(world.inspection).summary.evidence_stored == len(files)
    assert [world.centre.evidence.path_of(digest).read_bytes() for digest in files] == contents
    assert tablet.centre.send_small_evidence(files) == told


def test_among_small_files_the_good_ones_are_taken_and_each_other_one_is_left_out(world, tablet, large):
    good, flipped, short, unknown = (world.new_picture() for _ in range(4))
    names = [declare_more(world, tablet, content, first=not number) for number, content in enumerate((good, flipped, short))]
    begun = declare_more(world, tablet, large, first=False)
    tablet.centre.send_evidence(begun, 0, len(large), large[:1000])
    sent = [good, bytes([flipped[0] ^ 1]) + flipped[1:], short[:-1], unknown, large[:2000]]
    files = dict(zip([*names, sha256(unknown).hexdigest(), begun], sent, strict=True))
    told = tablet.centre.send_small_evidence(files)
    assert [state.complete for state in told.files] == [True, False, False, False, False]
    assert world.centre.evidence.path_of(names[0]).read_bytes() == good
    assert not any(world.centre.evidence.path_of(name).exists() for name in list(files)[1:])
    assert tablet.centre.evidence_state(begun) == EvidenceState(begun, 1000, complete=False)
    assert tablet.centre.send_evidence(names[1], 0, len(flipped), flipped).complete


def test_among_small_files_one_of_which_a_whole_part_was_never_finished_is_left_out_and_goes_in_alone(world, tablet):
    left, other = world.new_picture(), world.new_picture()
    files = {declare_more(world, tablet, content, first=content is left): content for content in (left, other)}
    digest = sha256(left).hexdigest()
    world.centre.evidence.path_of(f"{digest}.part").write_bytes(left)
    assert [state.complete for state in tablet.centre.send_small_evidence(files).files] == [False, True]
    assert tablet.centre.send_evidence(digest, 0, len(left), left).complete
    assert world.centre.evidence.path_of(digest).read_bytes() == left
    assert not world.centre.evidence.path_of(f"{digest}.part").exists()


def test_small_files_may_be_as_large_together_as_the_centre_says(world, tablet):
    contents = [Random(number).randbytes(LOAD_BYTES // 5) for number in range(5)]
    files = {declare_more(world, tablet, content, first=not number): content for number, content in enumerate(contents)}
    assert all(state.complete for state in tablet.centre.send_small_evidence(files).files)
    assert [world.centre.evidence.path_of(digest).read_bytes() for digest in files] == contents


def test_another_teams_small_files_are_left_out(world, another, tablet):
    contents = [world.new_picture() for _ in range(2)]
    files = {declare_more(world, tablet, content, first=not number): content for number, content in enumerate(contents)}
    told = another.tablet().centre.send_small_evidence(files)
    assert [state.complete for state in told.files] == [False, False]
    assert not any(world.centre.evidence.path_of(digest).exists() for digest in files)


def test_small_files_that_are_too_large_or_too_many_together_are_refused(world, tablet):
    for files in (
        {sha256(bytes(LOAD_BYTES + 1)).hexdigest(): bytes(LOAD_BYTES + 1)},
        {sha256(bytes([number])).hexdigest(): bytes([number]) for number in range(SMALL_FILES + 1)},
        {},
        {"no-hash": b"content"},
        {"A" * 64: b"content"},
    ):
        with pytest.raises(OperationInvalid):
            tablet.centre.send_small_evidence(files)


def test_many_tablets_sending_the_same_small_files_in_any_order_store_each_once_and_whole(world, tablet):
    contents = [world.new_picture() + Random(number).randbytes(50_000) for number in range(8)]
    files = {declare_more(world, tablet, content, first=not number): content for number, content in enumerate(contents)}
    crowd = [world.tablet() for _ in range(6)]
    start = Barrier(len(crowd))

    def send(sender, seed):
        shuffled = Random(seed).sample(sorted(files), len(files))
        start.wait()
        return sender.centre.send_small_evidence({digest: files[digest] for digest in shuffled}).files

    with ThreadPoolExecutor(len(crowd)) as pool:
        told = list(pool.map(send, crowd, range(len(crowd))))
    assert all(state.complete for states in told for state in states)
    assert [world.centre.evidence.path_of(digest).read_bytes() for digest in files] == contents
