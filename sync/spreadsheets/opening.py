"""A file of whatever kind, as lines of texts."""

from collections.abc import Iterable

from sync.domain.registers.headings import Line
from sync.errors import TableUnreadable
from sync.spreadsheets.csv_files import read_csv
from sync.spreadsheets.limits import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from sync.spreadsheets.xlsx_files import read_xlsx

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_table(content: bytes, sheet: str = "") -> list[Line]:
    """Lines with something in them. What a file is shows in its bytes, not in its name; ``sheet`` names one of an XLSX file,
    otherwise it is the first. Raises TableUnreadable."""
    if len(content) > MOST_BYTES:
        raise TableUnreadable(problem="table.problem.bytes", most=MOST_BYTES // 2**20)
    if not content.strip():
        raise TableUnreadable(problem="table.problem.empty")
    if content.startswith(_OLE):
        raise TableUnreadable(problem=f"table.problem.{'encrypted' if _ENCRYPTED in content else 'old-format'}")
    return _limited(read_xlsx(content, sheet) if content.startswith(_ZIP) else read_csv(content))


def _limited(rows: Iterable[tuple[str, ...]]) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        cells = tuple(cell.strip() for cell in row)
        if not any(cells):
            continue
        if len(lines) == MOST_ROWS:
            raise TableUnreadable(problem="table.problem.rows", most=MOST_ROWS)
        while not cells[-1]:
            cells = cells[:-1]
        if len(cells) > MOST_COLUMNS:
            raise TableUnreadable(problem="table.problem.columns", most=MOST_COLUMNS, row=number)
        if max(map(len, cells)) > LONGEST_CELL:
            raise TableUnreadable(problem="table.problem.cell", most=LONGEST_CELL, row=number)
        lines.append(Line(number, cells))
    return lines
