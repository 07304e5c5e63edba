"""A file that is no table, or one that would be too large, is refused with a sentence."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from sync.errors import TableUnreadable
from sync.i18n import LANGUAGES, catalogue, explain
from sync.spreadsheets import limits
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.opening import read_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def book(**changed: bytes) -> bytes:
    """A small XLSX file, some of its parts replaced or added."""
    made, file, again = Workbook(), BytesIO(), BytesIO()
    made.active.append(["a", "b"])
    made.save(file)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        parts = {name: source.read(name) for name in source.namelist()} | changed
        for name, content in parts.items():
            target.writestr(name, content)
    return again.getvalue()


def sheet(data: bytes) -> bytes:
    return book(
        **{
            "xl/worksheets/sheet1.xml": b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
            b'2006/main"><sheetData>' + data + b"</sheetData></worksheet>"
        }
    )


def archive(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return file.getvalue()


BILLION = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="inlineStr">
<is><t>&b;</t></is></c></row></sheetData></worksheet>"""
HOSTILE = {
    "nothing": (b"", "empty"),
    "only spaces": (b" \r\n \r\n", "empty"),
    "an old spreadsheet under a new name": (OLE + b"Workbook" * 40, "old-format"),
    "an encrypted spreadsheet": (OLE + "EncryptedPackage".encode("utf-16-le") * 3, "encrypted"),
    "half a spreadsheet": (book()[:-200], "broken"),
    "a spreadsheet with a torn part": (book(**{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}), "broken"),
    "entities within entities": (book(**{"xl/worksheets/sheet1.xml": BILLION}), "broken"),
    "another zip": (archive(**{"a.txt": b"x"}), "unknown-format"),
    "a text document": (archive(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "unknown-format"),
    "a spreadsheet that unpacks without end": (book(**{"xl/media/x": bytes(limits.MOST_UNPACKED)}), "unpacked"),
    "a spreadsheet of a thousand parts": (book(**{f"xl/p{n}": b"" for n in range(1001)}), "unpacked"),
    "too many columns": (write_csv([["x"] * (limits.MOST_COLUMNS + 1)]), "columns"),
    "too many rows": (b"x,y\n" * (limits.MOST_ROWS + 1), "rows"),
    "too large": (b"x" * (limits.MOST_BYTES + 1), "bytes"),
    "a cell without end": (b"x" * (limits.LONGEST_CELL + 1), "csv"),
    "a quote without end": (b'a,b\n"x,y\n', "csv"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "encoding"),
    "zeros": (bytes(100), "unknown-format"),
}


def refusal(content: bytes, name: str = "") -> TableUnreadable:
    with pytest.raises(TableUnreadable) as refused:
        read_table(content, name)
    return refused.value


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_table_is_refused(what):
    content, problem = HOSTILE[what]
    error = refusal(content)
    assert error.fields["problem"] == f"table.problem.{problem}"
    for language in LANGUAGES:
        assert explain(language, error)


def test_a_row_far_away_is_found_or_refused_but_never_left_out():
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    assert [(line.number, line.cells) for line in read_table(sheet(far))] == [(1_048_576, ("x",))]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are():
    assert refusal(book(), "第三").fields == {"problem": "table.problem.sheet", "sheets": "Sheet"}


def test_every_problem_has_words():
    for language in LANGUAGES:
        for name in ("bytes", "empty", "encrypted", "old-format", "rows", "columns", "cell", "csv", "encoding", "unknown-format"):
            assert catalogue(language)[f"table.problem.{name}"]
        for name in ("broken", "unpacked", "sheet"):
            assert catalogue(language)[f"table.problem.{name}"]
