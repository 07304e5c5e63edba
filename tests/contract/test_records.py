"""A record to hand out: everything about one inspection, and nothing about another, under the centre's signature."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pypdf import PdfReader

from sync.domain.chain import link
from sync.domain.receipts import key_id_of
from sync.errors import NotFound
from sync.i18n import LANGUAGES
from sync.protocol.codec import from_json
from sync.protocol.console import AcceptRequest, DocumentKind, InspectionFilter, ReturnRequest
from sync.protocol.endpoints import CENTRE_KEY
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import RemovePhoto, SetResult, SubmitInspection
from sync.protocol.records import ChainDocument, Manifest, NotApplied, RecordDocument, Run
from sync.server.services import deciding
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from sync.verifying.sources import records_in


def record_of(world, inspection=None) -> dict[str, bytes]:
    """The files of a record, by name."""
    content = b"".join(world.supervisor().record(inspection or world.inspection))
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def pictures(world, tablet):
    """An inspection that was recorded and submitted, its pictures uploaded; the last one was taken out again."""
    contents = [world.new_picture() for _ in range(3)]
    photos = [world.photo(item, content) for item, content in zip(("A01", "B02", "C03"), contents, strict=True)]
    answers = [one for one in world.answers() if isinstance(one, SetResult)]
    bodies = [world.started(), *answers, *photos, RemovePhoto(world.inspection, photos[2].photo.photo_id)]
    assert {said for said, _ in tablet.said(*bodies, SubmitInspection(world.inspection, 1))} == {"applied"}
    for content in contents:
        tablet.upload(content)
    return contents


def test_the_manifest_names_every_file_and_is_signed(world, pictures):
    files = record_of(world)
    manifest = from_json(files["manifest.json"], Manifest)
    listed = {entry.name: (entry.sha256, entry.size) for entry in manifest.files}
    there = {name: (sha256(content).hexdigest(), len(content)) for name, content in files.items() if "manifest" not in name}
    assert listed == there
    published = requests.get(world.url + CENTRE_KEY, timeout=10).json()
    key = Ed25519PublicKey.from_public_bytes(b64decode(published["public_key"]))
    key.verify(files["manifest.sig"], files["manifest.json"])
    assert (manifest.inspection_id, manifest.key_id) == (world.inspection, published["key_id"])


def test_the_record_says_what_the_supervisor_sees(world, pictures):
    files, detail = record_of(world), world.supervisor().inspection(world.inspection)
    document = from_json(files["record.json"], RecordDocument)
    assert document.inspection == replace(detail, checklist=replace(detail.checklist, document=""))
    assert files["checklist.json"].decode() == detail.checklist.document


def test_every_photo_is_there_also_the_one_taken_out_whose_removal_is_an_event(world, tablet, pictures):
    files = record_of(world)
    for content in pictures:
        assert files[f"evidence/{sha256(content).hexdigest()}.jpg"] == content
    document = from_json(files["record.json"], RecordDocument)
    (removal,) = document.removals
    (photo,) = next(one for one in document.inspection.results if one.item_code == "C03").photos
    assert (removal.photo_id, removal.by, photo.removed) == (photo.facts.photo_id, tablet.by, True)
    stored = [entry for entry in from_json(files["manifest.json"], Manifest).files if entry.name.startswith("evidence/")]
    assert len(stored) == 3
    assert all(entry.stored_at for entry in stored)


def test_a_photo_that_has_not_arrived_is_no_file_of_the_record(world, tablet):
    tablet.push(world.started(), world.photo("A01", world.new_picture()))
    assert not [name for name in record_of(world) if name.startswith("evidence/")]


def test_an_original_goes_by_its_own_type(world, tablet):
    copy, original = world.new_picture(), b"an original in a format of its own"
    photo = world.photo("A01", copy, original)
    tablet.push(world.started(), photo)
    tablet.upload(copy)
    tablet.upload(original)
    assert f"evidence/{sha256(original).hexdigest()}.jpg" in record_of(world)


def test_lines_stand_as_the_tablet_froze_them_and_of_other_inspections_only_hashes(world, tablet, values):
    other, elsewhere = world.assign("另一小区")[::-1]
    lines = [
        tablet.line(body)
        for body in (
            world.started(),
            world.started(other, elsewhere),
            SetResult(other, "A01", values["fail"]),
            SetResult(world.inspection, "A01", values["pass"]),
        )
    ]
    tablet.centre.push(lines)
    files = record_of(world)
    assert files[f"operations/{tablet.device_id}.ndjson"] == lines[0] + b"\n" + lines[3] + b"\n"
    chain = from_json(files[f"chain/{tablet.device_id}.json"], ChainDocument)
    assert chain.runs == (Run(1, tuple(sha256(line).hexdigest() for line in lines)),)
    assert [batch.seqs for batch in chain.batches] == [(1, 4)]
    assert str(other) not in "".join(str(content) for content in files.values())


def test_the_chain_goes_to_the_receipt_that_vouches_for_the_last_operation(world, tablet, values):
    other, elsewhere = world.assign("另一小区")[::-1]
    tablet.push(world.started(), world.started(other, elsewhere))
    chain = from_json(record_of(world)[f"chain/{tablet.device_id}.json"], ChainDocument)
    (run,), (receipt,) = chain.runs, chain.receipts
    assert (chain.start, run.first, receipt.seq, receipt.link) == ("", 1, 2, tablet.chain)
    assert link(link("", run.line_sha256s[0]), run.line_sha256s[1]) == receipt.link


def test_operations_the_centre_never_got_stand_as_missing(world, tablet, values):
    tablet.push(world.started())
    tablet.line(SetResult(world.inspection, "A01", values["fail"]))
    tablet.line(SetResult(world.inspection, "A01", values["fail"]))
    tablet.push(SetResult(world.inspection, "A01", values["pass"]))
    chain = from_json(record_of(world)[f"chain/{tablet.device_id}.json"], ChainDocument)
    assert [(run.first, len(run.line_sha256s)) for run in chain.runs] == [(1, 1), (4, 1)]


def test_what_was_not_applied_stands_as_such(world, tablet, values):
    tablet.push(world.started(), SubmitInspection(world.inspection, 7))
    chain = from_json(record_of(world)[f"chain/{tablet.device_id}.json"], ChainDocument)
    assert chain.not_applied == (NotApplied(2, OperationStatus.CONFLICT, "state-outdated"),)


def test_every_tablet_of_the_team_has_a_chain_of_its_own(world, tablet, values):
    colleague = world.tablet(world.team[1])
    tablet.push(world.started())
    colleague.push(SetResult(world.inspection, "A01", values["pass"]))
    names = [name for name in record_of(world) if name.startswith("chain/")]
    assert sorted(names) == sorted(f"chain/{one.device_id}.json" for one in (tablet, colleague))


def test_another_districts_record_does_not_exist(world, another, tablet):
    tablet.push(world.started())
    with pytest.raises(NotFound):
        another.supervisor().record(world.inspection)


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        (DocumentKind.RECORD, "zh-CN", "现场检查记录表"),
        (DocumentKind.RECORD, "en", "On-site inspection record"),
        (DocumentKind.ORDER, "zh-CN", "责令整改通知书（草稿）"),
    ],
)
def test_record_and_draft_order_are_made_as_pdf_in_the_language_asked_for(world, pictures, kind, language, said):
    pages = PdfReader(BytesIO(world.supervisor().document(world.inspection, kind, language))).pages
    assert said in pages[0].extract_text()
    assert sum(len(page.images) for page in pages) == (2 if kind is DocumentKind.RECORD else 1)


def test_where_no_finding_is_open_there_is_no_order(world, tablet, values):
    tablet.push(world.started(), SetResult(world.inspection, "A01", values["pass"]))
    with pytest.raises(NotFound):
        world.supervisor().document(world.inspection, DocumentKind.ORDER, "zh-CN")


@pytest.mark.parametrize("kind", DocumentKind)
def test_another_districts_documents_do_not_exist(world, another, pictures, kind):
    with pytest.raises(NotFound):
        another.supervisor().document(world.inspection, kind, "zh-CN")


def test_the_json_of_a_record_reads_without_this_program(world, pictures):
    files = record_of(world)
    plain = json.loads(files["record.json"])
    assert plain["format"] == "suicha-record 1"
    assert {one["item_code"]: one["value"]["outcome"] for one in plain["inspection"]["results"]} == {
        "A01": "pass",
        "B02": "fail",
        "C03": "pass",
    }


def checked(world, tmp_path):
    """What somebody with the key says of the record as the supervisor downloads it."""
    (tmp_path / "record.zip").write_bytes(b"".join(world.supervisor().record(world.inspection)))
    raw = b64decode(world.centre.key.public.public_key)
    (verdict,) = check_records(records_in(tmp_path / "record.zip"), GivenKey(raw, key_id_of(raw)))
    return verdict


def test_a_record_with_everything_that_can_happen_to_one_is_in_order(world, tablet, values, tmp_path):
    colleague, other = world.tablet(world.team[1]), values["other"]
    photos = [world.photo("A01", world.new_picture()) for _ in range(2)]
    tablet.push(world.started(), SetResult(world.inspection, "A01", values["pass"]), *photos)
    colleague.push(world.started(), SetResult(world.inspection, "A01", values["pass"]), SetResult(world.inspection, "A01", other))
    colleague.push(RemovePhoto(world.inspection, photos[0].photo.photo_id))
    tablet.push(RemovePhoto(world.inspection, photos[0].photo.photo_id))
    (answered,) = tablet.push(SetResult(world.inspection, "B02", values["not applicable"]))
    tablet.push(
        SetResult(world.inspection, "B02", values["pass"], answered.id), SetResult(world.inspection, "C03", values["pass"])
    )
    tablet.push(SetResult(world.inspection, "no-such-item", values["pass"]))
    assert tablet.said(SubmitInspection(world.inspection, 1)) == [("applied", None)]
    supervisor = world.supervisor()
    supervisor.return_inspection(world.inspection, ReturnRequest(2, "补充照片"))
    colleague.push(world.photo("C03", world.new_picture()))
    assert tablet.said(SubmitInspection(world.inspection, 3)) == [("applied", None)]
    supervisor.accept(world.inspection, AcceptRequest(4))
    late = tablet.said(SetResult(world.inspection, "C03", values["fail"]), world.photo("C03", world.new_picture()))
    assert {status for status, _ in late} == {"conflict"}
    verdict = checked(world, tmp_path)
    assert verdict.fault is None, verdict.fault
    assert {note.key for note in verdict.notes} == {"verify.note.not-arrived"}


@pytest.fixture(params=[datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)])
def end(request):
    """Of the calendar."""
    return request.param


def test_what_an_older_centre_took_from_a_clock_at_an_end_of_the_calendar_still_reads(world, tablet, tmp_path, monkeypatch, end):
    tablet.now, supervisor = end, world.supervisor()
    photo = world.photo("A01", world.new_picture())
    bodies = (world.started(), *world.answers(), replace(photo, photo=replace(photo.photo, taken_at=end)))
    lines = [tablet.line(body) for body in (*bodies, SubmitInspection(world.inspection, 1))]
    with monkeypatch.context() as older:
        older.setattr(deciding, "is_within_the_calendar", lambda moment: True)
        assert {outcome.status for outcome in tablet.centre.push(lines).outcomes} == {OperationStatus.APPLIED}
    assert {outcome.status for outcome in tablet.centre.push(lines).outcomes} == {OperationStatus.DUPLICATE}
    assert supervisor.inspections(InspectionFilter(district=world.district)).rows[0].started_at == end
    for kind, language in product(DocumentKind, LANGUAGES):
        assert supervisor.document(world.inspection, kind, language).startswith(b"%PDF")
    assert tablet.centre.pull(None).results[0].at == end
    supervisor.accept(world.inspection, AcceptRequest(2))
    assert checked(world, tmp_path).fault is None


def test_a_record_from_before_chains_is_in_order_and_says_that_nobody_vouches_for_its_end(world, tablet, values, tmp_path):
    for body in (world.started(), SetResult(world.inspection, "A01", values["pass"])):
        tablet.chain = ""
        tablet.seq = max(tablet.seq, 1)
        tablet.push(body)
    verdict = checked(world, tmp_path)
    assert verdict.fault is None, verdict.fault
    assert {note.key for note in verdict.notes} == {"verify.note.no-receipt"}


def test_what_never_arrived_is_a_note_and_no_fault(world, tablet, values, tmp_path):
    tablet.push(world.started())
    tablet.line(SetResult(world.inspection, "A01", values["fail"]))
    tablet.push(SetResult(world.inspection, "A01", values["pass"]))
    verdict = checked(world, tmp_path)
    assert verdict.fault is None, verdict.fault
    assert [(note.key, note.fields["seq"], note.fields["last"]) for note in verdict.notes] == [("verify.note.not-held", 2, 2)]
