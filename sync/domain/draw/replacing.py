"""Replacing somebody who was drawn and cannot go: only by drawing, from those who remain, with the reason.

The key of a replacement goes on from the draw's own seed, or is made of a new one, which nobody knew when the request was
written.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sync.domain.draw.canonical import Plain, line
from sync.domain.draw.choosing import Visit
from sync.domain.draw.columns import is_count, is_name
from sync.domain.draw.drawing import DrawnVisit, benches
from sync.domain.draw.eligibility import Bench, Demand, demands
from sync.domain.draw.fields import Fields, make_whole
from sync.domain.draw.levelling import can_replace
from sync.domain.draw.plan import Plan
from sync.domain.draw.pools import Pools
from sync.domain.draw.seeds import Promise, Seed, check_seed, is_sha256_text, seed_lines
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.draw.tickets import ticket
from sync.domain.people import Duty
from sync.errors import DrawFileInvalid


@dataclass(frozen=True, slots=True)
class Request:
    """Who is replaced on which visits (their numbers), and why. ``before`` is the SHA-256 of the file that the replacement
    follows: the result, or the replacement before."""

    number: int
    before: str
    person: str
    visits: tuple[int, ...]
    reason: str

    def plain(self) -> Plain:
        return {
            "before": self.before,
            "number": self.number,
            "person": self.person,
            "reason": self.reason,
            "visits": list(self.visits),
        }


@dataclass(frozen=True, slots=True)
class Replacement:
    """A request with the seed it was drawn with (None: the draw's own goes on) and who goes instead, for each visit."""

    request: Request
    seed: Seed | None
    drawn: tuple[tuple[int, str], ...]

    def document(self) -> bytes:
        """``replacement-<number>.ndjson``: the request, the seed or 0, who goes instead."""
        seed = 0 if self.seed is None else self.seed.plain()
        lines = [self.request.plain(), seed, *(list(one) for one in self.drawn)]
        return "".join(f"{line(one)}\n" for one in lines).encode()


def read_request(value: Plain) -> Request:
    """Raises DrawFileInvalid."""
    return make_whole(value, _request)


def _request(fields: Fields) -> Request:
    return Request(
        number=fields.take("number", is_count),
        before=fields.take("before", is_sha256_text),
        person=fields.take("person", is_sha256_text),
        visits=tuple(fields.take("visits", lambda value: isinstance(value, list) and bool(value) and all(map(is_count, value)))),
        reason=fields.take("reason", is_name),
    )


def replacement_key(key: str, request: Request, promise: Promise, seed: Seed | None) -> str:
    """SHA-256 in hex of lines: ``suicha-replacement 1``, the draw's key, the request's canonical line, and with a new seed
    its kind and value as in the draw's key. Raises SeedInvalid."""
    if seed is not None:
        check_seed(promise, seed)
    new = [] if seed is None else seed_lines(promise, seed)
    return sha256("\n".join(["suicha-replacement 1", key, line(request.plain()), *new]).encode()).hexdigest()


def replace_one(
    plan: Plan, pools: Pools, visits: Sequence[DrawnVisit], gone: frozenset[str], request: Request, key: str
) -> tuple[tuple[int, str], ...] | Shortfall:
    """Who goes instead on each visit, in the order of their numbers: of all who may take the place, the one with the fewest
    visits, ties by ticket (the number of the ticket is the visit's). ``visits`` are as they stand now; ``gone`` were replaced
    before and are not drawn again. Raises DrawFileInvalid when the person is not on such a visit."""
    bench, at, most = _bench_of(plan, pools, request)
    positions = {name: position for position, name in enumerate(bench.ids)}
    teams = {visit.number: [positions[name] for name in _members(visit, bench)] for visit in visits}
    load = Counter(person for team in teams.values() for person in team)
    away = {positions[name] for name in (*gone, request.person) if name in positions}
    wanted = _demands(plan, pools, visits, bench)
    drawn = []
    for number in request.visits:
        demand, team = wanted[number], teams[number]
        free = [one for one in range(len(bench)) if one not in away and (not most or load[one] < most)]
        fit = [one for one in free if can_replace(bench, demand, team, at, one)]
        if not fit:
            return _nobody(bench, next(visit.compound for visit in visits if visit.number == number))
        taker = min(fit, key=lambda one: (load[one], ticket(key, bench.duty.value, bench.ids[one], number)))
        load[taker] += 1
        drawn.append((number, bench.ids[taker]))
    return tuple(drawn)


def replaced(visits: Sequence[DrawnVisit], replacement: Replacement) -> tuple[DrawnVisit, ...]:
    """The visits with the new person in the old one's seat."""
    instead = dict(replacement.drawn)
    old = replacement.request.person
    return tuple(
        visit
        if visit.number not in instead
        else DrawnVisit(
            visit.number,
            visit.compound,
            visit.checks,
            tuple(instead[visit.number] if one == old else one for one in visit.officers),
            tuple(instead[visit.number] if one == old else one for one in visit.experts),
        )
        for visit in visits
    )


def check_request(request: Request, visits: Sequence[DrawnVisit]) -> None:
    """Raises DrawFileInvalid unless there are visits, in order and named once, and the person is on each of them."""
    on = [visit.number for visit in visits if request.person in (*visit.officers, *visit.experts)]
    asked = sorted(set(request.visits))
    if not asked or list(request.visits) != asked or not set(asked) <= set(on):
        raise DrawFileInvalid(field="visits", problem="draw.problem.not-on-visit")


def _bench_of(plan: Plan, pools: Pools, request: Request) -> tuple[Bench, int, int]:
    for bench, most in benches(plan, pools):
        if request.person in bench.ids:
            return bench, bench.ids.index(request.person), most
    raise DrawFileInvalid(field="person", problem="draw.problem.not-on-visit")


def _nobody(bench: Bench, compound: str) -> Shortfall:
    constraint = Constraint.OFFICERS if bench.duty is Duty.OFFICER else Constraint.EXPERTS
    return Shortfall(constraint, 1, 0, (compound,), {}, {"people": 1})


def _members(visit: DrawnVisit, bench: Bench) -> tuple[str, ...]:
    return visit.officers if bench.duty is Duty.OFFICER else visit.experts


def _demands(plan: Plan, pools: Pools, visits: Sequence[DrawnVisit], bench: Bench) -> dict[int, Demand]:
    positions = {name: position for position, name in enumerate(pools.compounds.ids)}
    chosen = [Visit(positions[visit.compound], visit.checks) for visit in visits]
    return {visit.number: demand for visit, demand in zip(visits, demands(plan, pools, chosen, bench), strict=True)}
