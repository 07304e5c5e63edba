"""An exported register says yes, no, districts and kinds of weights in the language of its headings."""

import pytest

from sync.domain.registers.columns import PlanFile, Register
from sync.domain.registers.reading import read
from sync.domain.registers.values import by_names
from sync.domain.registers.writing import names_enough, table
from tests.unit.registers.worlds import OFFICER, lines

ZY, ZD = ("ZY", "中原区", "Zhongyuan"), ("ZD", "郑东新区", "Zhengdong New Area")


@pytest.mark.parametrize(("english", "said"), [(False, ("中原区", "是", "否", "是")), (True, ("Zhongyuan", "yes", "no", "yes"))])
def test_an_officer_is_written_in_words_and_read_again(english, said):
    officer = OFFICER | {"home_district": "ZY", "checked": "yes", "temporary": "no", "active": "yes"}
    heading, row = table(Register.OFFICERS, [officer], english, names_enough([ZY, ZD], english))
    columns = dict(zip(officer, row, strict=True))
    assert tuple(columns[name] for name in ("home_district", "checked", "temporary", "active")) == said
    assert read(Register.OFFICERS, lines(heading, row), by_names([ZY, ZD])).rows[0].facts == officer


def test_a_district_whose_name_another_one_has_is_written_as_its_code():
    twin = ("ZX", "中原区", "Zhongyuan West")
    assert names_enough([ZY, twin, ZD]) == {"ZX": "中原区", "ZD": "郑东新区"}
    assert names_enough([ZY, twin, ZD], english=True)["ZY"] == "Zhongyuan"
    row = table(Register.OFFICERS, [OFFICER | {"home_district": "ZY"}], districts=names_enough([ZY, twin]))[1]
    assert "ZY" in row


@pytest.mark.parametrize(("english", "said"), [(False, ["投诉", "不良记录"]), (True, ["complaints", "poor record"])])
def test_the_kind_of_an_extra_weight_is_written_in_words_and_read_again(english, said):
    rows = [
        {"code": f"C{n}", "name": "苑", "kind": kind, "weight": "2", "source": "信访"}
        for n, kind in enumerate(("complaints", "record"))
    ]
    written = table(PlanFile.EXTRAS, rows, english)
    assert [row[2] for row in written[1:]] == said
    assert [row.facts for row in read(PlanFile.EXTRAS, lines(*written), {}).rows] == rows
