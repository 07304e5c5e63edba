"""When to try again: full jitter under an exponential cap, unless the centre named a time."""

from collections.abc import Callable

from sync.errors import CentreBusy, SuichaError

FIRST_CAP = 2.0
LAST_CAP = 300.0


def wait_before_retry(failures: int, error: SuichaError, uniform: Callable[[float, float], float]) -> float:
    """Seconds to wait after ``failures`` failed syncs in a row (at least 1). ``uniform(a, b)`` draws between a and b.

    A centre that names a time is honoured, with up to as much again of jitter so that tablets do not return together.
    """
    if isinstance(error, CentreBusy) and isinstance(asked := error.fields.get("seconds"), int | float) and asked > 0:
        return min(LAST_CAP, asked) + uniform(0, min(asked, LAST_CAP))
    return uniform(0.5, min(LAST_CAP, FIRST_CAP * 2 ** min(failures, 16)))
