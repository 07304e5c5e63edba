"""Ten changes pulled from a centre with a million results, against the same from one with a thousand."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

from sqlalchemy import func, select

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.places import free_port
from inspector_app.cli.private_centre import fill, served
from inspector_app.fleet.muster import muster
from sync.client.http_centre import HttpCentre
from sync.domain.chain import link
from sync.domain.checklists import read_checklist
from sync.domain.clock import SystemClock
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.messages import EnrolmentRequest, OperationStatus
from sync.protocol.operations import Body, Operation, SetResult, StartInspection, encode
from sync.server.repositories import schema
from tests.benchmarks.figures import Figure
from tests.benchmarks.grown import grow

FEW, MANY = 1_000, 1_000_000
CHANGES, ROUNDS, WARM_UP = 10, 150, 30
TEAM = 2
_IDS = IdMaker()


def bench(folder: Path) -> list[Figure]:
    """Both centres run at once; a tablet asks them in turn, the same question every time. Medians."""
    with ExitStack() as stack:
        small, large = (stack.enter_context(_waiting_tablet(folder / f"{count}", count)) for count in (FEW, MANY))
        seconds: tuple[list[float], list[float]] = ([], [])
        for _ in range(WARM_UP + ROUNDS):
            for taken, (centre, cursor) in zip(seconds, (small, large), strict=True):
                start = perf_counter()
                changes = centre.pull(cursor)
                taken.append(perf_counter() - start)
                assert len(changes.results) == CHANGES, changes
    few, many = (median(taken[WARM_UP:]) * 1e3 for taken in seconds)
    return [Figure("pull of 10 changes, of 10^6 results", many, few, 1.2, "ms")]


@contextmanager
def _waiting_tablet(data: Path, results: int) -> Iterator[tuple[HttpCentre, str]]:
    """A tablet that heard everything until a colleague's answers came, with its cursor."""
    settings = settings_for(data)
    fill(settings)
    grow(data, results)
    with opened_centre(settings) as centre:
        muster(centre, 3, 1)
        with centre.database.reading() as connection:
            a, m = schema.assignments.c, schema.assignment_members.c
            ours = select(a.id).where(a.campaign_id == select(func.max(a.campaign_id)).scalar_subquery())
            team = connection.scalars(select(m.person_id).where(m.assignment_id.in_(ours)).distinct()).all()
        assert len(team) == TEAM
        codes = [centre.registers.create_enrolment_code(team) for _ in range(2)]
    with served(data, free_port()) as running, ExitStack() as stack:
        ours, colleague = (stack.enter_context(closing(_enrolled(running.url, code))) for code in codes)
        cursor = _everything(ours)
        _answer(colleague)
        yield ours, cursor


def _enrolled(url: str, code: str) -> HttpCentre:
    with closing(HttpCentre(url)) as stranger:
        return HttpCentre(url, stranger.enrol(EnrolmentRequest(code, _IDS.new(), "bench")).device_token)


def _everything(centre: HttpCentre) -> str:
    changes = centre.pull(None)
    while changes.more:
        changes = centre.pull(changes.cursor)
    return changes.cursor


def _answer(colleague: HttpCentre) -> None:
    """Ten items of one inspection."""
    changes = colleague.pull(None)
    assignment, checklist = changes.assignments[0], changes.checklists[0]
    author = assignment.team[0].person_id
    target = assignment.inspection_id
    items = [item.code for item in read_checklist(checklist.document).items][:CHANGES]
    bodies: list[Body] = [StartInspection(target, assignment.id, checklist.id, checklist.version)]
    bodies += [SetResult(target, item, ResultValue(Outcome.PASS)) for item in items]
    outcomes = colleague.push(_lines(bodies, author)).outcomes
    assert {outcome.status for outcome in outcomes} == {OperationStatus.APPLIED}, outcomes
    assert colleague.pull(changes.cursor).results == (), "the colleague's answers stand beside others"


def _lines(bodies: list[Body], author: UUID) -> list[bytes]:
    lines: list[bytes] = []
    chain = ""
    for seq, body in enumerate(bodies, 1):
        lines.append(encode(Operation(_IDS.new(), seq, author, SystemClock().now(), body, chain)))
        chain = link(chain, sha256(lines[-1]).hexdigest())
    return lines
