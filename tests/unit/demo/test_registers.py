import re
from collections import Counter

import pytest

from inspector_app.demo.credit_codes import invented_credit_code, organisation_check
from inspector_app.demo.plan import demo_plan, demo_team
from inspector_app.demo.registers import demo_registers
from sync.domain.people import Duty
from sync.domain.registers.credit_codes import check_character


@pytest.fixture(scope="module")
def registers():
    return demo_registers()


@pytest.fixture(scope="module")
def plan(registers):
    return demo_plan(registers)


def test_the_same_seed_gives_the_same_city_and_another_gives_another(registers, plan):
    assert demo_registers() == registers
    assert demo_plan(demo_registers()) == plan
    assert demo_registers(seed=1).compounds != registers.compounds


def test_the_city_has_the_size_of_the_campaign_of_2021(registers):
    assert (len(registers.districts), len(registers.compounds)) == (15, 131)
    assert (len(registers.enterprises), len(registers.officers), len(registers.experts)) == (60, 30, 12)


def test_every_district_has_compounds_and_every_enterprise_serves_one(registers):
    assert {compound.district for compound in registers.compounds} == {district.code for district in registers.districts}
    assert {compound.enterprise for compound in registers.compounds} == set(registers.enterprises)


def test_nothing_is_named_or_numbered_twice(registers):
    people = registers.officers + registers.experts
    for things in (registers.compounds, registers.enterprises, people):
        assert len({thing.id for thing in things}) == len({thing.name for thing in things}) == len(things)
    assert len({enterprise.credit_code for enterprise in registers.enterprises}) == 60


def test_names_are_short_long_and_hard_to_write(registers):
    lengths = [len(compound.name) for compound in registers.compounds]
    assert (min(lengths), max(lengths)) == (2, 26)
    names = "".join(person.name for person in registers.officers + registers.experts)
    assert {"喆", "玥", "堃"} <= set(names)


@pytest.mark.parametrize("code", ["914403001922038216", "91330100799655058B", "9144030071526726XG"])
def test_the_check_characters_agree_with_codes_in_public_use(code):
    assert organisation_check(code[8:16]) == code[16]
    assert check_character(code) == code[17]


@pytest.mark.parametrize("number", [0, 1, 30, 31, 31**6 - 1])
def test_an_invented_code_has_the_right_form_and_belongs_nowhere(number):
    code = invented_credit_code(number)
    assert re.fullmatch(r"91410199MA[0-9A-HJ-NP-RTUW-Y]{6}[0-9X][0-9A-HJ-NP-RTUW-Y]", code)
    assert check_character(code) == code[17]


def test_every_compound_is_assigned_once(registers, plan):
    assert Counter(assignment.compound for assignment in plan) == Counter(registers.compounds)


def test_no_officer_inspects_at_home(plan):
    assert all(officer.home != assignment.compound.district for assignment in plan for officer in assignment.team[:2])


def test_a_team_is_two_officers_of_different_districts_and_an_expert(plan):
    for team in {assignment.team for assignment in plan}:
        assert [member.duty for member in team] == [Duty.OFFICER, Duty.OFFICER, Duty.EXPERT]
        assert team[0].home != team[1].home


def test_the_demo_team_gets_twelve_assignments_from_tomorrow_over_three_weeks(registers, plan):
    due = [assignment.due_in_days for assignment in plan if assignment.team == demo_team(registers)]
    assert [member.name for member in demo_team(registers)] == ["张喆", "李玥", "王堃"]
    assert (len(due), min(due), max(due)) == (12, 1, 21)


def test_the_other_teams_carry_the_rest_fairly(registers, plan):
    load = Counter(assignment.team for assignment in plan if assignment.team != demo_team(registers))
    assert len(load) == 14
    assert max(load.values()) - min(load.values()) <= 1
