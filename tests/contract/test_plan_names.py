"""What a plan speaks of is told by its names, and what it may speak of is offered, on both databases."""

from dataclasses import replace

import pytest

from sync.domain.checklists import Bilingual
from sync.domain.ids import IdMaker
from sync.errors import AccessDenied
from sync.protocol.console import DistrictName
from sync.server.services.registers import NewCompound, NewDistrict
from tests.small_places import SmallItem, small_checklist

_IDS = IdMaker()


def test_a_campaign_names_the_districts_of_its_plan_and_no_others(ceremony):
    world = ceremony.world
    rated, other = f"{world.district}-rated", f"{world.district}-other"
    world.centre.registers.add_districts([NewDistrict(rated, "比例区", "Rated"), NewDistrict(other, "别区", "Other")])
    check = ceremony.check(districts=(world.district, rated), district_rates=((rated, "A", 100),))
    found = ceremony.planned(ceremony.plan(check)).districts
    assert set(found) == {
        DistrictName(world.district, Bilingual("示范区", "Model district")),
        DistrictName(rated, Bilingual("比例区", "Rated")),
    }
    assert ceremony.planned(ceremony.plan(ceremony.check(districts=()))).districts == ()


def test_a_campaign_names_the_checklists_of_its_plan_and_no_others(ceremony):
    published = ceremony.head.publish_checklist(
        small_checklist(f"flood-{ceremony.world.district}", [SmallItem("F01", "optional", 100)]).encode()
    )
    routine = ceremony.check()
    flood = replace(routine, id="flood", checklist=published.id, version=published.version)
    found = ceremony.planned(ceremony.plan(routine, flood)).checklists
    assert published in found
    assert {(one.id, one.version) for one in found} == {(check.checklist, check.version) for check in (routine, flood)}


def test_what_is_active_on_the_registers_is_offered_to_a_plan(ceremony):
    world, code = ceremony.world, ceremony.world.district
    place = (world.district, world.enterprise, "A")
    world.centre.registers.add_compounds(
        [NewCompound(_IDS.new(), "阳光花园", "花园路", *place, ceremony.code(8), f"类 {code}", (f"标 {code}", "高层"))]
    )
    words = ceremony.head.plan_words()
    assert f"类 {code}" in words.kinds
    assert "" not in words.kinds
    assert {f"标 {code}", "高层"} <= set(words.marks)
    assert ceremony.needed in words.officers
    assert ceremony.needed in words.experts
    assert list(words.marks) == sorted(set(words.marks))
    with pytest.raises(AccessDenied):
        world.supervisor().plan_words()
