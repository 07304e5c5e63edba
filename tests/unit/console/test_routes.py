"""Addresses inside the console."""

from datetime import date
from uuid import uuid4

import pytest

from inspector_app.console.routes import (
    CampaignLeaf,
    CampaignPlace,
    EntryKey,
    RegisterLeaf,
    RegisterPart,
    RegisterPlace,
    Section,
    campaign_in,
    entry_in,
    inspection_in,
    place_for_readers,
    register_in,
    route_to,
    route_to_campaign,
    route_to_entry,
    route_to_register,
    route_to_section,
    section_in,
    sections_of,
    strays,
)
from sync.domain.people import Role

_SOME_ID = "0196f6a0-1c2d-7e3f-8a4b-5c6d7e8f9a0b"


def test_the_address_of_an_inspection_leads_back_to_it() -> None:
    inspection_id = uuid4()
    assert inspection_in(route_to(inspection_id)) == inspection_id


@pytest.mark.parametrize("route", [None, "", "/", "/inspections/", "/inspections/nonsense", "/elsewhere"])
def test_any_other_address_is_the_list(route: str | None) -> None:
    assert inspection_in(route) is None


def test_a_slash_at_the_end_does_not_matter() -> None:
    inspection_id = uuid4()
    assert inspection_in(f"/inspections/{inspection_id}/") == inspection_id


@pytest.mark.parametrize("section", list(Section))
def test_the_address_of_a_section_leads_back_to_it(section: Section) -> None:
    assert section_in(route_to_section(section)) is section


@pytest.mark.parametrize("route", [None, "", "/", "/elsewhere", "/tabletsx", f"/inspections/{_SOME_ID}"])
def test_any_other_address_lies_in_the_inspections(route: str | None) -> None:
    assert section_in(route) is Section.INSPECTIONS


_IS_THERE = [
    None,
    "",
    "/",
    "/?state=accepted",
    "/inspections",
    "/inspections/",
    f"/inspections/{_SOME_ID}",
    "/campaigns",
    f"/campaigns/{_SOME_ID}/plan",
    f"/campaigns/{_SOME_ID}/calendar/2026-05-06",
    "/campaigns/recusals",
    "/campaigns/calendar",
]
_ADMINISTRATORS = [
    "/registers",
    "/registers/officers/",
    "/registers/officers/import",
    "/tablets",
    "/quarantine/",
    f"/quarantine/{_SOME_ID}/{'0a' * 32}",
]
_NOTHING = ["/nonsense", "/inspections/nonsense", "/campaigns/nonsense", "/tabletsx"]
_NOTHING_EITHER = [
    "/registers/nonsense",
    "/registers/officers/nonsense",
    "/tablets/nonsense",
    f"/quarantine/{_SOME_ID}",
    "/quarantine/x/y",
]


@pytest.mark.parametrize("route", [*_IS_THERE, *_ADMINISTRATORS])
def test_an_address_of_something_does_not_stray(route: str | None) -> None:
    assert not strays(route, Role.ADMINISTRATOR)


@pytest.mark.parametrize("route", [*_NOTHING, *_NOTHING_EITHER])
def test_an_address_of_nothing_strays_to_a_list(route: str) -> None:
    assert strays(route, Role.ADMINISTRATOR)


def test_what_is_for_administrators_is_nothing_for_others() -> None:
    assert {strays(route, Role.SUPERVISOR) for route in _ADMINISTRATORS} == {True}
    assert {strays(route, Role.SUPERVISOR) for route in _IS_THERE} == {False}
    assert {strays(route, Role.SUPERVISOR) for route in _NOTHING} == {True}


def test_the_address_of_what_was_not_accepted_leads_back_to_it() -> None:
    entry = EntryKey(uuid4(), "0a" * 32)
    assert entry_in(route_to_entry(entry)) == entry
    assert section_in(route_to_entry(entry)) is Section.QUARANTINE


