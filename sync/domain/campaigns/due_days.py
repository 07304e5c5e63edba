"""On which days the visits of a draw are due. The rule is a proposal of this project [P], written down in docs/draw.md."""

from datetime import date, timedelta

_SATURDAY = 5


def due_days(first: date, last: date, told_on: date, visits: int) -> tuple[date, ...]:
    """A day for each of ``visits``, in the order of their numbers, which is that of their tickets: nobody chooses it. As the
    least loaded are seated first in it, everybody's first visit comes before anybody's second, as a rule.

    Days are the Mondays to Fridays from ``first`` to ``last``, and after ``told_on``, the day on which the teams are told; public
    holidays are not known. In place of the last of them stands ``last`` itself; where there is none, everything is due then.
    Visit k of n is due on day ceil(k * d / n) of d: as many on every day as can be, and the last visit on ``last``.
    """
    days = _days(max(first, told_on + timedelta(days=1)), last)
    return tuple(days[-(-number * len(days) // visits) - 1] for number in range(1, visits + 1))


def _days(first: date, last: date) -> tuple[date, ...]:
    every = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    working = [day for day in every if day.weekday() < _SATURDAY]
    return (*working[:-1], last)
