"""Places of shortfalls in words."""

from dataclasses import replace

from inspector_app.console.campaigns.places import Names, told_together, with_names
from sync.domain.checklists import Bilingual
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.protocol.console import DistrictName

CAP = Shortfall(Constraint.ENTERPRISE_CAP, 1, 0, ("flood A DF", "91410199MAAM9Y1G4D"), {}, {"room": 1})
NAMES = Names({"91410199MAAM9Y1G4D": "居然好物业"}, ("routine", "flood"), (DistrictName("DF", Bilingual("登封市", "Dengfeng")),))


def test_a_stratum_is_told_by_its_check_grade_and_district_and_an_enterprise_by_its_name() -> None:
    assert with_names("zh-CN", CAP, NAMES).where == ("检查 2 的 A 级 登封市、居然好物业（91410199MAAM9Y1G4D）",)
    assert with_names("en", CAP, replace(NAMES, districts=())).where[0].startswith("check 2, grade A, DF")


def test_what_nobody_has_a_name_for_is_told_as_it_is() -> None:
    assert with_names("en", CAP, Names()).where == ("flood A DF, 91410199MAAM9Y1G4D",)


def test_of_many_places_the_first_are_named_and_all_are_counted() -> None:
    many = [replace(CAP, where=(f"ZD-{number:04}",)) for number in range(1, 132)]
    (told,) = told_together("en", many, Names())
    assert told.where == ("ZD-0001, ZD-0002, ZD-0003, ZD-0004, ZD-0005 and others, 131 in all",)
