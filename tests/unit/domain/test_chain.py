"""Whatever is done to a chain is found and named."""

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.domain.chain import Break, Fault, Member, first_fault, link, link_named


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def run_of(count: int, first: int = 1, start: str = "") -> tuple[list[Member], dict[int, str]]:
    """So many operations, each of which names the link before it, and a receipt for the last."""
    members, before = [], start
    for seq in range(first, first + count):
        members.append(Member(seq, digest(f"line {seq}"), before))
        before = link(before, members[-1].line_sha256)
    return members, {members[-1].seq: before}


runs = st.tuples(st.integers(2, 30), st.integers(1, 1000)).map(lambda made: (*run_of(*made, start=digest("x")), digest("x")))


@given(run=runs, hidden=st.sets(st.integers(0, 29)))
def test_an_untouched_chain_is_in_order_also_where_lines_are_not_at_hand(run, hidden):
    members, receipt, start = run
    members = [one._replace(before=None) if place in hidden else one for place, one in enumerate(members)]
    assert first_fault(members, start, receipt) is None
    assert first_fault(members, None, receipt) is None


@given(run=runs, place=st.integers(0, 29))
def test_any_changed_line_is_named(run, place):
    members, receipt, start = run
    assume(place < len(members))
    members[place] = members[place]._replace(line_sha256=digest("other"))
    assert first_fault(members, start, receipt) == Fault(Break.CHANGED, members[place].seq, members[place].seq)


@given(run=runs, place=st.integers(0, 29))
def test_any_removed_operation_is_named(run, place):
    members, receipt, start = run
    assume(place < len(members))
    gone = members.pop(place)
    assert first_fault(members, start, receipt) == Fault(Break.REMOVED, gone.seq, gone.seq)


@given(run=runs, places=st.tuples(st.integers(0, 29), st.integers(0, 29)))
def test_any_two_swapped_operations_are_named(run, places):
    members, receipt, start = run
    one, other = sorted(places)
    assume(one < other < len(members))
    members[one], members[other] = members[other], members[one]
    fault = first_fault(members, start, receipt)
    assert fault is not None
    assert fault.kind is Break.SWAPPED


@given(run=runs, place=st.integers(0, 29), hidden=st.sets(st.integers(0, 29)))
def test_a_change_among_lines_that_are_not_at_hand_is_narrowed_to_those(run, place, hidden):
    members, receipt, start = run
    assume(place < len(members))
    members = [one._replace(before=None) if number in hidden else one for number, one in enumerate(members)]
    members[place] = members[place]._replace(line_sha256=digest("other"))
    fault = first_fault(members, start, receipt)
    assert fault is not None
    assert fault.seq <= members[place].seq <= fault.last
    speaking = [number for number, one in enumerate(members) if one.before is not None]
    assert not [number for number in speaking if fault.seq < members[number].seq <= fault.last]


def test_a_line_nobody_has_leaves_the_rest_checked():
    members, receipt = run_of(6)
    members[2] = Member(3, None)
    assert first_fault(members, "", receipt) is None
    members[4] = members[4]._replace(line_sha256=digest("other"))
    assert first_fault(members, "", receipt) == Fault(Break.CHANGED, 5, 5)


def test_a_receipt_for_a_later_operation_shows_that_the_end_is_missing():
    members, receipt = run_of(6)
    assert first_fault(members[:4], "", receipt) == Fault(Break.REMOVED, 5, 6)


@pytest.mark.parametrize(("seq", "before", "named"), [(1, "", True), (2, "", False), (2, "ab", True)])
def test_only_the_first_operation_has_a_link_without_one_before(seq, before, named):
    assert link_named(seq, before, "cd") == (link(before, "cd") if named else None)


def test_a_link_can_be_made_with_any_tool():
    assert link("", "a" * 64) == sha256(b"a" * 64).hexdigest()
    assert link("b" * 64, "a" * 64) == sha256(b"b" * 64 + b"a" * 64).hexdigest()
