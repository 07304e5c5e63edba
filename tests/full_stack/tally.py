"""How many schedules have run so far, and which failed: kept after each, so that a soak can be stopped and go on."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.full_stack.schedule import Outcome

FOLDER = Path("build")


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
    """Counts in ``build/full-stack-<database>.json``; without ``resume`` they begin at nothing."""

    def __init__(self, database: str, resume: bool) -> None:
        self._path = FOLDER / f"full-stack-{database}.json"
        there = resume and self._path.exists()
        self._counts = _Counts(**json.loads(self._path.read_text(encoding="utf-8"))) if there else _Counts()

    @property
    def next_seed(self) -> int:
        return self._counts.next_seed

    @property
    def failed(self) -> list[int]:
        return self._counts.failed

    def count(self, outcome: "Outcome") -> None:
        """On disk on return."""
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
        FOLDER.mkdir(exist_ok=True)
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(asdict(counts), indent=1) + "\n", encoding="utf-8")
        part.replace(self._path)

    def __str__(self) -> str:
        counts = self._counts
        return (
            f"{counts.schedules} schedules, {len(counts.failed)} failed {counts.failed or ''}, "
            f"{counts.tablet_starts} tablet starts, {counts.centre_starts} centre starts, {counts.requests} requests"
        )
