from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sync.domain.checklists import Severity
from sync.domain.findings import Finding, FindingState, findings_of
from sync.domain.inspections import Outcome, ResultValue

DUE = date(2026, 12, 1)


def test_a_failure_becomes_an_open_finding_with_its_deadline(item, checklist_of):
    failure = ResultValue(Outcome.FAIL, note="门锁损坏", severity=Severity.CRITICAL, due_on=DUE)
    assert findings_of(checklist_of(item()), {"A01": failure}) == [
        Finding("A01", "门锁损坏", Severity.CRITICAL, DUE, FindingState.OPEN)
    ]


def test_what_was_fixed_on_the_spot_has_no_deadline(item, checklist_of):
    failure = ResultValue(Outcome.FAIL, note="杂物", severity=Severity.MINOR, due_on=DUE, fixed_on_spot=True)
    (finding,) = findings_of(checklist_of(item()), {"A01": failure})
    assert (finding.state, finding.due_on) == (FindingState.FIXED_ON_SPOT, None)


def test_a_failure_without_severity_has_that_of_its_item(item, checklist_of):
    (finding,) = findings_of(checklist_of(item(severity=Severity.MAJOR)), {"A01": ResultValue(Outcome.FAIL)})
    assert finding.severity is Severity.MAJOR


@given(outcomes=st.lists(st.sampled_from([None, *Outcome]), min_size=27, max_size=27))
def test_there_is_one_finding_for_each_failure_in_checklist_order(checklist, outcomes):
    values = {item.code: ResultValue(outcome) for item, outcome in zip(checklist.items, outcomes, strict=True)}
    failed = [code for code, value in values.items() if value.outcome is Outcome.FAIL]
    assert [finding.item_code for finding in findings_of(checklist, values)] == failed
