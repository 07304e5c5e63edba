"""Signatures given on the tablet, on a real SQLite file."""

from dataclasses import replace
from hashlib import sha256
from random import Random

import pytest

from inspector_app.services.photos import PhotoService
from inspector_app.services.records import PhotoRecord
from inspector_app.services.signing import SigningService, Typed, is_bound, photo_for, places_of, refusal_of
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from sync.domain.inspections import VISIT, Outcome, ResultValue
from sync.domain.people import Duty
from sync.domain.signatures import Ink, Part, Place, Refusal, Standing, stands_under
from sync.errors import InspectionFrozen, InspectionIncomplete, NotFound, OperationInvalid
from sync.imaging.evidence import make_evidence
from sync.imaging.scenes import draw_scene
from sync.protocol.messages import Changes, InspectionHead, SignatureOnRecord
from sync.protocol.operations import SignInspection, decode

INK = Ink(400, ((10, 10, 500, 200), (600, 20, 990, 380)))
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")
ENTERPRISE = Place(Part.ENTERPRISE)


@pytest.fixture
def signing(bench) -> SigningService:
    return SigningService(bench.records, bench.inspections.sheet, bench.ids, bench.preferences)


@pytest.fixture
def complete(bench):
    """An inspection that lacks nothing."""
    inspection = bench.started()
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    return inspection


def standings(bench, inspection):
    return {(one.place.part, one.place.name): one.standing for one in places_of(bench.inspections.sheet(inspection))}


def officer_of(bench, name):
    places = [one.place for one in places_of(bench.inspections.sheet(bench.assignments[0].inspection_id))]
    return next(place for place in places if place.name == name)


def test_every_member_of_the_team_and_the_enterprise_is_expected(bench, complete):
    team = bench.inspections.sheet(complete).assignment.team
    assert standings(bench, complete) == {
        **{(Part(member.duty.value), member.name): Standing.OPEN for member in team if member.duty is Duty.OFFICER},
        (Part.ENTERPRISE, ""): Standing.OPEN,
    }


def test_a_signature_is_on_disk_and_in_the_outbox_under_the_digest_of_the_record(bench, signing, complete, reopened):
    signing.sign(complete, officer_of(bench, "李玥"), "李玥", INK, bench.officer)
    bench = reopened()
    sheet = bench.inspections.sheet(complete)
    (given,) = sheet.signatures
    assert (given.signature.ink, given.signature.content_sha256, given.author) == (INK, sheet.digest, bench.officer)
    assert decode(bench.queue.queued(None, 100)[-1].line).body == SignInspection(complete, given.signature)
    assert standings(bench, complete)[Part.OFFICER, "李玥"] is Standing.SIGNED


def test_a_change_after_the_signature_shows_it_as_outdated_and_taking_it_back_does_not(bench, signing, complete):
    signing.sign(complete, ENTERPRISE, "赵经理", INK, bench.officer)
    bench.inspections.answer(complete, "A02", ResultValue(Outcome.PASS), bench.officer)
    assert standings(bench, complete)[Part.ENTERPRISE, ""] is Standing.OUTDATED
    bench.inspections.undo(complete, bench.officer)
    assert standings(bench, complete)[Part.ENTERPRISE, ""] is Standing.SIGNED


def test_a_refusal_brings_a_place_for_a_witness(bench, signing, complete):
    signing.refuse(complete, ENTERPRISE, "赵经理", Refusal("对结论有异议"), bench.officer)
    assert standings(bench, complete)[Part.ENTERPRISE, ""] is Standing.REFUSED
    assert standings(bench, complete)[Part.WITNESS, ""] is Standing.OPEN
    signing.sign(complete, Place(Part.WITNESS), "社区工作者", INK, bench.officer)
    assert standings(bench, complete)[Part.WITNESS, ""] is Standing.SIGNED


@pytest.fixture
def photos(bench) -> PhotoService:
    folder = EvidenceFolder(bench.folder / "evidence")
    arrivals = ArrivalFolder(bench.folder / "arrivals", folder, bench.records.names_file)
    return PhotoService(bench.records, folder, arrivals, make_evidence, bench.ids, bench.clock, bench.preferences)


@pytest.fixture
def shown(bench, photos, complete) -> PhotoRecord:
    """A photo of somebody who refuses, taken after everybody else had signed."""
    SigningService(bench.records, bench.inspections.sheet, bench.ids, bench.preferences).sign(
        complete, officer_of(bench, "张喆"), "张喆", INK, bench.officer
    )
    return photos.attach(complete, VISIT, draw_scene(Random(5), 320, 240), bench.officer)


