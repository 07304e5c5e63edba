"""What the lists of the registers say."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.registers.list_view import Chip, RegisterView, Weight, enterprises_view, register_view
from sync.domain.checklists import Bilingual
from sync.domain.registers.columns import Register, blank
from sync.protocol.console import DistrictName
from sync.protocol.registers import (
    EnterpriseFilter,
    EnterprisePage,
    EnterpriseRow,
    RegisterFilter,
    RegisterPage,
    RegisterRow,
    Shown,
)

TODAY = date(2026, 11, 24)
DISTRICTS = (DistrictName("ZD", Bilingual("郑东新区", "Zhengdong New Area")), DistrictName("JS", Bilingual("金水区", "Jinshui")))
OFFICER = blank(Register.OFFICERS) | {
    "certificate": "豫A0001",
    "name": "张喆",
    "home_district": "ZD",
    "department": "执法一队",
    "checked": "yes",
    "valid_from": "2024-01-01",
    "valid_until": "2028-12-31",
}
COMPOUND = blank(Register.COMPOUNDS) | {
    "code": "ZD-0001",
    "name": "玥湖堃府",
    "address": "麦香路208号",
    "district": "ZD",
    "enterprise_code": "91410199MAXUQWWM70",
    "enterprise_name": "居然好物业",
    "grade": "A",
    "kind": "住宅",
    "marks": "电梯老旧;高层",
}


def view(register: Register, *rows: RegisterRow, language: str = "zh-CN", **wanted: Any) -> RegisterView:
    counts = {"active": len(rows), "left": 0, "all": len(rows)} | ({"attention": 1} if register is Register.OFFICERS else {})
    page = RegisterPage(rows, len(rows), 1, 20, counts, DISTRICTS)
    return register_view(language, register, page, RegisterFilter(**wanted), TODAY)


def row(facts: dict[str, str], visits: int = 0) -> RegisterRow:
    return RegisterRow(UUID(int=1), facts, visits)


def chips(**changed: str) -> tuple[Chip, ...]:
    (only,) = view(Register.OFFICERS, row(OFFICER | changed)).rows
    return only.chips


def test_a_compound_is_told_with_its_district_its_enterprise_and_its_risks() -> None:
    (only,) = view(Register.COMPOUNDS, row(COMPOUND)).rows
    cells = {name: (cell.text, cell.below) for name, cell in only.cells}
    assert (only.name, only.about, only.chips) == ("玥湖堃府", "麦香路208号", ())
    assert cells == {
        "code": ("ZD-0001", ""),
        "district": ("郑东新区", ""),
        "enterprise": ("居然好物业", "91410199MAXUQWWM70"),
        "grade": ("A", ""),
        "kind": ("住宅", "电梯老旧、高层"),
    }


def test_a_certificate_in_good_order_says_nothing() -> None:
    assert chips() == ()


@pytest.mark.parametrize(
    ("changed", "said", "weight"),
    [
        ({"valid_until": "2026-11-23"}, "证件已过期", Weight.BAD),
        ({"valid_until": "2026-11-26"}, "2 天后到期", Weight.WARNING),
        ({"valid_until": ""}, "有效期未登记", Weight.WARNING),
        ({"valid_from": "2027-01-01"}, "证件未生效", Weight.WARNING),
        ({"checked": "no"}, "证件未核验", Weight.WARNING),
        ({"temporary": "yes"}, "临时人员", Weight.CALM),
    ],
)
def test_what_keeps_somebody_from_being_drawn_stands_out(changed: dict[str, str], said: str, weight: Weight) -> None:
    assert chips(**changed) == (Chip(said, weight),)


def test_the_day_itself_stands_out_where_it_is_over_or_near() -> None:
    (only,) = view(Register.OFFICERS, row(OFFICER | {"valid_until": "2026-01-31"})).rows
    cell = dict(only.cells)["valid"]
    assert (cell.text, cell.below, cell.weight) == ("2026-01-31", "2024-01-01 起", Weight.BAD)


def test_who_left_is_not_reminded_of_a_certificate_but_of_visits() -> None:
    gone = OFFICER | {"active": "no", "valid_until": "2020-01-01"}
    (only,) = view(Register.OFFICERS, row(gone, visits=2)).rows
    assert only.chips == (Chip("已移出"), Chip("2 项待查", Weight.WARNING))


def test_only_officers_have_certificates_to_renew() -> None:
    assert [tab.name for tab in view(Register.OFFICERS, row(OFFICER)).tabs] == ["active", "attention", "left", "all"]
    assert [tab.name for tab in view(Register.COMPOUNDS, row(COMPOUND)).tabs] == ["active", "left", "all"]


def test_an_empty_register_says_what_to_do_next() -> None:
    bare = view(Register.EXPERTS)
    assert bare.bare
    assert bare.empty is not None
    assert ("模板" in bare.empty.hint, bare.empty.clearable) == (True, False)


def test_a_search_without_a_hit_can_be_cleared() -> None:
    found = view(Register.EXPERTS, search="王")
    assert not found.bare
    assert found.empty is not None
    assert found.empty.clearable


def test_everybody_is_in_a_district_that_can_be_chosen() -> None:
    assert view(Register.EXPERTS, language="en").districts == (
        ("", "All districts"),
        ("ZD", "Zhengdong New Area"),
        ("JS", "Jinshui"),
    )


def test_an_enterprise_is_told_with_what_it_serves() -> None:
    listed = EnterpriseRow(UUID(int=2), "居然好物业", "91410199MAXUQWWM70", 3, {"ZD": 2, "JS": 1}, {"A": 2, "": 1})
    page = EnterprisePage((listed, EnterpriseRow(UUID(int=3), "空", "1", 0)), 2, 1, 20, DISTRICTS)
    first, second = enterprises_view("zh-CN", page, EnterpriseFilter()).rows
    assert [cell.text for _, cell in first.cells] == ["3 个项目", "郑东新区、金水区", "A × 2、未评级 × 1"]
    assert [cell.text for _, cell in second.cells] == ["0 个项目", "–", "–"]


def test_what_is_shown_is_counted() -> None:
    shown = view(Register.OFFICERS, row(OFFICER), show=Shown.ATTENTION)
    assert [(tab.count, tab.selected) for tab in shown.tabs] == [(1, False), (1, True), (0, False), (1, False)]
