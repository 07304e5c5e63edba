from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sync.domain.inspections import Outcome, ResultValue
from sync.domain.merging import Verdict, judge

values = st.builds(ResultValue, outcome=st.sampled_from([None, *Outcome]), note=st.sampled_from(["", "门锁损坏"]))
revisions = st.integers(1, 4).map(lambda number: UUID(int=number))


@given(proposed=values)
def test_a_first_answer_replaces_nothing(proposed):
    assert judge(None, None, None, proposed) is Verdict.REPLACES


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
