"""The districts that a plan speaks of are told by their names, on both databases."""

from sync.domain.checklists import Bilingual
from sync.protocol.console import DistrictName
from sync.server.services.registers import NewDistrict


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
