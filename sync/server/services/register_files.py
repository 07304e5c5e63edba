"""Registers as files: looked at before anything happens, brought in whole or as far as their rows are right, handed out again."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol
from uuid import UUID

from sync.domain.registers.columns import Register
from sync.domain.registers.comparing import Change, Kept, compare
from sync.domain.registers.headings import Line
from sync.domain.registers.reading import read
from sync.domain.registers.values import by_names
from sync.domain.registers.writing import names_enough, table
from sync.i18n import say
from sync.protocol.registers import (
    EnterpriseFilter,
    EnterprisePage,
    FileFormat,
    RegisterFilter,
    RegisterHistory,
    RegisterImported,
    RegisterPage,
    RegisterPreview,
)
from sync.server.services.file_imports import Examined, Upload, examine
from sync.server.services.searching import check_page, check_search
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.xlsx_files import write_xlsx

DistrictNames = Sequence[tuple[str, str, str]]
"""Code, Chinese and English name."""


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


class RegisterFiles:
    """For administrators, and for the centre's own command line."""

    def __init__(self, repository: RegisterFileRepository) -> None:
        self._repository = repository

    def preview(self, register: Register, upload: Upload) -> RegisterPreview:
        """What the file would do. Raises TableUnreadable, OperationInvalid for a name that cannot be kept."""
        lines = upload.lines()
        with self._repository.looking(register) as desk:
            return _examine(register, upload, lines, desk).preview()

    def bring_in(
        self, register: Register, upload: Upload, by: UUID | None = None, good_rows: bool = False, seen: str = ""
    ) -> RegisterImported:
        """Everything, or nothing where a row is wrong, unless the ``good_rows`` are wanted. ``seen``: of the preview that was
        looked at. Raises TableUnreadable, RegisterRowsWrong, RegisterMoved, OperationInvalid."""
        lines = upload.lines()
        with self._repository.writing(register) as desk:
            found = _examine(register, upload, lines, desk)
            found.check(good_rows, seen)
            desk.apply(found.comparison.changes, by, upload.name, found.digest)
        return found.done()

    def export(self, register: Register, file_format: FileFormat, language: str) -> bytes:
        """The whole register, headings and words in the language; a file that can be imported again."""
        english = language == "en"
        with self._repository.looking(register) as desk:
            called = names_enough(desk.districts(), english)
            rows = table(register, [one.facts for one in desk.kept()], english, called)
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
        check_page(page, page_size)
        return self._repository.history(register, subject, page, page_size)


def _check_wanted(wanted: RegisterFilter | EnterpriseFilter) -> None:
    for name, text in (("search", wanted.search), ("district", wanted.district)):
        check_search(text, name)
    check_page(wanted.page, wanted.page_size)


def _examine(register: Register, upload: Upload, lines: Sequence[Line], desk: RegisterDesk) -> Examined:
    return examine(upload, read(register, lines, by_names(desk.districts())), partial(compare, register, desk.kept()))
