"""What was acknowledged, kept by nobody but the simulator: to officers by their tablets, to tablets and supervisors by the
centre. The product never reads it, and nothing in it comes from the product's own counts."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from sync.domain.inspections import ResultValue
from sync.protocol.codec import to_plain


class Act(NamedTuple):
    """One act of an officer. ``detail`` says what it was about; ``at`` is the tablet's time, empty where a start of the app may
    have finished the act later."""

    tablet: int
    kind: str
    inspection: str
    detail: str
    by: str
    at: str


class Answered(NamedTuple):
    """An answer, and what stood on the officer's screen before it: the revision of the value, and those in conflict with it."""

    act: Act
    item: str
    value: str
    seen: str | None
    contested: frozenset[str]


def value_text(value: ResultValue) -> str:
    """A value as comparable text."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True)


@dataclass
class Journal:
    """``acts`` were acknowledged; ``unsure`` are those during which the tablet was killed: they may be there, whole, or not.

    ``unsure_undos``: every item as it stood on the screen of such an undo, for nobody heard which of them it took back.
    ``devices``: tablets by the names under which the centre knows or knew them, the present one last. ``pictures``: the bytes
    that a tablet said it had received, by photo. ``stored``: hashes of which the centre told a tablet
    that it has them. ``set_back``: it was restored from an older backup. ``gone``: tablets lost for good. ``settled``: outcomes
    it told, by operation. ``reviews``: steps it told a supervisor it had taken.
    """

    devices: dict[UUID, int] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    unsure: list[Act] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    unsure_answers: list[Answered] = field(default_factory=list)
    unsure_undos: list[Answered] = field(default_factory=list)
    pictures: dict[UUID, bytes] = field(default_factory=dict)
    pictures_of: dict[UUID, tuple[int, UUID, str, UUID]] = field(default_factory=dict)
    unsure_pictures: dict[UUID, bytes] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)
    settled: dict[str, str] = field(default_factory=dict)
    reviews: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    unsure_reviews: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    wanted_originals: set[UUID] = field(default_factory=set)
    set_back: bool = False
    gone: set[int] = field(default_factory=set)

    def device_of(self, tablet: int) -> UUID:
        """Its present name."""
        return [device for device, number in self.devices.items() if number == tablet][-1]

    def whole_chains(self) -> set[UUID]:
        """Devices of which no operation was ever forgotten."""
        names = Counter(self.devices.values())
        return {device for device, number in self.devices.items() if names[number] == 1 and number not in self.gone}
