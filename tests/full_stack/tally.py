"""How many schedules have run so far, and which failed: a soak that counts on keeps it after each, and can be stopped."""

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from tests import tallies
from tests.full_stack.weather import Fault

if TYPE_CHECKING:
    from tests.full_stack.schedule import Outcome


ROWS = (
    "schedules",
    "requests",
    "of these disturbed",
    "tablet starts (without a kill four to nine per schedule)",
    "centre starts after `kill -9`",
    "failed",
)


@dataclass
class _Counts:
    next_seed: int = 1
    schedules: int = 0
    failed: list[int] = field(default_factory=list)
    tablet_starts: int = 0
    centre_starts: int = 0
    requests: int = 0
    seconds: float = 0.0
    faults: dict[str, int] = field(default_factory=dict)


class Tally:
    """Counts on in ``docs/tallies/full-stack-<database>.json``; without ``resume`` from nothing, and the file stays as it is."""

    def __init__(self, database: str, resume: bool) -> None:
        self._name = f"full-stack-{database}"
        self._resume = resume
        kept = tallies.kept(self._name) if resume else None
        self._counts = _Counts() if kept is None else _Counts(**kept)

    @property
    def next_seed(self) -> int:
        return self._counts.next_seed

    @property
    def failed(self) -> list[int]:
        return self._counts.failed

    def count(self, outcome: "Outcome") -> None:
        """On disk on return where it counts on."""
        counts = self._counts
        counts.next_seed = max(counts.next_seed, outcome.seed + 1)
        counts.schedules += 1
        counts.failed += [outcome.seed] if outcome.problems else []
        counts.tablet_starts += outcome.lives
        counts.centre_starts += outcome.starts
        counts.requests += outcome.requests
        counts.seconds = round(counts.seconds + outcome.seconds, 1)
        for fault, times in outcome.faults.items():
            counts.faults[fault.value] = counts.faults.get(fault.value, 0) + times
        if self._resume:
            tallies.keep(self._name, asdict(counts))

    def figures(self) -> tuple[str, ...]:
        """Cells for docs/reliability.md, in the order of ``ROWS``."""
        counts = self._counts
        whole = (
            counts.schedules,
            counts.requests,
            sum(times for fault, times in counts.faults.items() if fault != Fault.NONE),
            counts.tablet_starts,
            counts.centre_starts,
            len(counts.failed),
        )
        return tuple(f"{count:,}" for count in whole)

    def __str__(self) -> str:
        counts = self._counts
        return (
            f"{counts.schedules} schedules, {len(counts.failed)} failed {counts.failed or ''}, "
            f"{counts.tablet_starts} tablet starts, {counts.centre_starts} centre starts, {counts.requests} requests"
        )


def write_report() -> None:
    """The figures of both databases in docs/reliability.md."""
    columns = [Tally(database, resume=True).figures() for database in ("sqlite", "postgres")]
    lines = [f"| {name} | {sqlite} | {postgres} |" for name, sqlite, postgres in zip(ROWS, *columns, strict=True)]
    tallies.write_figures("full stack", "\n".join(["| what | SQLite | PostgreSQL |", "|---|---:|---:|", *lines]))
