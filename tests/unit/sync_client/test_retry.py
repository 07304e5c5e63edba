"""When a tablet tries again."""

from hypothesis import given
from hypothesis import strategies as st

from sync.client.retry import LAST_CAP, wait_before_retry
from sync.errors import CentreBusy, CentreUnreachable


def latest(_low: float, high: float) -> float:
    return high


def earliest(low: float, _high: float) -> float:
    return low


def test_waits_grow_and_are_capped():
    waits = [wait_before_retry(failures, CentreUnreachable(), latest) for failures in range(1, 12)]
    assert waits == sorted(waits)
    assert waits[0] == 4
    assert waits[-1] == LAST_CAP


def test_jitter_is_full_but_never_a_busy_loop():
    assert wait_before_retry(10, CentreUnreachable(), earliest) == 0.5


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_time_named_by_the_centre_is_honoured(failures, seconds):
    error = CentreBusy(seconds=seconds)
    assert wait_before_retry(failures, error, earliest) == min(LAST_CAP, seconds)
    assert wait_before_retry(failures, error, latest) <= 2 * LAST_CAP