def test_a_refusal_binds_the_photo_that_shows_it_and_nobody_signs_again_for_it(bench, signing, complete, shown):
    refusal = refusal_of("对结论有异议", shown)
    signing.refuse(complete, ENTERPRISE, "赵经理", refusal, bench.officer)
    sheet = bench.inspections.sheet(complete)
    *_, given = (one.signature for one in sheet.signatures)
    written = f"{sheet.digest}\nrefusal {shown.facts.photo_id} {shown.facts.original_sha256}"
    assert given.content_sha256 == sha256(written.encode()).hexdigest()
    assert standings(bench, complete)[Part.ENTERPRISE, ""] is Standing.REFUSED
    assert standings(bench, complete)[Part.OFFICER, "张喆"] is Standing.SIGNED
    assert standings(bench, complete)[Part.WITNESS, ""] is Standing.OPEN
    assert decode(bench.queue.queued(None, 1000)[-1].line).body.signature == given


def test_another_photo_than_the_one_that_was_bound_shows_the_refusal_as_outdated(bench, signing, complete, shown):
    signing.refuse(complete, ENTERPRISE, "赵经理", refusal_of("对结论有异议", shown), bench.officer)
    sheet = bench.inspections.sheet(complete)
    given = sheet.signatures[-1].signature
    forged = replace(given, refusal=replace(given.refusal, photo_sha256="c" * 64))
    assert stands_under(given, sheet.digest)
    assert not stands_under(forged, sheet.digest)


def test_a_photo_waits_for_the_refusal_it_was_taken_for_also_after_a_kill(bench, signing, complete, shown, reopened):
    sheet = reopened().inspections.sheet(complete)
    assert photo_for(sheet, ENTERPRISE) == shown
    assert not is_bound(sheet, shown)
    signing.refuse(complete, ENTERPRISE, "赵经理", refusal_of("对结论有异议", shown), bench.officer)
    sheet = bench.inspections.sheet(complete)
    assert is_bound(sheet, shown)
    assert photo_for(sheet, ENTERPRISE) == shown
    assert photo_for(sheet, officer_of(bench, "李玥")) is None


def test_a_photo_that_another_tablet_took_waits_for_a_refusal_there(bench, complete, shown):
    sheet = bench.inspections.sheet(complete)
    elsewhere = replace(sheet, photos={**sheet.photos, VISIT: [replace(shown, here=False)]})
    assert photo_for(elsewhere, ENTERPRISE) is None


def test_a_photo_taken_out_meanwhile_is_not_bound(bench, signing, photos, complete, shown):
    photos.remove(shown.facts.photo_id, bench.officer)
    with pytest.raises(NotFound):
        signing.refuse(complete, ENTERPRISE, "赵经理", refusal_of("对结论有异议", shown), bench.officer)


def test_an_incomplete_record_is_not_signed(bench, signing):
    with pytest.raises(InspectionIncomplete):
        signing.sign(bench.started(), ENTERPRISE, "赵经理", INK, bench.officer)


def test_after_submission_nothing_more_is_signed(bench, signing, complete):
    bench.inspections.submit(complete, bench.officer)
    with pytest.raises(InspectionFrozen):
        signing.sign(complete, ENTERPRISE, "赵经理", INK, bench.officer)


@pytest.mark.parametrize(("name", "ink"), [("  ", INK), ("赵经理", Ink(400, ()))])
def test_a_signature_without_name_or_ink_is_not_kept(bench, signing, complete, name, ink):
    with pytest.raises(OperationInvalid):
        signing.sign(complete, ENTERPRISE, name, ink, bench.officer)
    assert bench.inspections.sheet(complete).signatures == []


def test_a_signature_given_on_another_tablet_comes_with_the_news_once(bench, signing, complete):
    signing.sign(complete, ENTERPRISE, "赵经理", INK, bench.officer)
    sheet = bench.inspections.sheet(complete)
    (own,) = sheet.signatures
    other = replace(own.signature, part=Part.OFFICER, name="李玥", person_id=bench.second_officer)
    elsewhere = SignatureOnRecord(bench.ids.new(), other, bench.second_officer, own.at)
    record = sheet.record
    head = InspectionHead(
        record.id,
        record.assignment_id,
        record.checklist_id,
        record.checklist_version,
        record.state,
        record.state_rev,
        record.started_at,
        record.started_by,
        signatures=(own, elsewhere),
    )
    for cursor in ("a", "b"):
        bench.queue.take_in(Changes(cursor=cursor, more=False, centre_time=bench.clock.now(), inspections=(head,)))
    assert [one.signature.name for one in bench.inspections.sheet(complete).signatures] == ["赵经理", "李玥"]


def test_what_was_typed_on_a_place_is_there_after_a_restart_until_somebody_signs_there(bench, signing, complete, reopened):
    signing.keep_typed(complete, ENTERPRISE, Typed("赵经", ""))
    signing.keep_typed(complete, ENTERPRISE, Typed("赵经理", "对检查结论有异议"))
    again = reopened()
    signing = SigningService(again.records, again.inspections.sheet, again.ids, again.preferences)
    assert signing.typed(complete, ENTERPRISE) == Typed("赵经理", "对检查结论有异议")
    assert signing.typed(complete, Place(Part.WITNESS)) == Typed()
    signing.refuse(complete, ENTERPRISE, "赵经理", Refusal("对检查结论有异议"), again.officer)
    assert signing.typed(complete, ENTERPRISE) == Typed()
