"""Months as they hang on a wall: weeks from Monday to Sunday. Pure."""

from calendar import MONDAY, Calendar, monthrange
from dataclasses import dataclass
from datetime import date

_WEEKS = Calendar(MONDAY)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One of a year, from 1 to 12."""

    year: int
    month: int

    def beside(self, months: int) -> "Month":
        """So many later; earlier for less than 0."""
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last one."""
        return date(self.year, self.month, 1), date(self.year, self.month, monthrange(self.year, self.month)[1])

    def weeks(self) -> tuple[tuple[date | None, ...], ...]:
        """Four to six rows of seven days; None where a day is another month's."""
        rows = _WEEKS.monthdayscalendar(self.year, self.month)
        return tuple(tuple(date(self.year, self.month, day) if day else None for day in row) for row in rows)


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.year, day.month)
