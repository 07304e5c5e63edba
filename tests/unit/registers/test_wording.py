"""Every problem is said in both languages, with its place and with what to do."""

import re
from inspect import getsource

import pytest

from sync.domain.campaigns import extra_rows
from sync.domain.registers import comparing, headings, reading, values
from sync.domain.registers.columns import COLUMNS, PlanFile, Register
from sync.domain.registers.problems import Problem, letter
from sync.domain.registers.wording import sentence
from sync.i18n import LANGUAGES, catalogue
from tests.unit.registers.worlds import COMPOUND, DISTRICTS, lines_of

CODES = {
    code
    for module in (comparing, headings, reading, values, extra_rows)
    for code in re.findall(r'(?:Unfit\(|Problem\(\s*[\w.]+,\s*|"", )"([a-z-]+)"', getsource(module))
} | {"empty", "no-headings", "heading-unknown", "enterprise-names", "key-twice", "days-reversed", "latitude", "longitude"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words_and_no_words_are_left_over(language):
    said = {key.removeprefix("register.problem.") for key in catalogue(language) if key.startswith("register.problem.")}
    assert said == CODES


def test_a_problem_is_said_with_row_column_cell_and_remedy():
    (problem,) = reading.read(Register.COMPOUNDS, lines_of(COMPOUND | {"district": "中原"}), DISTRICTS).problems
    assert sentence("en", Register.COMPOUNDS, problem) == (
        'row 2, column D (District), "中原": There is no such district. Write a district\'s code or full name. '
        "There are: ZD 郑东新区, ZY 中原区."
    )
    assert sentence("zh-CN", Register.COMPOUNDS, problem).startswith("第 2 行 D 列（区县）“中原”：没有这个区县。")


def test_a_missing_heading_is_said_by_its_title():
    assert sentence("en", Register.OFFICERS, Problem(1, "heading-missing", column="valid_until")).startswith(
        "row 1 (Valid until): "
    )


@pytest.mark.parametrize("register", [*Register, *PlanFile])
def test_no_heading_means_two_columns(register):
    meant: dict[str, set[str]] = {}
    for column in COLUMNS[register]:
        for name in (column.name.replace("_", " "), column.titles.zh, column.titles.en, *column.others):
            meant.setdefault(values.fold(name), set()).add(column.name)
    assert {name: columns for name, columns in meant.items() if len(columns) > 1} == {}


@pytest.mark.parametrize(("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_spreadsheet_programs_do(position, name):
    assert letter(position) == name
