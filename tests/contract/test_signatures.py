"""Signatures are kept as they were given, reach the colleagues' tablets, and stand beside the record they were given on."""

from dataclasses import replace
from hashlib import sha256
from uuid import UUID

import pytest

from sync.domain.clock import SystemClock
from sync.domain.ids import IdMaker
from sync.domain.inspections import VISIT
from sync.domain.signatures import (
    Ink,
    Part,
    Refusal,
    Signature,
    SignedContent,
    content_digest,
    signed_digest,
    stands_under,
)
from sync.protocol.messages import PhotoSize
from sync.protocol.operations import AddPhoto, SetResult, SignInspection, SubmitInspection
from sync.sounds.wav import of_samples

IDS = IdMaker(SystemClock())
INK = Ink(400, ((10, 20, 500, 200), (600, 30, 990, 380)))


@pytest.fixture
def recorded(world, tablet):
    """Everything a submission needs, and the digest that the tablet signs."""
    bodies = world.answers()
    assert set(tablet.said(world.started(), *bodies)) == {("applied", None)}
    (assignment,) = (one for one in tablet.centre.pull(None).assignments if one.id == world.assignment)
    return content_digest(
        SignedContent(
            world.inspection,
            assignment.compound.id,
            world.checklist.id,
            world.checklist.version,
            {body.item_code: body.value for body in bodies if isinstance(body, SetResult)},
            [body.photo for body in bodies if isinstance(body, AddPhoto)],
        )
    )


def signature(digest: str, part: Part = Part.ENTERPRISE, person: UUID | None = None, **more) -> Signature:
    return Signature(IDS.new(), part, "赵经理", digest, person, **({"ink": INK} | more))


def test_a_signature_stands_beside_the_record_it_was_given_on(world, tablet, recorded):
    given = signature(recorded)
    assert tablet.said(SignInspection(world.inspection, given), SubmitInspection(world.inspection, 1)) == [("applied", None)] * 2
    detail = world.supervisor().inspection(world.inspection)
    assert [one.signature for one in detail.signatures] == [given]
    assert detail.content_sha256 == recorded


def test_a_change_after_the_signature_gives_the_record_another_digest(world, tablet, recorded):
    later = world.photo("C03", world.new_picture())
    assert set(tablet.said(SignInspection(world.inspection, signature(recorded)), later)) == {("applied", None)}
    detail = world.supervisor().inspection(world.inspection)
    assert detail.content_sha256 != detail.signatures[0].signature.content_sha256


def test_a_refusal_with_its_reason_and_a_witness_are_kept_in_order(world, tablet, recorded):
    refused = signature(recorded, ink=None, refusal=Refusal("对结论有异议"))
    witness = signature(recorded, Part.WITNESS)
    tablet.push(SignInspection(world.inspection, refused), SignInspection(world.inspection, witness))
    assert [one.signature for one in world.supervisor().inspection(world.inspection).signatures] == [refused, witness]


def test_a_colleagues_tablet_gets_the_signatures(world, tablet, recorded):
    given = signature(recorded, Part.OFFICER, world.team[1])
    tablet.push(SignInspection(world.inspection, given))
    (head,) = world.tablet(world.team[1]).centre.pull(None).inspections
    assert [one.signature for one in head.signatures] == [given]


def test_a_signature_that_comes_after_the_submission_is_kept_and_says_so(world, tablet, recorded):
    tablet.push(SubmitInspection(world.inspection, 1))
    late = SignInspection(world.inspection, signature(recorded))
    assert tablet.said(late) == [("conflict", "inspection-frozen")]
    assert [one.signature for one in world.supervisor().inspection(world.inspection).signatures] == [late.signature]


def test_somebody_outside_the_team_does_not_sign_as_an_officer(world, tablet, recorded):
    stranger = SignInspection(world.inspection, signature(recorded, Part.OFFICER, world.person()))
    assert tablet.said(stranger) == [("rejected", "operation-invalid")]
    assert world.supervisor().inspection(world.inspection).signatures == ()


def refusal_of(shown: AddPhoto, digest: str, **changed: str) -> Signature:
    refusal = Refusal("对结论有异议", shown.photo.photo_id, changed.get("photo_sha256", shown.photo.original_sha256))
    return signature(signed_digest(digest, refusal), ink=None, refusal=refusal)


def test_the_photo_of_a_refusal_belongs_to_the_visit_and_changes_nobody_elses_signature(world, tablet, recorded):
    shown = world.photo(VISIT, world.new_picture())
    given = signature(recorded, Part.OFFICER, world.team[0])
    refused = refusal_of(shown, recorded)
    bodies = (SignInspection(world.inspection, given), shown, SignInspection(world.inspection, refused))
    assert tablet.said(*bodies, SubmitInspection(world.inspection, 1)) == [("applied", None)] * 4
    detail = world.supervisor().inspection(world.inspection)
    assert [one.facts for one in detail.photos] == [shown.photo]
    assert detail.content_sha256 == recorded
    assert all(stands_under(one.signature, recorded) for one in detail.signatures)
    (photo,) = [one for one in world.tablet(world.team[1]).centre.pull(None).photos if one.facts.item_code == VISIT]
    assert photo.facts == shown.photo


def test_a_refusal_whose_photo_has_not_come_waits_for_it(world, tablet, recorded):
    shown = world.photo(VISIT, world.new_picture())
    line = tablet.line(SignInspection(world.inspection, refusal_of(shown, recorded)))
    (held,) = tablet.centre.push([line]).outcomes
    assert (held.status.value, held.code) == ("hold", "not-found")
    tablet.push(shown)
    (applied,) = tablet.centre.push([line]).outcomes
    assert applied.status.value == "applied"


def test_a_refusal_that_binds_another_hash_than_its_photos_is_rejected(world, tablet, recorded):
    shown = world.photo(VISIT, world.new_picture())
    refused = SignInspection(world.inspection, refusal_of(shown, recorded, photo_sha256="c" * 64))
    assert tablet.said(shown, refused) == [("applied", None), ("rejected", "operation-invalid")]
    assert world.supervisor().inspection(world.inspection).signatures == ()


def spoken_note(world, content: bytes) -> AddPhoto:
    digest = sha256(content).hexdigest()
    picture = world.photo(VISIT, world.new_picture()).photo
    facts = replace(
        picture,
        original_sha256=digest,
        original_size=len(content),
        original_type="audio/wav",
        copy_sha256=digest,
        copy_size=len(content),
        width=0,
        height=0,
        duration_ms=2000,
    )
    return AddPhoto(world.inspection, facts)


def test_a_refusal_binds_a_spoken_note_whose_bytes_come_by_the_same_way_as_a_photos(world, tablet, recorded):
    content = of_samples(b"\x10\x20" * 32_000, 16_000, 1)
    heard = spoken_note(world, content)
    assert tablet.said(heard, SignInspection(world.inspection, refusal_of(heard, recorded))) == [("applied", None)] * 2
    sent = tablet.centre.send_evidence(heard.photo.copy_sha256, 0, len(content), content)
    assert sent.complete
    detail = world.supervisor().inspection(world.inspection)
    (kept,) = detail.photos
    assert (kept.facts, kept.copy_stored, kept.original_stored) == (heard.photo, True, True)
    assert world.supervisor().photo(kept.facts.photo_id, PhotoSize.ORIGINAL) == content
    assert all(stands_under(one.signature, recorded) for one in detail.signatures)
