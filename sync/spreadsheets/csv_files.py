"""CSV: UTF-8, UTF-16 or GB 18030; comma, semicolon or tab."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from sync.errors import TableUnreadable
from sync.spreadsheets.limits import LONGEST_CELL

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_DELIMITERS = ",;\t"
_LOOKED_AT = 10
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet program takes for the start of a formula, and the mark that stops it."""
_TO_QUOTE = re.compile(rf'[{_DELIMITERS}"\r\n]')
_QUOTED = re.compile('"(?:[^"]|"")*"')


def read_csv(content: bytes) -> Iterator[tuple[str, ...]]:
    """Row by row; a line break within quotes belongs to its cell. Raises TableUnreadable."""
    text = _decoded(content)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise TableUnreadable(problem="table.problem.csv", row=row) from error
        if cells is None:
            return
        yield tuple(map(_armed, cells))


def write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheet programs want, and commas. A cell that such a program would take for a
    formula gets an apostrophe in front, which ``read_csv`` takes away again. Whatever may divide cells in any file is quoted, so
    that nobody takes it for what divides them in this one."""
    lines = (",".join(_quoted(_defused(cell)) for cell in row) or '""' for row in rows)
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def _decoded(content: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if content.startswith(mark):
            return _text(content[len(mark) :], encoding)
    try:
        return _text(content, "utf-8")
    except TableUnreadable:
        return _text(content, "gb18030")


def _text(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableUnreadable(problem="table.problem.encoding") from error
    if "\x00" in text:
        raise TableUnreadable(problem="table.problem.unknown-format")
    return text


def _delimiter(text: str) -> str:
    """The one that stands most often in one of the first lines."""
    lines = _QUOTED.sub("", text[:100_000]).splitlines()[:_LOOKED_AT]
    return max(_DELIMITERS, key=lambda delimiter: max((line.count(delimiter) for line in lines), default=0))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _armed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
