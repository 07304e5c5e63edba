from hypothesis import given
from hypothesis import strategies as st

from sync.domain.inspections import Outcome, ResultValue
from sync.domain.scoring import score

PASS, FAIL, NOT_APPLICABLE = (ResultValue(outcome) for outcome in Outcome)


def test_the_score_is_the_earned_share_of_the_applicable_weight(item, checklist_of):
    checklist = checklist_of(item(code="A", weight=60), item(code="B", weight=30), item(code="C", weight=10))
    assert score(checklist, {"A": PASS, "B": FAIL, "C": NOT_APPLICABLE}) == 66.7


def test_unscored_items_count_on_neither_side(item, checklist_of):
    checklist = checklist_of(item(code="A", weight=100), item(code="B", weight=0, scored=False))
    assert score(checklist, {"A": PASS, "B": FAIL}) == 100


def test_nothing_applicable_has_no_score(checklist):
    assert score(checklist, {}) is None
    assert score(checklist, {item.code: NOT_APPLICABLE for item in checklist.items}) is None


def test_everything_failed_scores_nothing(checklist):
    assert score(checklist, {item.code: FAIL for item in checklist.items}) == 0


@given(outcomes=st.lists(st.sampled_from([None, *Outcome]), min_size=27, max_size=27), changed=st.integers(0, 26))
def test_turning_a_failure_into_a_pass_never_lowers_the_score(checklist, outcomes, changed):
    values = {item.code: ResultValue(outcome) for item, outcome in zip(checklist.items, outcomes, strict=True)}
    code = checklist.items[changed].code
    worse, better = score(checklist, {**values, code: FAIL}), score(checklist, {**values, code: PASS})
    assert worse is None if better is None else 0 <= (worse or 0) <= better <= 100
