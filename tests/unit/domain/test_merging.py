from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.inspections import Outcome, ResultValue
from sync.domain.merging import Said, Settlement, Verdict, gives_way, judge, settlement

values = st.builds(ResultValue, outcome=st.sampled_from([None, *Outcome]), note=st.sampled_from(["", "门锁损坏"]))
revisions = st.integers(1, 4).map(lambda number: UUID(int=number))


@given(proposed=values, base=st.none() | revisions)
def test_where_nothing_stands_an_answer_stands_whatever_it_was_built_on(proposed, base):
    assert judge(None, None, base, proposed) is Verdict.REPLACES


@given(current=values, revision=revisions, proposed=values)
def test_a_value_built_on_the_current_one_replaces_it(current, revision, proposed):
    assert judge(current, revision, revision, proposed) is Verdict.REPLACES


@given(value=values, revision=revisions, base=st.none() | revisions)
def test_an_equal_value_never_conflicts(value, revision, base):
    assert judge(value, revision, base, value) is not Verdict.CONFLICTS


@given(current=values, revision=revisions, base=st.none() | revisions, proposed=values)
def test_nothing_different_replaces_a_value_its_author_did_not_see(current, revision, base, proposed):
    if base != revision and current != proposed:
        assert judge(current, revision, base, proposed) is Verdict.CONFLICTS


def test_a_later_edit_of_the_losing_tablet_still_conflicts():
    mine, theirs = UUID(int=1), UUID(int=2)
    assert judge(ResultValue(Outcome.PASS), theirs, mine, ResultValue(Outcome.FAIL)) is Verdict.CONFLICTS


AT = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
A, B, C = (UUID(int=10 + number) for number in range(3))
LOST = Said(UUID(int=1), ResultValue(Outcome.FAIL), A, AT, conflict=True, base=None)


@pytest.mark.parametrize(
    ("later", "settled"),
    [
        ({"conflict": False}, True),
        ({"conflict": True}, False),
        ({"conflict": True, "author": A}, True),
        ({"conflict": True, "value": LOST.value}, True),
        ({"conflict": True, "resolves": (), "base": LOST.revision}, True),
        ({"conflict": False, "resolves": ()}, False),
        ({"revision": LOST.revision, "author": A}, False),
    ],
    ids=["it stands", "it is in conflict", "taken back", "said again", "built on it", "it does not name it", "itself"],
)
def test_a_value_in_conflict_gives_way_to_a_decision_that_stands_and_to_its_own_author(later, settled):
    decision = Said(UUID(int=2), ResultValue(Outcome.PASS), B, AT, conflict=True, base=C, resolves=(LOST.revision,))
    assert gives_way(LOST, replace(decision, **later)) is settled


@pytest.mark.parametrize(
    ("later", "what"),
    [
        ({"conflict": False}, Settlement.PASSED_OVER),
        ({"conflict": False, "value": LOST.value}, Settlement.CHOSEN),
        ({"conflict": False, "author": A}, Settlement.PASSED_OVER),
        ({"author": A, "base": LOST.revision, "resolves": ()}, Settlement.REPLACED),
        ({"conflict": False, "author": A, "base": LOST.revision, "resolves": ()}, Settlement.REPLACED),
        ({"value": LOST.value}, Settlement.REPLACED),
    ],
    ids=["another", "this one", "its author gives in", "its author goes on", "its author corrects it", "said again in conflict"],
)
def test_only_what_stands_and_is_not_its_authors_next_word_decides_about_a_value_in_conflict(later, what):
    decision = Said(UUID(int=2), ResultValue(Outcome.PASS), B, AT, conflict=True, base=C, resolves=(LOST.revision,))
    assert settlement(LOST, replace(decision, **later)) is what
