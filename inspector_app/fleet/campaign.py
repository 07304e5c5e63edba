"""A whole simulated campaign, from the order to the recount."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, Self

from inspector_app.fleet.crew import Crew
from inspector_app.fleet.journal import Journal, read_journal
from inspector_app.fleet.outboxes import count_outboxes
from inspector_app.fleet.pictures import exact_evidence, originals
from inspector_app.fleet.plan import PlannedVisit, plan_visits
from inspector_app.fleet.recount import recount
from inspector_app.fleet.run import Voyage, enrol_all, record_all, send_all
from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist
from sync.domain.clock import Clock
from sync.imaging.evidence import make_evidence


@dataclass(frozen=True, slots=True)
class Order:
    """How large a fleet, what it records, and with which seed.

    ``photos`` None: as many as the checklist demands. ``photo_bytes`` None: evidence copies as large as the app makes them.
    ``picture``: width and height of originals, in pixels.
    """

    tablets: int
    inspections: int
    photos: int | None
    photo_bytes: int | None
    fail_rate: float
    seed: int
    at_once: int
    picture: tuple[int, int] = (480, 360)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a fleet did and what became of it; sizes in bytes. ``records`` are the operations that left the outboxes,
    ``bytes_needed`` their lines and the evidence copies, ``bytes_sent`` everything on the line, headers included."""

    tablets: int
    inspections: int
    records: int
    results: int
    findings: int
    photos: int
    bytes_sent: int
    bytes_needed: int
    seconds: float
    lost: int
    doubled: int
    conflicts: int
    rejected: int
    waiting: int

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"seconds": round(self.seconds, 3)}


def plan_of(order: Order, today: date) -> list[PlannedVisit]:
    """What the fleet will record. Raises UsageInvalid when there are fewer photos than the failures demand."""
    checklist = read_checklist(bundled_checklist().document)
    return plan_visits(checklist, order.inspections, order.fail_rate, order.photos, today, Random(order.seed))


class Campaign:
    """One fleet in a folder: ``tablets/`` and ``journal.jsonl``. The phases are called in order.

    ``clock``: the tablets' own, where they go out at another time than now.
    """

    def __init__(
        self, order: Order, visits: Sequence[PlannedVisit], codes: Sequence[str], folder: Path, clock: Clock | None = None
    ) -> None:
        random = Random(order.seed)
        (folder / "tablets").mkdir(parents=True)
        self.order = order
        self.journal = Journal(folder / "journal.jsonl")
        photos = originals(random, *order.picture)
        evidence = exact_evidence(order.photo_bytes, random) if order.photo_bytes else make_evidence
        self.crews = [
            Crew(
                f"fleet-{number + 1}",
                folder / "tablets" / str(number + 1),
                code,
                visits[number :: order.tablets],
                self.journal,
                photos,
                evidence,
                clock,
            )
            for number, code in enumerate(codes)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for crew in self.crews:
            crew.close()
        self.journal.close()

    def enrol(self, centre_url: str) -> None:
        """Every tablet gets its token and its assignments."""
        enrol_all(self.crews, centre_url, self.order.at_once)

    def record(self, tick: Callable[[], None]) -> None:
        """All visits, offline; ``tick`` after each."""
        record_all(self.crews, tick)

    def open(self) -> None:
        """The app runs on every tablet, as it does all day."""
        for crew in self.crews:
            _ = crew.tablet

    def send(self, tick: Callable[[], None]) -> Voyage:
        """Everything to the centre; ``tick`` after each tablet."""
        return send_all(self.crews, self.order.at_once, tick)

    def summary(self, voyage: Voyage, database_url: str, evidence: Path) -> Summary:
        """The centre counted against the journal."""
        counted = recount(self.journal.path, database_url, evidence)
        outboxes = count_outboxes(crew.folder for crew in self.crews)
        evidence_bytes = sum(int(fact[2]) for fact in read_journal(self.journal.path) if fact[0] == "kept")
        return Summary(
            tablets=len(self.crews),
            inspections=counted.inspections,
            records=outboxes.operations - outboxes.waiting,
            results=counted.results,
            findings=counted.findings,
            photos=counted.photos,
            bytes_sent=voyage.bytes_sent,
            bytes_needed=outboxes.line_bytes + evidence_bytes,
            seconds=voyage.seconds,
            lost=len(counted.lost),
            doubled=len(counted.doubled),
            conflicts=outboxes.conflicts,
            rejected=outboxes.rejected,
            waiting=outboxes.waiting,
        )
