"""The outcome of a draw in canonical lines: a head, then strata and visits, or the shortfalls."""

from sync.domain.draw.canonical import Plain, document
from sync.domain.draw.drawing import DrawnVisit, Outcome
from sync.domain.draw.plan import ALGORITHM
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


def read_visits(lines: list[Plain]) -> tuple[DrawnVisit, ...]:
    """The visits of a result. Raises DrawFileInvalid."""
    try:
        return tuple(
            DrawnVisit(number, compound, tuple(checks), tuple(officers), tuple(experts))
            for _, number, compound, checks, officers, experts in (line for line in lines[1:] if line[0] == "visit")
        )
    except (TypeError, ValueError, LookupError) as error:
        raise DrawFileInvalid(line=1, field="-", problem="draw.problem.value") from error
