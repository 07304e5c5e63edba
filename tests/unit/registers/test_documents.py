"""docs/registers.md names every column, every problem and every limit as they are."""

import re
from pathlib import Path

import pytest

from sync.domain.registers.columns import COLUMNS, PlanFile, Register
from sync.i18n import catalogue
from sync.server.services import extra_files
from sync.spreadsheets import limits

TEXT = (Path(__file__).parents[3] / "docs" / "registers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("register", [*Register, *PlanFile])
def test_every_column_is_described_and_marked_where_it_is_required(register):
    (section,) = re.findall(rf"^\| {register.value} \|.*?\n\n", TEXT, re.M | re.S)
    first_cells = "".join(line.split("|")[1] for line in section.splitlines()[2:] if line)
    named = dict(re.findall(r"`(\w+)`( \*)?", first_cells))
    assert set(named) == {column.name for column in COLUMNS[register]}
    assert {name for name, star in named.items() if star} == {column.name for column in COLUMNS[register] if column.required}


def test_every_problem_is_listed():
    (section,) = re.findall(r"## What can be wrong\n(.*)", TEXT, re.S)
    said = {key.removeprefix("register.problem.") for key in catalogue("en") if key.startswith("register.problem.")}
    assert set(re.findall(r"`([a-z-]+)`", section)) == said


def test_the_limits_are_those_of_the_program():
    size, unpacked = limits.MOST_BYTES // 2**20, limits.MOST_UNPACKED // 2**20
    assert f"Up to {size} MiB, {limits.MOST_ROWS:,} rows, {limits.MOST_COLUMNS} columns" in TEXT
    assert f"up to {unpacked} MiB unpacked" in TEXT
    assert f"A file has at most {extra_files.MOST_ROWS:,} rows" in TEXT
