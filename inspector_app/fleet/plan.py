"""What the fleet is going to record: every result and photo decided beforehand by a seed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from sync.domain.checklists import Checklist, Item
from sync.domain.inspections import Outcome, ResultValue, default_failure
from sync.domain.marks import Mark
from sync.errors import UsageInvalid
from sync.i18n import DEFAULT_LANGUAGE, say

_NOT_APPLICABLE_SHARE = 0.04
_FIXED_ON_SPOT_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """An item's answer and how many photos go with it. ``marks`` are drawn on a copy of the first one."""

    item_code: str
    value: ResultValue
    photos: int
    marks: tuple[Mark, ...] = ()


PlannedVisit = tuple[PlannedResult, ...]
Slot = tuple[int, Item]
"""An item of the visit with this number."""


def plan_visits(
    checklist: Checklist, visits: int, fail_rate: float, photos: int | None, visited_on: date, random: Random
) -> list[PlannedVisit]:
    """Complete visits: ``round(fail_rate x results)`` failures and ``photos`` photos in all, spread at random.

    ``photos`` None: as many as the checklist demands. With fewer than it demands, items that always want a photo become not
    applicable; raises UsageInvalid when that is not enough. With more, items get several.
    """
    slots = [(visit, item) for visit in range(visits) for item in checklist.items]
    failing = set(random.sample(slots, round(fail_rate * len(slots))))
    demanding = [slot for slot in slots if slot[1].demands_photo(slot in failing)]
    surplus = 0 if photos is None else photos - len(demanding)
    spared = _spare([slot for slot in demanding if slot not in failing], -surplus, len(demanding), random)
    counts = dict.fromkeys(set(demanding) - spared, 1)
    absent = spared | _absent([slot for slot in slots if slot not in failing and slot not in counts], random)
    for slot in random.choices([slot for slot in slots if slot not in absent], k=max(0, surplus)):
        counts[slot] = counts.get(slot, 0) + 1
    planned = [
        PlannedResult(slot[1].code, _value(slot[1], slot in failing, slot in absent, visited_on, random), counts.get(slot, 0))
        for slot in slots
    ]
    size = len(checklist.items)
    return [tuple(planned[start : start + size]) for start in range(0, len(planned), size)]


def with_marks(visits: Sequence[PlannedVisit], marks: tuple[Mark, ...]) -> list[PlannedVisit]:
    """The same visits, with something drawn on the first photo of a failure."""
    first = next(one for visit in visits for one in visit if one.value.outcome is Outcome.FAIL and one.photos)
    return [tuple(replace(one, marks=marks) if one is first else one for one in visit) for visit in visits]


def _spare(candidates: Sequence[Slot], missing: int, demanded: int, random: Random) -> set[Slot]:
    if missing > len(candidates):
        raise UsageInvalid(problem="usage.problem.photos-too-few", photos=demanded - missing, least=demanded - len(candidates))
    return set(random.sample(candidates, max(0, missing)))


def _absent(candidates: Sequence[Slot], random: Random) -> set[Slot]:
    return {slot for slot in candidates if random.random() < _NOT_APPLICABLE_SHARE}


def _value(item: Item, failed: bool, absent: bool, visited_on: date, random: Random) -> ResultValue:
    if absent:
        return ResultValue(Outcome.NOT_APPLICABLE, reason=say(DEFAULT_LANGUAGE, "fleet.reason"))
    if not failed:
        return ResultValue(Outcome.PASS)
    note = random.choice(item.phrases).zh if item.phrases else item.title.zh
    failure = replace(default_failure(item, visited_on), note=note)
    return replace(failure, fixed_on_spot=True, due_on=None) if random.random() < _FIXED_ON_SPOT_SHARE else failure
