"""Files of registers: what is good, and what is wrong where."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.demo.credit_codes import invented_credit_code
from sync.domain.registers.columns import COLUMNS, Register
from sync.domain.registers.headings import Line
from sync.domain.registers.reading import read
from sync.domain.registers.writing import table
from tests.unit.registers.worlds import COMPOUND, DISTRICTS, OFFICER, REGISTERS, ROWS, lines, lines_of


def said(reading):
    return [(problem.row, problem.place, problem.column, problem.code) for problem in reading.problems]


def reading_of(register, *rows):
    return read(register, lines_of(*rows), DISTRICTS)


@pytest.mark.parametrize("register", Register)
def test_a_row_that_is_right_is_good(register):
    reading = reading_of(register, ROWS[register])
    assert said(reading) == []
    assert [(row.number, row.facts) for row in reading.rows] == [(2, ROWS[register])]


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("english", [False, True])
def test_headings_are_understood_in_both_languages_and_in_any_order(register, english):
    heading, row = table(register, [ROWS[register]], english)
    assert read(register, lines(heading[::-1], row[::-1]), DISTRICTS).rows[0].facts == ROWS[register]


def test_a_title_may_stand_above_the_headings_and_empty_rows_anywhere():
    heading, row = lines_of(OFFICER)
    reading = read(
        Register.OFFICERS,
        [Line(1, ("执法人员名录",)), Line(2, ("", "")), Line(4, heading.cells), Line(5, ("", "")), Line(9, row.cells)],
        DISTRICTS,
    )
    assert [row.number for row in reading.rows] == [9]


def test_a_heading_may_be_marked_with_a_star_and_written_with_spaces():
    heading = [f"{column.titles.zh} *" for column in COLUMNS[Register.OFFICERS]]
    heading[1] = "姓 名"
    assert read(Register.OFFICERS, lines(heading, list(OFFICER.values())), DISTRICTS).rows[0].facts == OFFICER


def test_a_heading_that_is_missing_or_doubled_stops_everything_and_an_unknown_one_nothing():
    heading = ["certificate", "name", "Name", "department", "checked", "valid_until", "备注"]
    row = ["豫A0001", "张喆", "张喆", "执法一队", "是", "2028-12-31", "新来"]
    reading = read(Register.OFFICERS, lines(heading, row), DISTRICTS)
    assert said(reading) == [(1, "", "home_district", "heading-missing"), (1, "C", "name", "heading-twice")]
    assert reading.rows == ()
    assert [(notice.place, notice.value, notice.code) for notice in reading.notices] == [("G", "备注", "heading-unknown")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty"),
        ([["a", "b"], ["c", "d"]], "no-headings"),
        ([["certificate", "name", "home_district", "department", "checked", "valid_until"]], "empty"),
    ],
)
def test_a_file_without_headings_or_rows_is_said_to_be_so(rows, code):
    assert [problem.code for problem in read(Register.OFFICERS, lines(*rows), DISTRICTS).problems] == [code]


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("code", "", "missing"),
        ("code", "ZY 1", "code"),
        ("code", "编码", "code"),
        ("code", "x" * 65, "too-long"),
        ("name", "", "missing"),
        ("name", "x" * 201, "too-long"),
        ("name", "桐荫\x07家园", "control"),
        ("name", "桐荫\n家园", "control"),
        ("name", "#REF!", "formula-error"),
        ("address", "#FORMULA?", "formula-not-computed"),
        ("district", "中原", "district"),
        ("enterprise_code", "9141019900000000", "credit-code-length"),
        ("enterprise_code", "91410199MA000001OX", "credit-code-letters"),
        ("enterprise_code", "9.14101E+17", "scientific"),
        ("enterprise_name", "", "missing"),
        ("grade", "D", "grade"),
        ("kind", "住宅,商业", "comma"),
        ("latitude", "north", "latitude"),
        ("latitude", "90.5", "latitude"),
        ("longitude", "180.01", "longitude"),
        ("longitude", "", "half-a-place"),
        ("active", "maybe", "flag"),
    ],
)
def test_what_is_wrong_in_a_compound_is_said_with_its_place(column, written, code):
    reading = reading_of(Register.COMPOUNDS, COMPOUND | {column: written}, COMPOUND | {"code": "ZY-2"})
    place = chr(65 + list(COMPOUND).index(column))
    assert said(reading) == [(2, place, column, code)]
    assert [row.number for row in reading.rows] == [3]


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("certificate", "4.1E+14", "scientific"),
        ("checked", "", "missing"),
        ("temporary", "2", "flag"),
        ("valid_until", "", "missing"),
        ("valid_until", "2027-02-29", "day"),
        ("valid_until", "1/2/2027", "day"),
        ("valid_until", "46143", "day"),
        ("valid_until", "2023-12-31", "days-reversed"),
        ("department", "执法一队，执法二队", ""),
    ],
)
def test_what_is_wrong_in_an_officer_is_said(column, written, code):
    reading = reading_of(Register.OFFICERS, OFFICER | {column: written})
    assert [problem.code for problem in reading.problems] == ([code] if code else [])


def test_a_credit_code_with_a_slip_of_the_pen_is_found_by_its_check_character():
    code = invented_credit_code(1)
    (problem,) = reading_of(Register.COMPOUNDS, COMPOUND | {"enterprise_code": code[:16] + "0" + code[17]}).problems
    assert (problem.code, problem.value) == ("credit-code-check", code[:16] + "0" + code[17])


@pytest.mark.parametrize(
    ("register", "column", "written", "read_as"),
    [
        (Register.COMPOUNDS, "district", "zhongyuan", "ZY"),
        (Register.COMPOUNDS, "district", "郑东新区", "ZD"),
        (Register.COMPOUNDS, "grade", "ａａａ级", "AAA"),
        (Register.COMPOUNDS, "marks", "高层、地下空间，高层", "地下空间;高层"),
        (Register.COMPOUNDS, "enterprise_code", invented_credit_code(7).lower(), invented_credit_code(7)),
        (Register.COMPOUNDS, "latitude", "34.70", "34.7"),
        (Register.COMPOUNDS, "active", "", "yes"),
        (Register.OFFICERS, "checked", "是", "yes"),
        (Register.OFFICERS, "checked", "√", "yes"),
        (Register.OFFICERS, "checked", "FALSE", "no"),
        (Register.OFFICERS, "temporary", "", "no"),
        (Register.OFFICERS, "valid_until", "2027/1/2", "2027-01-02"),
        (Register.OFFICERS, "valid_until", "2027年1月2日", "2027-01-02"),
        (Register.OFFICERS, "valid_until", "20270102", "2027-01-02"),
    ],
)
def test_what_people_write_is_kept_in_one_form(register, column, written, read_as):
    assert reading_of(register, ROWS[register] | {column: written}).rows[0].facts[column] == read_as


def test_the_same_key_twice_names_both_rows_and_neither_is_good():
    reading = reading_of(Register.OFFICERS, OFFICER, OFFICER | {"certificate": "豫A0002"}, OFFICER | {"name": "李玥"})
    assert [(p.row, p.code, p.fields["others"]) for p in reading.problems] == [(2, "key-twice", "4"), (4, "key-twice", "2")]
    assert [row.number for row in reading.rows] == [3]


def test_one_credit_code_under_two_names_is_said_at_both():
    reading = reading_of(Register.COMPOUNDS, COMPOUND, COMPOUND | {"code": "ZY-2", "enterprise_name": "嵩岳物业"})
    assert [(p.row, p.code, p.fields["other"], p.fields["at"]) for p in reading.problems] == [
        (2, "enterprise-names", "嵩岳物业", 3),
        (3, "enterprise-names", "嵩山物业", 2),
    ]


def test_a_row_that_is_longer_than_the_headings_is_wrong_and_one_that_ends_early_is_empty_from_there():
    short = {name: OFFICER[name] for name in list(OFFICER)[:8]}
    heading = [*short, "active"]
    reading = read(
        Register.OFFICERS, lines(heading, list(short.values()), ["豫A0002", *list(short.values())[1:], "是", "多"]), DISTRICTS
    )
    assert [row.facts["active"] for row in reading.rows] == ["yes"]
    assert said(reading) == [(3, "J", "", "cell-without-heading")]


@settings(max_examples=60)
@given(REGISTERS, st.booleans())
def test_what_was_written_is_read_again(world, english):
    register, rows = world
    reading = read(register, lines(*table(register, rows, english)), DISTRICTS)
    assert said(reading) == []
    assert [row.facts for row in reading.rows] == rows


@settings(max_examples=60)
@given(REGISTERS, st.data())
def test_the_good_rows_of_a_file_are_those_of_the_file_without_the_broken_ones(world, data):
    register, rows = world
    heading, *good = lines_of(*rows)
    broken = data.draw(
        st.lists(
            st.tuples(st.sampled_from(good), st.integers(0, len(heading.cells) - 1), st.sampled_from(["", "\x07", "#N/A"])),
            max_size=4,
        )
    )
    spoilt = [Line(100 + n, tuple(_spoilt(row.cells, column, text))) for n, (row, column, text) in enumerate(broken)]
    first = read(register, [heading, *good, *spoilt], DISTRICTS)
    wrong = {problem.row for problem in first.problems}
    again = read(register, [heading, *(line for line in (*good, *spoilt) if line.number not in wrong)], DISTRICTS)
    assert again.rows == first.rows
    assert not again.rows or again.problems == ()
    assert len(first.rows) + len(wrong) == first.count


def _spoilt(cells, column, text):
    return [*cells[:column], text, *cells[column + 1 :]]
