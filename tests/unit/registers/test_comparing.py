"""What a file would make of a register."""

import pytest
from hypothesis import given, settings

from inspector_app.demo.credit_codes import invented_credit_code
from sync.domain.registers.columns import Register
from sync.domain.registers.comparing import compare
from sync.domain.registers.reading import Row, read
from sync.domain.registers.writing import table
from tests.unit.registers.worlds import COMPOUND, DISTRICTS, EXPERT, OFFICER, REGISTERS, ROWS, kept, lines


def rows(*facts):
    return [Row(number, one) for number, one in enumerate(facts, 2)]


@pytest.mark.parametrize("register", Register)
def test_who_is_not_there_yet_is_new(register):
    comparison = compare(register, [], rows(ROWS[register]))
    assert (comparison.new, comparison.changed, comparison.unchanged) == (1, 0, 0)
    assert comparison.changes[0].after == ROWS[register]


@settings(max_examples=60)
@given(REGISTERS)
def test_an_exported_register_imported_again_changes_nothing(world):
    register, facts = world
    read_again = read(register, lines(*table(register, facts)), DISTRICTS)
    comparison = compare(register, kept(*facts), read_again.rows)
    assert (comparison.changes, comparison.unchanged, comparison.problems) == ((), len(facts), ())


def test_a_change_names_its_fields():
    (change,) = compare(Register.OFFICERS, kept(OFFICER), rows(OFFICER | {"department": "执法二队", "checked": "no"})).changes
    assert change.fields == ("department", "checked")
    assert change.before == OFFICER


def test_who_is_not_in_the_file_stays():
    assert compare(Register.OFFICERS, kept(OFFICER, OFFICER | {"certificate": "豫A0002"}), rows(OFFICER)).changes == ()


def test_a_column_that_the_file_does_not_have_stays_as_it_is():
    (change,) = compare(Register.EXPERTS, kept(EXPERT | {"department": "设计院"}), rows({"number": "E1", "name": "王昆"})).changes
    assert change.after == EXPERT | {"department": "设计院", "name": "王昆"}


def test_somebody_entered_without_a_number_is_recognised_by_name_and_district_and_gets_it():
    before = kept(OFFICER | {"certificate": "", "home_district": ""}, OFFICER | {"certificate": "", "home_district": "ZD"})
    (change,) = compare(Register.OFFICERS, before, rows(OFFICER)).changes
    assert change.kept == before[0]
    assert change.fields == ("certificate", "home_district")


def test_one_entered_without_a_number_is_not_two_people():
    comparison = compare(Register.EXPERTS, kept(EXPERT | {"number": ""}), rows(EXPERT, EXPERT | {"number": "E2"}))
    assert (comparison.new, comparison.changed) == (1, 1)


def test_a_row_that_fits_two_of_the_register_is_a_problem():
    comparison = compare(Register.OFFICERS, kept(OFFICER, OFFICER | {"name": "李玥"}), rows(OFFICER))
    assert [(problem.row, problem.code) for problem in comparison.problems] == [(2, "key-twice-in-register")]
    assert comparison.changes == ()


def test_days_that_are_reversed_only_with_what_is_kept_are_a_problem():
    partial = {name: OFFICER[name] for name in OFFICER if name != "valid_from"} | {"valid_until": "2023-06-30"}
    assert [problem.code for problem in compare(Register.OFFICERS, kept(OFFICER), rows(partial)).problems] == ["days-reversed"]


def test_a_renamed_enterprise_is_renamed_at_all_of_its_compounds():
    elsewhere = COMPOUND | {"code": "ZY-3", "enterprise_code": invented_credit_code(3), "enterprise_name": "别家物业"}
    before = kept(COMPOUND, COMPOUND | {"code": "ZY-2"}, elsewhere)
    changes = compare(Register.COMPOUNDS, before, rows(COMPOUND | {"enterprise_name": "嵩岳物业"})).changes
    assert [(change.row, change.key, change.fields) for change in changes] == [
        (2, "ZY-1", ("enterprise_name",)),
        (0, "ZY-2", ("enterprise_name",)),
    ]


def test_who_is_taken_out_is_told_apart():
    (change,) = compare(Register.OFFICERS, kept(OFFICER, open_visits=2), rows(OFFICER | {"active": "no"})).changes
    assert change.leaves
    assert change.kept.open_visits == 2
    (back,) = compare(Register.OFFICERS, kept(OFFICER | {"active": "no"}), rows(OFFICER)).changes
    assert not back.leaves
