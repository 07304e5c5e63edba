"""Virtual time, and clocks that tell it wrongly."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

START = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)


@dataclass
class Time:
    """Seconds since the start of a run; nothing in a run waits for the real clock."""

    seconds: float = 0.0

    def pass_by(self, seconds: float) -> None:
        """Time goes on."""
        self.seconds += seconds

    def monotonic(self) -> float:
        """Stands in for ``time.monotonic``."""
        return self.seconds


@dataclass
class ShiftedClock:
    """Somebody's clock: virtual time, and how far it is off."""

    time: Time
    shift: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """The present by this clock."""
        return START + timedelta(seconds=self.time.seconds) + self.shift
