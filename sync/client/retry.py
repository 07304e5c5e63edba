"""When to try again: full jitter under an exponential cap, unless the centre named a time."""

from collections.abc import Callable

from sync.client.progress import Progress
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


class Failures:
    """Failed syncs in a row; one that got further than the one before is the first again. ``wait``: seconds to let pass after the
    last of them."""

    def __init__(self) -> None:
        self._count = 0
        self._reached = Progress()
        self.wait = 0.0

    def add(self, error: SuichaError, uniform: Callable[[float, float], float], progress: Progress | None = None) -> float:
        """Another one, which got so far, None where it did not begin; returns ``wait``."""
        got_further = progress is not None and progress.got_further(self._reached)
        self._count = 1 if got_further else self._count + 1
        self._reached = progress or self._reached
        self.wait = wait_before_retry(self._count, error, uniform)
        return self.wait

    def forget(self) -> None:
        """One went through."""
        self._count = 0
