"""The public seed: where it comes from, who saw it, and the key that is made of it.

Nobody knows it when the pools are frozen, and nobody can choose it alone: dice thrown before witnesses, a lottery's result or
a beacon's value announced in advance, or the secrets of several parties, each bound by a commitment that was frozen with the
plan.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from sync.domain.draw.canonical import Plain, line
from sync.domain.draw.columns import is_name, is_text, is_word
from sync.domain.draw.fields import Fields, make_whole
from sync.domain.texts import is_sha256
from sync.errors import SeedInvalid

FEWEST_THROWS = 20
"""Of a die: some 50 bits, so that nobody can try all throws beforehand [P]."""
_VALUE = re.compile(r"[!-~]([ -~]{0,198}[!-~])?")
_THROWS = re.compile(r"[1-6]+")


class SeedKind(StrEnum):
    """Where a seed comes from."""

    DICE = "dice"
    LOTTERY = "lottery"
    BEACON = "beacon"
    COMMITMENTS = "commitments"


@dataclass(frozen=True, slots=True)
class Promise:
    """What the plan says of the seed to come. ``announced``: which throw, lottery or beacon, and when. ``parties``: names with
    their commitments, in the order in which their secrets are joined."""

    kind: SeedKind
    announced: str
    parties: tuple[tuple[str, str], ...] = ()

    def plain(self) -> Plain:
        return {"announced": self.announced, "kind": self.kind.value, "parties": [list(party) for party in self.parties]}


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed as it was seen. ``value`` is the text that was thrown, drawn or published; of commitments the ``openings``, a name
    with a secret each. ``at`` says when and where, ``witnesses`` who saw it; neither changes what is drawn."""

    value: str
    at: str = ""
    witnesses: tuple[str, ...] = ()
    openings: tuple[tuple[str, str], ...] = ()

    def plain(self) -> Plain:
        return {
            "at": self.at,
            "openings": [list(opening) for opening in self.openings],
            "value": self.value,
            "witnesses": list(self.witnesses),
        }


def is_seed_text(text: str) -> bool:
    """What a value or a secret may be: 1 to 200 printable ASCII characters, none a space at the ends."""
    return _VALUE.fullmatch(text) is not None


def commitment(party: str, secret: str) -> str:
    """What a party hands over before: SHA-256 in hex of three lines, without a line feed at the end. The name is in it, so
    that nobody can repeat somebody else's."""
    return sha256(f"suicha-commitment 1\n{party}\n{secret}".encode()).hexdigest()


def in_order(promise: Promise, seed: Seed) -> Seed:
    """With the openings of known parties in the order of the plan, whatever order they came in."""
    order = {party: position for position, (party, _) in enumerate(promise.parties)}
    return replace(seed, openings=tuple(sorted(seed.openings, key=lambda one: order.get(one[0], len(order)))))


def check_seed(promise: Promise, seed: Seed) -> None:
    """Raises SeedInvalid when it is not of the kind that was promised, or a commitment is not opened rightly by each party."""
    if promise.kind is SeedKind.COMMITMENTS:
        _check_openings(promise, seed)
    elif seed.openings or not is_seed_text(seed.value):
        raise SeedInvalid(problem="draw.problem.seed-text")
    elif promise.kind is SeedKind.DICE and (not _THROWS.fullmatch(seed.value) or len(seed.value) < FEWEST_THROWS):
        raise SeedInvalid(problem="draw.problem.seed-dice", least=FEWEST_THROWS)


def _check_openings(promise: Promise, seed: Seed) -> None:
    secrets, named = dict(seed.openings), [name for name, _ in seed.openings]
    if seed.value or len(secrets) != len(named):
        raise SeedInvalid(problem="draw.problem.seed-openings")
    for party, bound in promise.parties:
        if party not in secrets:
            raise SeedInvalid(problem="draw.problem.seed-unopened", party=party)
        if not is_seed_text(secrets[party]) or commitment(party, secrets[party]) != bound:
            raise SeedInvalid(problem="draw.problem.seed-other-secret", party=party)
    if named != [party for party, _ in promise.parties]:
        raise SeedInvalid(problem="draw.problem.seed-openings")


def key_of(frozen: str, promise: Promise, seed: Seed) -> str:
    """The key of all tickets: SHA-256 in hex of lines without a line feed at the end: ``suicha-draw 1``, the digest of what was
    frozen, the kind of seed, and its value, or each party's secret on a line of its own. Raises SeedInvalid."""
    check_seed(promise, seed)
    return sha256("\n".join(["suicha-draw 1", frozen, *seed_lines(promise, seed)]).encode()).hexdigest()


def seed_lines(promise: Promise, seed: Seed) -> list[str]:
    """What of a seed goes into a key."""
    return [promise.kind.value, *(secret for _, secret in seed.openings)] if seed.openings else [promise.kind.value, seed.value]


def seed_document(seed: Seed) -> bytes:
    """``seed.ndjson``."""
    return f"{line(seed.plain())}\n".encode()


def read_seed(value: Plain) -> Seed:
    """Raises DrawFileInvalid."""
    return make_whole(value, _seed)


def _seed(fields: Fields) -> Seed:
    return Seed(
        value=fields.take("value", is_text),
        at=fields.take("at", is_text),
        witnesses=tuple(fields.take("witnesses", lambda value: isinstance(value, list) and all(map(is_name, value)))),
        openings=fields.rows("openings", is_word, is_text),
    )


def read_promise(fields: Fields) -> Promise:
    """Raises DrawFileInvalid, also for commitments of fewer than two parties, or parties where the kind has none."""
    promise = Promise(
        kind=fields.choice(SeedKind, "kind"),
        announced=fields.take("announced", is_name),
        parties=fields.rows("parties", is_word, is_sha256_text, default=[]),
    )
    names, bound = {name for name, _ in promise.parties}, {one for _, one in promise.parties}
    enough = len(names) >= 2 if promise.kind is SeedKind.COMMITMENTS else not promise.parties
    if not enough or len(names) != len(promise.parties) or len(bound) != len(promise.parties):
        fields.wrong("parties", "parties")
    return promise


def is_sha256_text(value: object) -> bool:
    """A SHA-256 in lower-case hex."""
    return isinstance(value, str) and is_sha256(value)
