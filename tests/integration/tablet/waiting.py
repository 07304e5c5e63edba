"""Waiting for what a thread of the tablet does by itself."""

import time
from collections.abc import Callable


def wait_for(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Fails when it has not come true by then."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)
