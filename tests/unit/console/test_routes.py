"""Addresses inside the console."""

from uuid import uuid4

import pytest

from inspector_app.console.routes import inspection_in, route_to


def test_the_address_of_an_inspection_leads_back_to_it() -> None:
    inspection_id = uuid4()
    assert inspection_in(route_to(inspection_id)) == inspection_id


@pytest.mark.parametrize("route", [None, "", "/", "/inspections/", "/inspections/nonsense", "/elsewhere"])
def test_any_other_address_is_the_list(route: str | None) -> None:
    assert inspection_in(route) is None


def test_a_slash_at_the_end_does_not_matter() -> None:
    inspection_id = uuid4()
    assert inspection_in(f"/inspections/{inspection_id}/") == inspection_id
