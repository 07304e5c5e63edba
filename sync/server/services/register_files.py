"""Registers as files: looked at before anything happens, brought in whole or as far as their rows are right, handed out again."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from sync.domain.registers.columns import Register
from sync.domain.registers.comparing import Change, Comparison, Kept, compare
from sync.domain.registers.headings import Line
from sync.domain.registers.problems import Problem
from sync.domain.registers.reading import Reading, Row, read
from sync.domain.registers.values import fold
from sync.domain.registers.writing import table
from sync.domain.texts import is_storable
from sync.errors import OperationInvalid, RegisterMoved, RegisterRowsWrong
from sync.i18n import say
from sync.protocol.codec import text_of
from sync.protocol.registers import (
    MOST_LISTED,
    EnterpriseFilter,
    EnterprisePage,
    FileFormat,
    RegisterChange,
    RegisterFilter,
    RegisterHistory,
    RegisterImported,
    RegisterLeaver,
    RegisterPage,
    RegisterPreview,
    RegisterProblem,
)
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.opening import read_table
from sync.spreadsheets.xlsx_files import write_xlsx

LONGEST_NAME, LONGEST_SEARCH, LARGEST_PAGE = 200, 100, 100
DistrictNames = Sequence[tuple[str, str, str]]
"""Code, Chinese and English name."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody chose it. ``sheet`` names one of an XLSX file; otherwise it is the first."""

    name: str
    content: bytes
    sheet: str = ""


class RegisterDesk(Protocol):
    """One register, nobody else writing in it meanwhile."""

    def districts(self) -> DistrictNames: ...

    def kept(self) -> Sequence[Kept]: ...

    def apply(self, changes: Sequence[Change], by: UUID | None, file_name: str, file_sha256: str) -> None:
        """Write them, with their history; tablets hear what they know of it."""
        ...


class RegisterFileRepository(Protocol):
    def looking(self, register: Register) -> AbstractContextManager[RegisterDesk]: ...

    def writing(self, register: Register) -> AbstractContextManager[RegisterDesk]:
        """All or nothing."""
        ...

    def page(self, register: Register, wanted: RegisterFilter) -> RegisterPage: ...

    def enterprises(self, wanted: EnterpriseFilter) -> EnterprisePage: ...

    def history(self, register: Register, subject: UUID | None, page: int, page_size: int) -> RegisterHistory: ...


@dataclass(frozen=True, slots=True)
class _Examined:
    """A file beside the register; ``good`` rows are those of which nothing is wrong, also there."""

    upload: Upload
    digest: str
    reading: Reading
    good: tuple[Row, ...]
    problems: tuple[Problem, ...]
    comparison: Comparison


class RegisterFiles:
    """For administrators, and for the centre's own command line."""

    def __init__(self, repository: RegisterFileRepository) -> None:
        self._repository = repository

    def preview(self, register: Register, upload: Upload) -> RegisterPreview:
        """What the file would do. Raises TableUnreadable, OperationInvalid for a name that cannot be kept."""
        lines = _lines(upload)
        with self._repository.looking(register) as desk:
            return _preview(_examine(register, upload, lines, desk))

    def bring_in(
        self, register: Register, upload: Upload, by: UUID | None = None, good_rows: bool = False, seen: str = ""
    ) -> RegisterImported:
        """Everything, or nothing where a row is wrong, unless the ``good_rows`` are wanted. ``seen``: of the preview that was
        looked at. Raises TableUnreadable, RegisterRowsWrong, RegisterMoved, OperationInvalid."""
        lines = _lines(upload)
        with self._repository.writing(register) as desk:
            found = _examine(register, upload, lines, desk)
            if seen and seen != _seen(found):
                raise RegisterMoved()
            if found.problems and not (good_rows and found.good):
                raise RegisterRowsWrong(count=len(found.problems))
            desk.apply(found.comparison.changes, by, upload.name, found.digest)
        left_out = found.reading.count - len(found.good)
        return RegisterImported(found.comparison.new, found.comparison.changed, found.comparison.unchanged, left_out)

    def export(self, register: Register, file_format: FileFormat, language: str) -> bytes:
        """The whole register, headings in the language; a file that can be imported again."""
        with self._repository.looking(register) as desk:
            rows = table(register, [one.facts for one in desk.kept()], english=language == "en")
        if file_format is FileFormat.CSV:
            return write_csv(rows)
        return write_xlsx(rows, say(language, f"register.name.{register.value}"))

    def page(self, register: Register, wanted: RegisterFilter) -> RegisterPage:
        """One page of a register. Raises OperationInvalid."""
        _check_wanted(wanted)
        return self._repository.page(register, wanted)

    def enterprises(self, wanted: EnterpriseFilter) -> EnterprisePage:
        """One page of the parties inspected. Raises OperationInvalid."""
        _check_wanted(wanted)
        return self._repository.enterprises(wanted)

    def history(self, register: Register, subject: UUID | None = None, page: int = 1, page_size: int = 20) -> RegisterHistory:
        """What was changed, of one row or of all. Raises OperationInvalid."""
        _check_page(page, page_size)
        return self._repository.history(register, subject, page, page_size)


def _check_wanted(wanted: RegisterFilter | EnterpriseFilter) -> None:
    for name, text in (("search", wanted.search), ("district", wanted.district)):
        if len(text) > LONGEST_SEARCH or not is_storable(text):
            raise OperationInvalid(problem=name)
    _check_page(wanted.page, wanted.page_size)


def _check_page(page: int, page_size: int) -> None:
    if page < 1 or not 1 <= page_size <= LARGEST_PAGE:
        raise OperationInvalid(problem="page")


def _lines(upload: Upload) -> list[Line]:
    if not 0 < len(upload.name) <= LONGEST_NAME or not is_storable(upload.name):
        raise OperationInvalid(problem="name")
    return read_table(upload.content, upload.sheet)


def _examine(register: Register, upload: Upload, lines: Sequence[Line], desk: RegisterDesk) -> _Examined:
    districts = {fold(name): names[0] for names in desk.districts() for name in names}
    reading = read(register, lines, districts)
    kept = desk.kept()
    comparison = compare(register, kept, reading.rows)
    unfit = {problem.row for problem in comparison.problems}
    good = tuple(row for row in reading.rows if row.number not in unfit)
    if unfit:
        comparison = Comparison(compare(register, kept, good).changes, comparison.unchanged, comparison.problems)
    problems = tuple(sorted((*reading.problems, *comparison.problems), key=lambda one: one.row))
    return _Examined(upload, sha256(upload.content).hexdigest(), reading, good, problems, comparison)


def _preview(found: _Examined) -> RegisterPreview:
    comparison = found.comparison
    leavers = [change for change in comparison.changes if change.leaves and change.kept and change.kept.open_visits]
    return RegisterPreview(
        found.upload.name,
        found.digest,
        _seen(found),
        found.reading.count,
        len(found.good),
        comparison.new,
        comparison.changed,
        comparison.unchanged,
        len(found.problems),
        tuple(_problem(one) for one in found.problems[:MOST_LISTED]),
        tuple(_problem(one) for one in found.reading.notices),
        tuple(_change(one) for one in comparison.changes[:MOST_LISTED]),
        tuple(_leaver(one) for one in leavers[:MOST_LISTED]),
    )


def _seen(found: _Examined) -> str:
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
