"""Spoken notes of a refusal on the tablet: kept as they came, bound by their hash, sent like a photo."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from random import Random
from threading import Event

import pytest

from inspector_app.services.backlog import EntryKind
from inspector_app.services.photos import PhotoService
from inspector_app.services.signing import SigningService, photo_for, refusal_of
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.backlog import StoreBacklog
from inspector_app.store.files import EvidenceFolder
from inspector_app.ui.views.queue_view import entry_view
from sync.domain.inspections import VISIT, Outcome, ResultValue
from sync.domain.signatures import Part, Place, stands_under
from sync.errors import PhotoUnreadable, SoundUnreadable
from sync.i18n import LANGUAGES, explain
from sync.imaging.evidence import make_evidence
from sync.imaging.scenes import draw_scene
from sync.protocol.operations import decode
from sync.sounds.wav import of_samples

SOUND = of_samples(b"\x10\x00" * 48_000, 16_000, 1)
ENTERPRISE = Place(Part.ENTERPRISE)
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


def photos_of(bench) -> PhotoService:
    folder = EvidenceFolder(bench.folder / "evidence")
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    return PhotoService(bench.records, folder, arrivals, make_evidence, bench.ids, bench.clock, bench.preferences)


def recorded(bench, inspection, content=SOUND):
    return recorded_with(photos_of(bench), bench, inspection, content)


def recorded_with(photos, bench, inspection, content):
    return photos.develop(photos.receive(inspection, VISIT, content, bench.officer, sound=True), content)


def kept_files(bench):
    return [path for name in ("evidence", "arrivals") for path in (bench.folder / name).rglob("*") if path.is_file()]


def test_a_sound_is_kept_byte_for_byte_under_its_hash(bench):
    sound = recorded(bench, bench.started())
    digest = sha256(SOUND).hexdigest()
    assert (bench.folder / "evidence" / digest[:2] / digest).read_bytes() == SOUND
    assert (sound.facts.original_sha256, sound.facts.copy_sha256, sound.facts.duration_ms) == (digest, digest, 3000)
    assert (sound.facts.original_type, sound.facts.item_code) == ("audio/wav", VISIT)
    assert photos_of(bench).full_size(sound) == SOUND
    assert photos_of(bench).thumbnail(sound.facts.photo_id) is None


def test_a_sound_is_in_the_outbox_and_its_bytes_go_once(bench):
    sound = recorded(bench, bench.started())
    assert decode(bench.queue.queued(None, 100)[-1].line).body.photo == sound.facts
    assert bench.sql("SELECT role, sha256, size FROM evidence") == [("copy", sound.facts.original_sha256, len(SOUND))]


def test_the_queue_calls_a_sound_a_sound(bench):
    inspection = bench.started()
    recorded(bench, inspection)
    *_, entry = StoreBacklog(bench.database).waiting(inspection, True, 0, 100)
    assert (entry.kind, entry.size) == (EntryKind.SOUND, len(SOUND))
    assert [entry_view(language, entry, None).title for language in LANGUAGES] == ["录音", "Recording"]


def test_a_refusal_binds_the_sound_on_which_it_is_heard(bench):
    inspection = bench.started()
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    sound = recorded(bench, inspection)
    assert photo_for(bench.inspections.sheet(inspection), ENTERPRISE) == sound
    signing = SigningService(bench.records, bench.inspections.sheet, bench.ids, bench.preferences)
    signing.refuse(inspection, ENTERPRISE, "赵经理", refusal_of("对结论有异议", sound), bench.officer)
    sheet = bench.inspections.sheet(inspection)
    (given,) = (one.signature for one in sheet.signatures)
    written = f"{sheet.digest}\nrefusal {sound.facts.photo_id} {sha256(SOUND).hexdigest()}"
    assert given.content_sha256 == sha256(written.encode()).hexdigest()
    assert stands_under(given, sheet.digest)


def test_a_sound_that_a_kill_left_behind_is_on_record_at_the_next_start(bench, reopened):
    inspection = bench.started()
    photos_of(bench).receive(inspection, VISIT, SOUND, bench.officer, sound=True)
    bench = reopened()
    assert photos_of(bench).left_behind.recover() == 1
    (sound,) = bench.inspections.sheet(inspection).photos[VISIT]
    assert (sound.facts.is_sound, sound.facts.duration_ms) == (True, 3000)


def test_of_a_sound_that_grows_only_the_longest_is_there_after_a_kill(bench, reopened):
    inspection = bench.started()
    photos, so_far = photos_of(bench), None
    for seconds in (1, 2, 2, 3):
        content = of_samples(b"\x10\x00" * 16_000 * seconds, 16_000, 1)
        so_far = photos.receive(inspection, VISIT, content, bench.officer, sound=True, instead_of=so_far)
    assert len(kept_files(bench)) == 2
    bench = reopened()
    assert photos_of(bench).left_behind.recover() == 1
    (sound,) = bench.inspections.sheet(inspection).photos[VISIT]
    assert (sound.facts.original_sha256, sound.facts.duration_ms) == (sha256(SOUND).hexdigest(), 3000)


@pytest.mark.parametrize(
    "content", [b"", "赵经理拒签".encode() * 99, SOUND[:5000], draw_scene(Random(1), 64, 48), bytes(20_000_001)]
)
def test_what_is_no_sound_leaves_a_sentence_and_nothing_else(bench, content):
    inspection = bench.started()
    waiting = len(bench.queue.queued(None, 1000))
    with pytest.raises(SoundUnreadable) as refused:
        recorded(bench, inspection, content)
    sentences = {explain(language, refused.value) for language in LANGUAGES}
    assert len(sentences) == 2
    assert all(len(sentence) > 15 and "{" not in sentence and "problem" not in sentence for sentence in sentences)
    assert kept_files(bench) == []
    assert bench.inspections.sheet(inspection).photos[VISIT] == []
    assert len(bench.queue.queued(None, 1000)) == waiting


def original_of(bench, content):
    digest = sha256(content).hexdigest()
    return bench.folder / "evidence" / digest[:2] / digest


def test_a_sound_on_record_stays_although_its_file_is_chosen_as_a_photo_too(bench):
    inspection = bench.started()
    sound = recorded(bench, inspection)
    with pytest.raises(PhotoUnreadable):
        photos_of(bench).attach(inspection, "D01", SOUND, bench.officer)
    assert photos_of(bench).full_size(sound) == SOUND
    assert list((bench.folder / "arrivals").iterdir()) == []


def test_a_photo_on_record_stays_although_its_file_is_chosen_as_a_sound_too(bench):
    inspection, picture = bench.started(), draw_scene(Random(1), 64, 48)
    photo = photos_of(bench).attach(inspection, "D01", picture, bench.officer)
    photos_of(bench).remove(photo.facts.photo_id, bench.officer)
    with pytest.raises(SoundUnreadable):
        recorded(bench, inspection, picture)
    assert original_of(bench, picture).read_bytes() == picture


def test_a_picture_that_waits_to_be_a_photo_stays_although_its_file_is_chosen_as_a_sound_too(bench):
    inspection, picture = bench.started(), draw_scene(Random(1), 64, 48)
    photos = photos_of(bench)
    waiting = photos.receive(inspection, "D01", picture, bench.officer)
    with pytest.raises(SoundUnreadable):
        recorded(bench, inspection, picture)
    assert photos.develop(waiting, original_of(bench, picture).read_bytes()).facts.item_code == "D01"


def test_a_file_that_is_chosen_wrongly_twice_is_let_go_once_neither_wants_it(bench):
    inspection, picture = bench.started(), draw_scene(Random(1), 64, 48)
    photos = photos_of(bench)
    both = [photos.receive(inspection, VISIT, picture, bench.officer, sound=True) for _ in range(2)]
    for arrival, left in zip(both, (2, 0), strict=True):
        with pytest.raises(SoundUnreadable):
            photos.develop(arrival, picture)
        assert len(kept_files(bench)) == left


def test_a_sound_that_grows_takes_no_bytes_along_that_are_on_record(bench):
    inspection = bench.started()
    recorded(bench, inspection)
    photos = photos_of(bench)
    so_far = photos.receive(inspection, VISIT, SOUND, bench.officer, sound=True)
    photos.receive(inspection, VISIT, SOUND + b"more", bench.officer, sound=True, instead_of=so_far)
    assert original_of(bench, SOUND).read_bytes() == SOUND


def test_the_same_bytes_that_arrive_while_they_are_let_go_are_there_once_they_were_received(bench, monkeypatch):
    inspection, picture = bench.started(), draw_scene(Random(1), 64, 48)
    named, letting_go, received = bench.records.names_file, Event(), Event()

    def slowly(digest):
        letting_go.set()
        received.wait(0.3)
        return named(digest)

    monkeypatch.setattr(bench.records, "names_file", slowly)
    photos = photos_of(bench)
    with ThreadPoolExecutor(1) as hand:
        wrong = hand.submit(recorded_with, photos, bench, inspection, picture)
        assert letting_go.wait(30)
        arrival = photos.receive(inspection, "D01", picture, bench.officer)
        received.set()
        assert isinstance(wrong.exception(30), SoundUnreadable)
    assert original_of(bench, picture).read_bytes() == picture
    assert photos.develop(arrival, picture).facts.item_code == "D01"
