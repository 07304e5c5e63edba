"""What goes wrong in a schedule, and when: decided by its seed and by counting requests, never by the time of day."""

from dataclasses import dataclass, replace
from enum import StrEnum

from tests.full_stack.dice import dice


class Fault(StrEnum):
    """What the line does to one request."""

    NONE = "none"
    REFUSED = "refused"
    LOST_REQUEST = "lost request"
    LOST_ANSWER = "lost answer"
    DOUBLED = "doubled"
    DOUBLED_AT_ONCE = "doubled at once"
    REQUEST_CUT = "request cut"
    REQUEST_SHORTENED = "request shortened"
    REQUEST_SPOILT = "request spoilt"
    ANSWER_CUT = "answer cut"
    ANSWER_SHORTENED = "answer shortened"
    WRONG_LENGTH = "wrong length"
    REPLAY = "late replay"
    SLOW = "slow"
    LATE = "late"
    GATEWAY = "gateway"
    BUSY = "busy"
    PORTAL = "portal"
    REDIRECT = "redirect"
    GARBLED = "garbled"
    FOREIGN_ANSWER = "foreign answer"


_RARE = {Fault.LATE: 0.15}
"""Faults that cost a second each."""


class Moment(StrEnum):
    """When a process is killed: before the centre has the request, while it works on it, or once it has answered."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True)
class Kill:
    """``request`` counts on the line of the tablet ``line``."""

    whom: str
    line: int
    request: int
    moment: Moment


@dataclass(frozen=True)
class Storm:
    """The faults of one line: so many requests long, this likely, of these kinds."""

    seed: int
    line: int
    requests: int
    likely: float
    kinds: tuple[Fault, ...]

    def fault(self, request: int) -> Fault:
        """What happens to the request with this number."""
        random = dice(self.seed, "fault", self.line, request)
        if request > self.requests or random.random() >= self.likely:
            return Fault.NONE
        return random.choices(self.kinds, [_RARE.get(kind, 1.0) for kind in self.kinds])[0]

    def again(self, after: int) -> "Storm":
        """Another one as long, after so many requests."""
        return replace(self, requests=after + self.requests)

    def over(self) -> "Storm":
        """The line as it is afterwards."""
        return replace(self, requests=0)


def storm_of(seed: int, line: int) -> Storm:
    """Some schedules know all faults, others insist on a few."""
    random = dice(seed, "storm", line)
    faults = [fault for fault in Fault if fault is not Fault.NONE]
    kinds = tuple(faults if random.random() < 0.5 else random.sample(faults, 4))
    return Storm(seed, line, random.randrange(8, 40), random.choice((0.15, 0.3, 0.5)), kinds)


def kills_of(seed: int, lines: int, centre_too: bool) -> list[Kill]:
    """Kills that come while a request is under way."""
    random = dice(seed, "kills")
    kills = [
        Kill("tablet", line, random.randrange(1, 20), random.choice(list(Moment)))
        for line in range(lines)
        for _ in range(random.choice((0, 0, 1, 2)))
    ]
    if centre_too:
        kills += [
            Kill("centre", random.randrange(lines), random.randrange(1, 25), random.choice(list(Moment)))
            for _ in range(random.choice((1, 1, 2)))
        ]
    return kills


def kills_between_files(seed: int, whom: str, life: int) -> tuple[str, int] | None:
    """A kill at the n-th time that a process opens or renames a file, as its interpreter reports it; None for no such kill."""
    random = dice(seed, "files", whom, life)
    if life > 2 or random.random() < 0.5:
        return None
    if whom == "centre":
        return random.choice(("rename", "after rename")), random.randrange(1, 5)
    return random.choice(("open", "rename", "after rename")), random.randrange(1, 30)