@pytest.mark.parametrize("rest", ["", "/", "/x/y", f"/{_SOME_ID}", f"/{_SOME_ID}/short", f"/no-id/{'0a' * 32}"])
def test_an_address_that_names_nothing_is_the_list_of_what_was_not_accepted(rest: str) -> None:
    assert entry_in("/quarantine" + rest) is None
    assert section_in("/quarantine" + rest) is Section.QUARANTINE


@pytest.mark.parametrize("part", RegisterPart)
@pytest.mark.parametrize("leaf", RegisterLeaf)
def test_the_address_of_a_register_leads_back_to_it(part: RegisterPart, leaf: RegisterLeaf) -> None:
    place = RegisterPlace(part, leaf)
    route = route_to_register(place)
    assert section_in(route) is Section.REGISTERS
    assert register_in(route) == (RegisterPlace(part) if part is RegisterPart.ENTERPRISES else place)


@pytest.mark.parametrize("route", ["/registers", "/registers/", "/registers/nonsense", "/registers/nonsense/import"])
def test_any_other_address_in_the_registers_is_the_first_list(route: str) -> None:
    assert register_in(route) == RegisterPlace()


def test_any_other_address_below_a_register_is_its_list() -> None:
    assert register_in("/registers/officers/nonsense/more") == RegisterPlace(RegisterPart.OFFICERS)


@pytest.mark.parametrize("leaf", [one for one in CampaignLeaf if one not in (CampaignLeaf.LIST, CampaignLeaf.RECUSALS)])
def test_the_address_of_a_campaign_leads_back_to_it(leaf: CampaignLeaf) -> None:
    place = CampaignPlace(leaf, uuid4())
    assert section_in(route_to_campaign(place)) is Section.CAMPAIGNS
    assert campaign_in(route_to_campaign(place)) == place


def test_the_list_of_campaigns_the_recusals_and_the_calendar_of_all_have_addresses() -> None:
    for place in (CampaignPlace(), CampaignPlace(CampaignLeaf.RECUSALS), CampaignPlace(CampaignLeaf.CALENDAR)):
        assert campaign_in(route_to_campaign(place)) == place


def test_a_day_of_a_campaigns_calendar_has_an_address_and_any_other_day_is_none() -> None:
    place = CampaignPlace(CampaignLeaf.CALENDAR, uuid4(), date(2026, 12, 4))
    assert route_to_campaign(place).endswith("/calendar/2026-12-04")
    assert campaign_in(route_to_campaign(place)) == place
    assert campaign_in(f"/campaigns/{place.id}/calendar/tomorrow") == CampaignPlace(CampaignLeaf.CALENDAR, place.id)
    assert campaign_in(f"/campaigns/{place.id}/plan/2026-12-04") == CampaignPlace(CampaignLeaf.PLAN, place.id)


@pytest.mark.parametrize("route", ["/campaigns/", "/campaigns/nonsense", "/campaigns/nonsense/plan"])
def test_any_other_address_in_the_campaigns_is_their_list(route: str) -> None:
    assert campaign_in(route) == CampaignPlace()


def test_supervisors_have_inspections_and_campaigns_and_administrators_everything() -> None:
    assert sections_of(Role.SUPERVISOR) == (Section.INSPECTIONS, Section.CAMPAIGNS)
    assert sections_of(Role.ADMINISTRATOR) == tuple(Section)
    assert sections_of(Role.INSPECTOR) == (Section.INSPECTIONS,)


def test_a_form_leads_whoever_only_reads_to_the_campaign_and_any_other_place_to_itself() -> None:
    campaign = uuid4()
    for form in (CampaignLeaf.PLAN, CampaignLeaf.IMPORT):
        assert place_for_readers(CampaignPlace(form, campaign)) == CampaignPlace(CampaignLeaf.DETAIL, campaign)
    others = [CampaignPlace(), CampaignPlace(CampaignLeaf.RECUSALS)]
    others += [CampaignPlace(leaf, campaign) for leaf in (CampaignLeaf.DETAIL, CampaignLeaf.WALL, CampaignLeaf.CALENDAR)]
    assert [place_for_readers(place) for place in others] == others
