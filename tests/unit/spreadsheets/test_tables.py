"""Tables as files: what a person sees is what is read, and what was written is read again."""

from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.opening import read_table
from sync.spreadsheets.xlsx_files import write_xlsx


def cells(content, sheet=""):
    return [line.cells for line in read_table(content, sheet)]


def book(*rows, formats=(), title="名录"):
    """An XLSX file as a spreadsheet program leaves it."""
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for name, shown_as in formats:
        made.active[name].number_format = shown_as
    file = BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_the_encodings_and_with_the_delimiters_of_spreadsheet_programs(encoding, delimiter):
    text = f"编码{delimiter}名称\r\nZY-1{delimiter}桐荫家园䶮\r\n"
    assert cells(text.encode(encoding)) == [("编码", "名称"), ("ZY-1", "桐荫家园䶮")]


def test_rows_are_numbered_as_a_spreadsheet_program_does_and_empty_ones_left_out():
    lines = read_table(b'a,b\n\n"x\ny",2\n,\n3,4\n')
    assert [(line.number, line.cells) for line in lines] == [(1, ("a", "b")), (3, ("x\ny", "2")), (5, ("3", "4"))]


def test_an_xlsx_cell_is_read_as_a_person_sees_it():
    row = [110105123, 7, 34.5, "007", datetime(2027, 1, 2), True, "=1+1", 1.25e20, "  空格 ", 1e15 - 1]
    content = book(row, formats=[("B1", "0000"), ("E1", "yyyy-mm-dd")])
    assert cells(content) == [
        ("110105123", "0007", "34.5", "007", "2027-01-02", "TRUE", "#FORMULA?", "1.25000E+20", "空格", "999999999999999")
    ]


def test_the_first_sheet_is_read_or_the_one_named():
    made = Workbook()
    made.active.append(["first"])
    made.create_sheet("第二").append(["second"])
    file = BytesIO()
    made.save(file)
    assert cells(file.getvalue()) == [("first",)]
    assert cells(file.getvalue(), "第二") == [("second",)]


def test_rows_of_an_xlsx_file_keep_their_numbers():
    made = Workbook()
    made.active["A2"], made.active["B7"] = "a", "b"
    file = BytesIO()
    made.save(file)
    assert [(line.number, line.cells) for line in read_table(file.getvalue())] == [(2, ("a",)), (7, ("", "b"))]


def test_what_a_program_would_take_for_a_formula_is_defused_in_csv():
    written = write_csv([("=HYPERLINK()", "+1", "-1", "@x", "'=x", "'x", "x")]).decode("utf-8-sig")
    assert written.strip().split(",") == ["'=HYPERLINK()", "'+1", "'-1", "'@x", "''=x", "''x", "x"]


_CELL = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12).map(str.strip)
_TABLE = st.lists(st.tuples(_CELL.filter(bool), _CELL, _CELL.filter(bool)), min_size=1, max_size=6)


@settings(max_examples=50)
@example(rows=[(";", ";", ";")])
@given(_TABLE)
def test_a_csv_file_is_read_again_as_it_was_written(rows):
    assert cells(write_csv([("a", "b", "c"), *rows])) == [("a", "b", "c"), *rows]


@settings(max_examples=25)
@given(_TABLE)
def test_an_xlsx_file_is_read_again_as_it_was_written(rows):
    assert cells(write_xlsx([("a", "b", "c"), *rows], "名录")) == [("a", "b", "c"), *rows]
