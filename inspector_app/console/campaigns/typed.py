"""What is typed into a plan, read piece by piece. Pure."""

from collections.abc import Iterable

from inspector_app.console.campaigns.words import GRADES, percent, rate_in
from sync.domain.draw.columns import is_word

Rates = tuple[tuple[str, str], ...]
"""Grades with what stands in their fields: those of GRADES first, in that order."""
_BETWEEN = str.maketrans("，、；;\n", ",,,,,")


class PlanProblem(Exception):
    """A field cannot be read. ``console.plan.problem.<field>`` says what to do; ``check``: the id of the one it belongs to."""

    def __init__(self, field: str, check: str = "") -> None:
        super().__init__(field, check)
        self.field, self.check = field, check

    @property
    def place(self) -> str:
        """Of the field, in its form."""
        return f"{self.check}:{self.field}"


def needs(field: str, holds: bool) -> None:
    """Raises PlanProblem unless it holds."""
    if not holds:
        raise PlanProblem(field)


def parts(text: str) -> list[str]:
    """What stands between commas of any kind."""
    return [part.strip() for part in text.translate(_BETWEEN).split(",") if part.strip()]


def words(field: str, text: str) -> tuple[str, ...]:
    """Words, sorted, each once. Raises PlanProblem."""
    found = sorted(set(parts(text)))
    needs(field, all(map(is_word, found)))
    return tuple(found)


def rates_shown(rates: Iterable[tuple[str, int]]) -> Rates:
    """As percent, a field for each grade."""
    known = dict(rates)
    grades = (*GRADES, *sorted(set(known) - set(GRADES)))
    return tuple((grade, percent(known[grade]) if grade in known else "") for grade in grades)


def rates_read(field: str, rates: Rates) -> tuple[tuple[str, int], ...]:
    """By grade, without those whose field is empty. Raises PlanProblem."""
    found = []
    for grade, text in rates:
        if text.strip():
            rate = rate_in(text.strip())
            if rate is None:
                raise PlanProblem(field)
            found.append((grade, rate))
    return tuple(sorted(found))


def count(field: str, text: str, most: int = 1000) -> int:
    """A whole number, 0 where nothing stands. Raises PlanProblem."""
    written = text.strip() or "0"
    needs(field, written.isascii() and written.isdecimal() and int(written) <= most)
    return int(written)
