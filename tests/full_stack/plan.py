"""What the people of a schedule are going to do, act by act, decided by its seed."""

from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from tests.full_stack.dice import dice
from tests.small_places import SmallItem, small_checklist

ITEMS = {"A01": "required", "B02": "required_on_fail", "C03": "optional", "D04": "required_on_fail", "E05": "optional"}
_CHUNK = 1024 * 1024
_VALUES = (
    {"outcome": "pass"},
    {"outcome": "fail", "note": "灯不亮", "severity": "major", "due_on": "2026-12-20"},
    {"outcome": "fail", "note": "水泵漏水，渗水面积约两平方米", "severity": "major", "due_on": "2026-12-24"},
    {"outcome": "not_applicable", "reason": "无此设施"},
)


@dataclass(frozen=True)
class Step:
    """One act. ``where``: the tablet's own inspection or the one it shares. ``size``: bytes of a photo's original.

    ``photo`` names, for a removal, the step that took it.
    """

    kind: str
    where: str
    item: str = ""
    value: dict[str, str] | None = None
    size: int = 0
    photo: int = -1

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def plan_steps(seed: int, tablet: int) -> list[Step]:
    """A whole visit of the tablet's own, which ends in a submission, among answers for a visit that others record too."""
    random = dice(seed, "steps", tablet)
    lanes = [_own_visit(random), _shared_visit(random)]
    mixed = [Step("start", "own"), Step("start", "shared")]
    while any(lanes):
        mixed.append(random.choice([lane for lane in lanes if lane]).pop(0))
    return [*_with_a_removal(mixed, random), Step("submit", "own")]


def plan_second_visit(seed: int, tablet: int) -> list[Step]:
    """What is done once a supervisor has sent the tablet's own visit back; nothing in most schedules."""
    random = dice(seed, "second visit", tablet)
    if random.random() < 0.7:
        return []
    answer = Step("answer", "own", "C03", random.choice(_VALUES))
    return [Step("reopen", "own"), answer, Step("photo", "own", "C03", size=_size(random)), Step("submit", "own")]


def _own_visit(random: Random) -> list[Step]:
    steps = []
    for item, demand in ITEMS.items():
        value = random.choice(_VALUES)
        if random.random() < 0.3:
            steps.append(Step("answer", "own", item, random.choice([other for other in _VALUES if other != value])))
        steps.append(Step("answer", "own", item, value))
        demanded = value["outcome"] != "not_applicable" and (demand == "required" or value["outcome"] == "fail")
        if demanded or random.random() < 0.1:
            steps.append(Step("photo", "own", item, size=_size(random)))
    return steps


def _shared_visit(random: Random) -> list[Step]:
    steps = [Step("answer", "shared", item, random.choice(_VALUES)) for item in random.sample(list(ITEMS), 3)]
    steps.append(Step("photo", "shared", random.choice(list(ITEMS)), size=_size(random)))
    return steps


def _with_a_removal(steps: list[Step], random: Random) -> list[Step]:
    """Now and then a photo is taken once more and out again."""
    if random.random() < 0.6:
        return steps
    return [*steps, Step("photo", "own", "C03", size=_size(random)), Step("remove", "own", photo=len(steps))]


def _size(random: Random) -> int:
    """Mostly small; now and then more than one chunk."""
    return random.randrange(_CHUNK + 1, 2 * _CHUNK) if random.random() < 0.06 else random.randrange(6_000, 40_000)


def checklist_document() -> str:
    """Five items with every demand for photos."""
    return small_checklist("full-stack", [SmallItem(code, demand, 20) for code, demand in ITEMS.items()])
