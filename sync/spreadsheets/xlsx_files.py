"""XLSX: one sheet, its cells as a person sees them."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from sync.domain.registers.problems import letter
from sync.domain.registers.values import NOT_COMPUTED
from sync.errors import TableUnreadable
from sync.spreadsheets.limits import MOST_UNPACKED

_MOST_PARTS = 1000
_MOST_EMPTY = 1_048_576
"""Rows of a sheet, as spreadsheet programs have it."""
_EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet program keeps."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ZEROS = re.compile("0+")
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
"""What the library raises for files that are none; it names no base of its own."""


def read_xlsx(content: bytes, sheet: str = "") -> Iterator[tuple[str, ...]]:
    """Row by row, empty ones too. Raises TableUnreadable."""
    _check_parts(content)
    try:
        yield from _rows(content, sheet)
    except TableUnreadable:
        raise
    except _BROKEN as error:
        raise TableUnreadable(problem="table.problem.broken") from error


def write_xlsx(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """The first row as headings. Every cell is a text, also one that looks like a number or a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for position in range(len(rows[0])):
        longest = max(_width(row[position]) for row in rows)
        sheet.column_dimensions[letter(position)].width = min(60, max(8, longest + 2))
    heading, plain = _model(sheet, bold=True), _model(sheet, bold=False)
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, plain if number else heading) for text in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _check_parts(content: bytes) -> None:
    """Before anything is unpacked: how much it would be."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
    except _BROKEN as error:
        raise TableUnreadable(problem="table.problem.broken") from error
    if any(part.flag_bits & 1 for part in parts):
        raise TableUnreadable(problem="table.problem.encrypted")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TableUnreadable(problem="table.problem.unpacked", most=MOST_UNPACKED // 2**20)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise TableUnreadable(problem="table.problem.unknown-format")


def _rows(content: bytes, sheet: str) -> Iterator[tuple[str, ...]]:
    formulas = _opened(content, sheet, values=False) if _has_formulas(content) else None
    for row in _opened(content, sheet, values=True):
        written = next(formulas, ()) if formulas else ()
        yield tuple(_seen(cell, _at(written, position)) for position, cell in enumerate(row))


def _opened(content: bytes, sheet: str, values: bool) -> Iterator[tuple[Any, ...]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)
    sheets = {one.title: one for one in book.worksheets}
    if not sheets:
        raise TableUnreadable(problem="table.problem.broken")
    if sheet and sheet not in sheets:
        raise TableUnreadable(problem="table.problem.sheet", sheets=", ".join(sheets))
    chosen = sheets[sheet] if sheet else book.worksheets[0]
    chosen.reset_dimensions()  # what a file says of its own size need not be true
    yield from chosen.iter_rows(max_row=_MOST_EMPTY)


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(name)) for name in names)


def _at(row: tuple[Any, ...], position: int) -> Any:
    return row[position].value if position < len(row) else None


def _seen(cell: Any, formula: Any) -> str:
    value = cell.value
    if value is None:
        return NOT_COMPUTED if isinstance(formula, str) and formula.startswith("=") else ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(value, str(cell.number_format))
    return str(value)


def _number(value: int | float, shown_as: str) -> str:
    """Whole numbers with all their digits, and with the zeros in front that their format shows. Of a longer one the last digits
    are lost, so it stays in the form that says so."""
    if value == int(value):
        digits = str(int(value))
        if len(digits.lstrip("-")) > _EXACT_DIGITS:
            return f"{value:.5E}"
        return digits.zfill(len(shown_as)) if _ZEROS.fullmatch(shown_as) else digits
    return format(value, f".{_EXACT_DIGITS}g")


def _model(sheet: Any, bold: bool) -> Any:
    """A cell with the look of many: to give each a look of its own takes longer than all the rest."""
    cell = WriteOnlyCell(sheet)
    cell.number_format = "@"
    cell.font = Font(bold=bold)
    return cell


def _cell(sheet: Any, text: str, model: Any) -> Any:
    """As a text, which openpyxl would make a formula where it begins like one."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
    cell.data_type = "s"
    cell._style = model._style
    return cell


def _width(text: str) -> int:
    """Chinese characters are as wide as two others."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
