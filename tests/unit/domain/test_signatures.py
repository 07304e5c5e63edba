"""Who signs, what is bound by a signature, and what a refusal needs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.inspections import VISIT, Outcome, PhotoFacts, ResultValue
from sync.domain.marks import BlurBox
from sync.domain.people import Duty, TeamMember
from sync.domain.signatures import (
    Ink,
    Part,
    Place,
    Refusal,
    Signature,
    SignedContent,
    Standing,
    content_digest,
    places_to_sign,
    problem_with_signature,
    standing_of,
    stands_under,
    witness_is_missing,
)

TEAM = (
    TeamMember(UUID(int=1), "张喆", Duty.OFFICER),
    TeamMember(UUID(int=3), "王堃", Duty.EXPERT),
    TeamMember(UUID(int=2), "李玥", Duty.OFFICER),
)
INK = Ink(400, ((0, 0, 500, 200, 1000, 400),))
PHOTO = PhotoFacts(UUID(int=9), "A02", "a" * 64, 10, "image/jpeg", "b" * 64, 5, 4, 3, datetime(2026, 5, 6, tzinfo=UTC))
CONTENT = SignedContent(
    inspection_id=UUID(int=5),
    compound_id=UUID(int=6),
    checklist_id="zz",
    checklist_version="1",
    values={"A01": ResultValue(Outcome.PASS), "A02": ResultValue(Outcome.FAIL, note="东侧通道堆放纸箱", due_on=date(2026, 5, 9))},
    photos=(PHOTO,),
)
WRITTEN = """suicha-record 1
inspection 00000000-0000-0000-0000-000000000005
compound 00000000-0000-0000-0000-000000000006
checklist zz 1
result A01 {"due_on":null,"fixed_on_spot":false,"note":"","outcome":"pass","reason":"","severity":null,"severity_reason":""}
result A02 {"due_on":"2026-05-09","fixed_on_spot":false,"note":"东侧通道堆放纸箱","outcome":"fail","reason":"","severity":null,"severity_reason":""}
photo 00000000-0000-0000-0000-000000000009 A02 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"""  # noqa: E501
DIGEST = content_digest(CONTENT)
OFFICER = Place(Part.OFFICER, UUID(int=1), "张喆")
SIGNED = Signature(UUID(int=20), Part.OFFICER, "张喆", DIGEST, UUID(int=1), INK)


def test_officers_sign_before_the_enterprise_and_the_expert_last():
    assert [(place.part, place.name) for place in places_to_sign(TEAM)] == [
        (Part.OFFICER, "张喆"),
        (Part.OFFICER, "李玥"),
        (Part.ENTERPRISE, ""),
        (Part.EXPERT, "王堃"),
    ]


@pytest.mark.parametrize(
    "changed",
    [
        replace(CONTENT, inspection_id=UUID(int=7)),
        replace(CONTENT, compound_id=UUID(int=7)),
        replace(CONTENT, checklist_version="2"),
        replace(CONTENT, values={**CONTENT.values, "A01": ResultValue(Outcome.NOT_APPLICABLE, reason="无")}),
        replace(CONTENT, values={"A01": ResultValue(Outcome.PASS)}),
        replace(CONTENT, photos=()),
        replace(CONTENT, photos=(replace(PHOTO, item_code="A03"),)),
        replace(CONTENT, photos=(replace(PHOTO, original_sha256="c" * 64),)),
    ],
)
def test_whatever_is_changed_afterwards_changes_the_digest(changed):
    assert content_digest(changed) != DIGEST
    assert standing_of(OFFICER, [SIGNED], content_digest(changed)) is Standing.OUTDATED


def test_a_signature_covers_what_was_drawn_on_a_copy():
    drawn = replace(PHOTO, annotates=UUID(int=8), marks=(BlurBox((0.1, 0.1), (0.2, 0.2)),))
    digests = {content_digest(replace(CONTENT, photos=(one,))) for one in (PHOTO, drawn, replace(drawn, copy_sha256="c" * 64))}
    assert len(digests) == 3


@given(st.permutations(sorted(CONTENT.values)))
def test_the_order_in_which_items_were_answered_does_not_matter(order):
    assert content_digest(replace(CONTENT, values={code: CONTENT.values[code] for code in order})) == DIGEST


def test_the_digest_is_the_one_anybody_can_compute_from_the_written_form():
    assert sha256(WRITTEN.encode()).hexdigest() == DIGEST


def test_an_unanswered_item_is_no_part_of_the_content():
    assert content_digest(replace(CONTENT, values={**CONTENT.values, "A05": ResultValue()})) == DIGEST


def test_a_place_is_open_until_somebody_signs_or_refuses_there():
    enterprise = Place(Part.ENTERPRISE)
    refused = Signature(UUID(int=21), Part.ENTERPRISE, "赵经理", DIGEST, refusal=Refusal("对结论有异议"))
    assert standing_of(enterprise, [SIGNED], DIGEST) is Standing.OPEN
    assert standing_of(OFFICER, [SIGNED], DIGEST) is Standing.SIGNED
    assert standing_of(enterprise, [SIGNED, refused], DIGEST) is Standing.REFUSED


def test_a_refusal_asks_for_a_witness_who_signs_the_same_content():
    refused = Signature(UUID(int=21), Part.ENTERPRISE, "赵经理", DIGEST, refusal=Refusal("对结论有异议"))
    witness = Signature(UUID(int=22), Part.WITNESS, "社区工作者", DIGEST, ink=INK)
    assert not witness_is_missing([SIGNED], DIGEST)
    assert witness_is_missing([refused], DIGEST)
    assert not witness_is_missing([refused, witness], DIGEST)
    assert witness_is_missing([refused, replace(witness, content_sha256="0" * 64)], DIGEST)


def test_a_refusal_binds_its_photo_beside_the_record():
    refusal = Refusal("对结论有异议", UUID(int=9), "c" * 64)
    written = f"{DIGEST}\nrefusal 00000000-0000-0000-0000-000000000009 {'c' * 64}"
    refused = Signature(UUID(int=21), Part.ENTERPRISE, "赵经理", sha256(written.encode()).hexdigest(), refusal=refusal)
    assert problem_with_signature(refused) is None
    assert standing_of(Place(Part.ENTERPRISE), [refused], DIGEST) is Standing.REFUSED
    assert witness_is_missing([refused], DIGEST)
    for other in (Refusal("对结论有异议"), replace(refusal, photo_id=UUID(int=8)), replace(refusal, photo_sha256="d" * 64)):
        assert not stands_under(replace(refused, refusal=other), DIGEST)


def test_a_photo_of_the_visit_as_a_whole_changes_nobodys_signature():
    shown = replace(PHOTO, photo_id=UUID(int=30), item_code=VISIT)
    assert content_digest(replace(CONTENT, photos=(PHOTO, shown))) == DIGEST


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "长" * 61}),
        ("name", {"name": "张\0喆"}),
        ("ink", {"ink": None}),
        ("ink", {"refusal": Refusal("不签")}),
        ("ink", {"ink": Ink(400, ())}),
        ("ink", {"ink": Ink(400, ((0, 0, 5),))}),
        ("ink", {"ink": Ink(400, ((0, 401),))}),
        ("ink", {"ink": Ink(400, ((1001, 0),))}),
        ("ink", {"ink": Ink(0, ((0, 0),))}),
        ("ink", {"ink": Ink(400, ((0, 0) * 3001,))}),
        ("refusal", {"ink": None, "refusal": Refusal("  ")}),
        ("photo_sha256", {"ink": None, "refusal": Refusal("不签", UUID(int=9))}),
        ("photo_sha256", {"ink": None, "refusal": Refusal("不签", UUID(int=9), "A" * 64)}),
        ("photo_sha256", {"ink": None, "refusal": Refusal("不签", None, "a" * 64)}),
        ("person_id", {"person_id": None}),
        ("person_id", {"part": Part.ENTERPRISE}),
    ],
)
def test_a_signature_that_no_tablet_would_send_is_named_by_its_field(field, changes):
    assert problem_with_signature(SIGNED) is None
    assert problem_with_signature(replace(SIGNED, **changes)) == field
