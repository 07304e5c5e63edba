"""The outcome of a draw in canonical lines: a head, then strata and visits, or the shortfalls."""

from dataclasses import dataclass

from sync.domain.draw.canonical import Plain, document
from sync.domain.draw.drawing import Outcome
from sync.domain.draw.plan import ALGORITHM
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.errors import DrawFileInvalid


def outcome_lines(outcome: Outcome) -> list[Plain]:
    """The values of the lines, in order."""
    head = {"algorithm": ALGORITHM, "key": outcome.key, "possible": int(not outcome.shortfalls), "visits": len(outcome.visits)}
    strata = [["stratum", one.check, one.grade, one.district, one.rate, len(one.members), one.quota] for one in outcome.strata]
    visits = [
        ["visit", one.number, one.compound, list(one.checks), list(one.officers), list(one.experts)] for one in outcome.visits
    ]
    return [head, *(["shortfall", one.plain()] for one in outcome.shortfalls), *strata, *visits]


def outcome_document(outcome: Outcome) -> bytes:
    """``result.ndjson``."""
    return document(outcome_lines(outcome))


@dataclass(frozen=True, slots=True)
class Head:
    """How a result begins. ``shortfalls`` as far as their lines were read."""

    key: str
    possible: bool
    visits: int
    shortfalls: tuple[Shortfall, ...]


def read_head(lines: list[Plain]) -> Head:
    """From the first lines of a result. Raises DrawFileInvalid."""
    try:
        head, *rest = lines
        shortfalls = tuple(_shortfall(one[1]) for one in rest if one[0] == "shortfall")
        return Head(str(head["key"]), head["possible"] == 1, int(head["visits"]), shortfalls)
    except (TypeError, ValueError, LookupError) as error:
        raise DrawFileInvalid(line=1, field="-", problem="draw.problem.value") from error


def _shortfall(value: Plain) -> Shortfall:
    return Shortfall(**{**value, "constraint": Constraint(value["constraint"]), "where": tuple(value["where"])})
