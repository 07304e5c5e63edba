"""A file beside what is kept: looked at before anything happens, taken whole or as far as its rows are right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from sync.domain.registers.comparing import Change, Comparison
from sync.domain.registers.headings import Line
from sync.domain.registers.problems import Problem
from sync.domain.registers.reading import Reading, Row
from sync.domain.texts import is_storable
from sync.errors import OperationInvalid, RegisterMoved, RegisterRowsWrong
from sync.protocol.codec import text_of
from sync.protocol.registers import (
    MOST_LISTED,
    RegisterChange,
    RegisterImported,
    RegisterLeaver,
    RegisterPreview,
    RegisterProblem,
)
from sync.spreadsheets.opening import read_table

LONGEST_NAME = 200
Compare = Callable[[Sequence[Row]], Comparison]
"""What rows would make of what is kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody chose it. ``sheet`` names one of an XLSX file; otherwise it is the first."""

    name: str
    content: bytes
    sheet: str = ""

    def lines(self) -> list[Line]:
        """Raises TableUnreadable, OperationInvalid for a name that cannot be kept."""
        if not 0 < len(self.name) <= LONGEST_NAME or not is_storable(self.name):
            raise OperationInvalid(problem="name")
        return read_table(self.content, self.sheet)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file beside what is kept; ``good`` rows are those of which nothing is wrong, also there."""

    upload: Upload
    digest: str
    reading: Reading
    good: tuple[Row, ...]
    problems: tuple[Problem, ...]
    comparison: Comparison

    def check(self, good_rows: bool, seen: str) -> None:
        """Whether it may be taken: whole, or where the ``good_rows`` are wanted; and as the preview ``seen`` has it. Raises
        RegisterRowsWrong, RegisterMoved."""
        if seen and seen != _seen(self):
            raise RegisterMoved()
        if self.problems and not (good_rows and self.good):
            raise RegisterRowsWrong(count=len(self.problems))

    def preview(self) -> RegisterPreview:
        """What it would do."""
        comparison = self.comparison
        leavers = [change for change in comparison.changes if change.leaves and change.kept and change.kept.open_visits]
        return RegisterPreview(
            self.upload.name,
            self.digest,
            _seen(self),
            self.reading.count,
            len(self.good),
            comparison.new,
            comparison.changed,
            comparison.unchanged,
            len(self.problems),
            tuple(_problem(one) for one in self.problems[:MOST_LISTED]),
            tuple(_problem(one) for one in self.reading.notices),
            tuple(_change(one) for one in comparison.changes[:MOST_LISTED]),
            tuple(_leaver(one) for one in leavers[:MOST_LISTED]),
        )

    def done(self) -> RegisterImported:
        """What it did."""
        found = self.comparison
        return RegisterImported(found.new, found.changed, found.unchanged, self.reading.count - len(self.good))


def examine(upload: Upload, reading: Reading, compare: Compare) -> Examined:
    """Its good rows are compared a second time where some others turned out wrong only beside what is kept."""
    comparison = compare(reading.rows)
    unfit = {problem.row for problem in comparison.problems}
    good = tuple(row for row in reading.rows if row.number not in unfit)
    if unfit:
        comparison = replace(compare(good), unchanged=comparison.unchanged, problems=comparison.problems)
    beside = (replace(one, place=one.place or reading.places.get(one.column, "")) for one in comparison.problems)
    problems = tuple(sorted((*reading.problems, *beside), key=lambda one: one.row))
    return Examined(upload, sha256(upload.content).hexdigest(), reading, good, problems, comparison)


def _seen(found: Examined) -> str:
    """A digest over all that the file would change, and over what is wrong in it."""
    digest = sha256(f"{found.digest} {len(found.good)} {len(found.problems)}".encode())
    for one in found.comparison.changes:
        before = None if one.before is None else list(one.before.values())
        digest.update(text_of([one.row, before, list(one.after.values())]).encode())
    return digest.hexdigest()


def _problem(one: Problem) -> RegisterProblem:
    return RegisterProblem(one.row, one.code, one.place, one.column, one.value, dict(one.fields))


def _change(one: Change) -> RegisterChange:
    return RegisterChange(one.row, one.key, dict(one.after), one.fields, None if one.before is None else dict(one.before))


def _leaver(one: Change) -> RegisterLeaver:
    return RegisterLeaver(one.row, one.key, one.after["name"], one.kept.open_visits if one.kept else 0)
