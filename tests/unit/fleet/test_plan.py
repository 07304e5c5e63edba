"""What a fleet is going to record."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from inspector_app.fleet.plan import PlannedVisit, plan_visits, with_marks
from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist
from sync.domain.inspections import Outcome, lacks_by_item
from sync.domain.marks import Arrow
from sync.errors import UsageInvalid

CHECKLIST = read_checklist(bundled_checklist().document)
DAY = date(2026, 11, 24)


def plan(visits: int, fail_rate: float, photos: int | None, seed: int = 1) -> list[PlannedVisit]:
    return plan_visits(CHECKLIST, visits, fail_rate, photos, DAY, Random(seed))


def outcomes(visits: list[PlannedVisit]) -> Counter[Outcome | None]:
    return Counter(planned.value.outcome for visit in visits for planned in visit)


def photos_in(visits: list[PlannedVisit]) -> int:
    return sum(planned.photos for visit in visits for planned in visit)


def lacking(visit: PlannedVisit) -> dict[str, object]:
    values = {planned.item_code: planned.value for planned in visit}
    return dict(lacks_by_item(CHECKLIST, values, {planned.item_code: planned.photos for planned in visit}))


def test_the_campaign_of_2021_is_planned_to_the_last_photo() -> None:
    visits = plan(131, 757 / 3537, 1514)
    assert sum(len(visit) for visit in visits) == 3537
    assert outcomes(visits)[Outcome.FAIL] == 757
    assert photos_in(visits) == 1514


@pytest.mark.parametrize("photos", [None, 60, 15, 400])
def test_every_planned_visit_can_be_submitted(photos: int | None) -> None:
    visits = plan(5, 0.1, photos)
    assert [lacking(visit) for visit in visits] == [{}] * 5
    assert photos is None or photos_in(visits) == photos


def test_without_a_number_there_are_as_many_photos_as_the_checklist_demands() -> None:
    visits = plan(4, 0.0, None)
    assert photos_in(visits) == 4 * sum(item.demands_photo(failed=False) for item in CHECKLIST.items)


def test_the_same_seed_plans_the_same_and_another_seed_something_else() -> None:
    assert plan(6, 0.2, 90, seed=7) == plan(6, 0.2, 90, seed=7)
    assert plan(6, 0.2, 90, seed=7) != plan(6, 0.2, 90, seed=8)


def test_fewer_photos_than_the_failures_demand_are_refused_with_the_least_number() -> None:
    with pytest.raises(UsageInvalid) as refused:
        plan(2, 1.0, 3)
    least = refused.value.fields["least"]
    assert isinstance(least, int)
    assert photos_in(plan(2, 1.0, least)) == least
    with pytest.raises(UsageInvalid):
        plan(2, 1.0, least - 1)


def test_something_is_drawn_on_the_first_photo_of_a_failure_and_nowhere_else() -> None:
    marks = (Arrow((0.1, 0.1), (0.5, 0.5)),)
    drawn = [planned for visit in with_marks(plan(3, 0.2, None), marks) for planned in visit if planned.marks]
    assert [planned.marks for planned in drawn] == [marks]
    assert (drawn[0].value.outcome, drawn[0].photos) == (Outcome.FAIL, 1)
