"""A draw as it lies in its folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync.domain.draw.canonical import read_document, read_one
from sync.domain.draw.consistency import check_pools, check_words
from sync.domain.draw.plan import Plan
from sync.domain.draw.plan_reading import read_plan
from sync.domain.draw.pools import Pools, read_compounds, read_enterprises, read_extras, read_people, read_recusals
from sync.domain.draw.replacing import Replacement, read_request
from sync.domain.draw.seeds import Seed, read_seed
from sync.drawing.files import (
    COMPOUNDS,
    ENTERPRISES,
    EXPERTS,
    EXTRAS,
    FROZEN,
    OFFICERS,
    PLAN,
    RECUSALS,
    REPLACEMENT,
    SEED,
    digest,
    digests_of,
    read_file,
)
from sync.errors import DrawFileInvalid


@dataclass(frozen=True, slots=True)
class FrozenDraw:
    """Plan and pools. ``digests`` is what digests.txt has to say of them, ``frozen`` the SHA-256 of that."""

    plan: Plan
    pools: Pools
    digests: bytes

    @property
    def frozen(self) -> str:
        return digest(self.digests)


def read_frozen(folder: Path) -> FrozenDraw:
    """Raises DrawFileInvalid with ``file``, ``line`` and ``field`` of what is wrong."""
    files = {name: read_file(folder, name) for name in FROZEN}
    return frozen_draw(files)


def frozen_draw(files: dict[str, bytes]) -> FrozenDraw:
    """From the bytes of each file. Raises DrawFileInvalid."""
    digests = digests_of(files)
    with reading(PLAN):
        plan = read_plan(read_one(files[PLAN]))
        if plan.document() != files[PLAN]:
            raise DrawFileInvalid(problem="draw.problem.not-canonical")
    found = {}
    for name, read in (
        (COMPOUNDS, read_compounds),
        (ENTERPRISES, read_enterprises),
        (EXTRAS, read_extras),
        (OFFICERS, read_people),
        (EXPERTS, read_people),
        (RECUSALS, read_recusals),
    ):
        with reading(name):
            found[name.removesuffix(".ndjson")] = read(files.pop(name))
    pools = Pools(**found)  # type: ignore[arg-type]
    with reading():
        check_pools(pools)
        check_words(plan, pools.compounds)
    return FrozenDraw(plan, pools, digests)


def read_seed_file(folder: Path) -> Seed | None:
    """None before it has come. Raises DrawFileInvalid."""
    if not (folder / SEED).exists():
        return None
    with reading(SEED):
        return read_seed(read_one(read_file(folder, SEED)))


def readable_seed(seed: Seed) -> Seed:
    """As whoever checks will read it from its file. Raises DrawFileInvalid where they could not."""
    with reading(SEED):
        return read_seed(seed.plain())


def read_replacement(folder: Path, number: int) -> Replacement | None:
    """None where there is none of this number. Raises DrawFileInvalid."""
    name = REPLACEMENT.format(number=number)
    if not (folder / name).exists():
        return None
    with reading(name):
        lines = read_document(read_file(folder, name))
        if len(lines) < 3 or not all(isinstance(one, list) and len(one) == 2 for one in lines[2:]):
            raise DrawFileInvalid(problem="draw.problem.columns")
        seed = None if lines[1] == 0 else read_seed(lines[1])
        return Replacement(read_request(lines[0]), seed, tuple((visit, person) for visit, person in lines[2:]))


@contextmanager
def reading(name: str | None = None) -> Iterator[None]:
    """What is found wrong inside is said of this file; without a name, of the one that was named inside."""
    try:
        yield
    except DrawFileInvalid as error:
        file = name or f"{error.fields['file']}.ndjson"
        raise DrawFileInvalid(**{**error.fields, "file": file}) from error
