from dataclasses import fields
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from sync.domain.checklists import Bilingual
from sync.domain.compounds import Assignment, Compound, Originals
from sync.domain.inspections import Return, ReturnedItem, State
from sync.domain.people import Duty, Role, TabletPerson, TeamMember
from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, from_plain, in_full, to_plain
from sync.protocol.console import InspectionPage, InspectionSummary, ReturnRequest, Session
from sync.protocol.messages import (
    Changes,
    ChecklistDocument,
    EnrolmentRequest,
    InspectionHead,
    OperationOutcome,
    OperationStatus,
    Problem,
    PushAnswer,
)

ONE, TWO = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)
COMPOUND = Compound(ONE, "玥湖堃府", "玥湖路1号", "ZY", Bilingual("中原区", "Zhongyuan"), "安居物业", "91410100MA00000000")
ASSIGNMENT = Assignment(
    ONE, TWO, "2026", COMPOUND, date(2026, 12, 1), "c", "1", Originals.UNMETERED, (TeamMember(TWO, "张喆", Duty.OFFICER),)
)
RETURNED = Return("请补照片", (ReturnedItem("D01", "看不清标志"),), "李审核", NOW)
HEAD = InspectionHead(ONE, TWO, "c", "1", State.RETURNED, 2, NOW, ONE, NOW, RETURNED)
SUMMARY = InspectionSummary(
    ONE,
    "玥湖堃府",
    "安居物业",
    "ZY",
    COMPOUND.district_name,
    State.SUBMITTED,
    1,
    ASSIGNMENT.due_on,
    27,
    27,
    3,
    0,
    5,
    7,
    NOW,
    NOW,
    88.5,
)
MESSAGES = [
    EnrolmentRequest("K7QF-2MXP", ONE, "平板一"),
    PushAnswer(
        (OperationOutcome(ONE, OperationStatus.APPLIED), OperationOutcome(None, OperationStatus.REJECTED, "operation-invalid"))
    ),
    Changes("c1", False, NOW),
    Changes(
        "c2",
        True,
        NOW,
        people=(TabletPerson(ONE, "张喆", Duty.OFFICER, "v"),),
        checklists=(ChecklistDocument("c", "1", "{}"),),
        assignments=(ASSIGNMENT,),
        withdrawn=(TWO,),
        inspections=(HEAD,),
        wanted_originals=("a" * 64,),
    ),
    Session("t", ONE, "李审核", Role.SUPERVISOR, ("ZY", "EQ")),
    InspectionPage((SUMMARY,), 1, 1, 20, {"submitted": 1}),
    ReturnRequest(2, items=(ReturnedItem("D01", "重拍"),)),
    Problem("about:blank", "t", 409, "d", "state-outdated", {"count": 3, "name": "张喆", "share": 0.5, "what": None}),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_comes_back_equal(message):
    assert from_plain(to_plain(message), type(message)) == message


def test_what_stands_at_its_default_is_left_out():
    assert to_plain(ReturnRequest(2)) == {"base_state_rev": 2}


def test_people_left_out_differs_from_nobody():
    assert from_plain(to_plain(Changes("c", False, NOW)), Changes).people is None
    assert from_plain(to_plain(Changes("c", False, NOW, people=())), Changes).people == ()


def test_fields_of_a_later_version_are_passed_over():
    assert from_plain({"base_state_rev": 2, "mood": "good"}, ReturnRequest) == ReturnRequest(2)


def test_a_whole_number_serves_where_a_fraction_may_stand():
    assert from_plain({**to_plain(SUMMARY), "score": 88}, InspectionSummary).score == 88.0


@pytest.mark.parametrize("score", ["88", True, float("nan"), float("inf")])
def test_what_is_no_finite_number_is_refused(score):
    with pytest.raises(OperationInvalid):
        from_plain({**to_plain(SUMMARY), "score": score}, InspectionSummary)


@pytest.mark.parametrize(
    "text",
    [
        b'{"base_state_rev":2,"comment":"\\u0000"}',
        '{"base_state_rev":2,"comment":"\\uD83D"}',
        b'{"base_state_rev":2,"comment":"\xff"}',
    ],
)
def test_a_comment_no_database_could_keep_is_refused(text):
    with pytest.raises(OperationInvalid):
        from_json(text, ReturnRequest)


def test_a_comment_with_a_backslash_before_u_is_kept():
    assert from_json(r'{"base_state_rev":2,"comment":"C:\\u0000"}', ReturnRequest).comment == r"C:\u0000"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_in_full_no_field_is_left_out_and_it_reads_back_as_the_same(message):
    plain = in_full(message)
    assert set(plain) == {field.name for field in fields(message)}
    assert from_plain(plain, type(message)) == message


def test_in_full_names_fields_at_their_default_further_down_too_and_the_wire_does_not():
    answer = PushAnswer((OperationOutcome(ONE, OperationStatus.APPLIED),))
    assert in_full(answer) == {"outcomes": [{"id": str(ONE), "status": "applied", "code": None}], "receipt": None}
    assert to_plain(answer) == {"outcomes": [{"id": str(ONE), "status": "applied"}]}
