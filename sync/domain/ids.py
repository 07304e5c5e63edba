"""Identity: UUIDv7 (RFC 9562) minted where the thing is made, increasing within one maker."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from secrets import randbits
from uuid import UUID

from sync.domain.clock import Clock, SystemClock


class IdMaker:
    """Makes UUIDv7 ids that increase strictly, also within a millisecond and when the clock steps back.

    ``random_bits(n)`` gives n random bits. Safe to use from several threads.
    """

    def __init__(self, clock: Clock | None = None, random_bits: Callable[[int], int] = randbits) -> None:
        self._clock = clock or SystemClock()
        self._random_bits = random_bits
        self._lock = threading.Lock()
        self._last = 0

    def new(self) -> UUID:
        """The next id. 48 bits of milliseconds, 42 random bits that count up in between, 32 fresh random bits."""
        millisecond = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            start = (millisecond << 42) | self._random_bits(41)
            self._last = max(start, self._last + 1)
            stamp, counter = self._last >> 42, self._last & ((1 << 42) - 1)
        value = (stamp << 80) | (7 << 76) | ((counter >> 30) << 64) | (2 << 62) | ((counter & ((1 << 30) - 1)) << 32)
        return UUID(int=value | self._random_bits(32))


def made_at(made: UUID) -> datetime | None:
    """The moment in UTC that a UUIDv7 carries; None for any other id."""
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC) if made.version == 7 else None
