"""Recomputing a campaign's draws from its folder alone; the first difference is named."""

import re
from dataclasses import dataclass
from pathlib import Path

from sync.domain.draw.drawing import Outcome
from sync.domain.draw.outcomes import outcome_document
from sync.domain.draw.seeds import key_of
from sync.domain.draw.shortfalls import Shortfall
from sync.drawing.files import DIGESTS, FROZEN, REPLACEMENT, RESULT, SEED, digest, draw_folder, draw_numbers, read_file
from sync.drawing.freezing import state_of
from sync.drawing.reading import FrozenDraw, read_frozen, read_replacement, read_seed_file
from sync.drawing.running import outcome_of
from sync.drawing.standing import Standing
from sync.errors import DrawAltered, DrawFileInvalid, DrawOutOfTurn, SeedInvalid

_KNOWN = {*FROZEN, DIGESTS, SEED, RESULT}
_REPLACEMENT = re.compile(r"replacement-([1-9]\d{0,5})\.ndjson", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checked:
    """A draw that is as its seed says; one that has not been drawn yet has no ``standing``."""

    number: int
    frozen: FrozenDraw
    standing: Standing | None = None

    @property
    def outcome(self) -> Outcome | None:
        return None if self.standing is None else self.standing.outcome

    @property
    def replacements(self) -> int:
        return 0 if self.standing is None else self.standing.replacements


def check_campaign(folder: Path) -> list[Checked]:
    """All draws in order. Raises DrawAltered with the number of the ``draw`` and the first thing that differs."""
    numbers = draw_numbers(folder)
    if numbers != list(range(1, len(numbers) + 1)):
        missing = next(n for n, there in enumerate(numbers, 1) if n != there)
        raise DrawAltered(draw=missing, problem="draw.problem.draw-missing")
    return [check_draw(folder, number) for number in numbers]


def check_draw(folder: Path, number: int) -> Checked:
    """One of them. Raises DrawAltered."""
    try:
        return _check(folder, number)
    except (DrawFileInvalid, SeedInvalid) as error:
        raise DrawAltered(**{"draw": number, "file": SEED, **error.fields}) from error


def newest_standing(folder: Path) -> tuple[int, Path, Standing]:
    """The newest draw with its number and folder, computed again. Raises DrawAltered, DrawOutOfTurn when it is not drawn."""
    number = max(draw_numbers(folder), default=0)
    standing = check_draw(folder, number).standing if number else None
    if standing is None:
        raise DrawOutOfTurn(draw=max(number, 1), problem="draw.problem.not-drawn")
    return number, draw_folder(folder, number), standing


def _check(folder: Path, number: int) -> Checked:
    here = draw_folder(folder, number)
    frozen = read_frozen(here)
    _check_digests(read_file(here, DIGESTS), frozen, number)
    _check_place(folder, number, frozen)
    _check_names(here, number)
    seed = read_seed_file(here)
    if seed is None or not (here / RESULT).exists():
        return _not_drawn(here, number, frozen)
    outcome = outcome_of(frozen, key_of(frozen.frozen, frozen.plan.seed, seed))
    result = outcome_document(outcome)
    _compare(RESULT, read_file(here, RESULT), result, number)
    standing = Standing(frozen, outcome, digest(result))
    _check_replacements(here, number, standing)
    return Checked(number, frozen, standing)


def _check_digests(said: bytes, frozen: FrozenDraw, number: int) -> None:
    if said == frozen.digests:
        return
    there = said.decode(errors="replace").splitlines()
    for name, is_now in zip(FROZEN, frozen.digests.decode().splitlines(), strict=True):
        if is_now not in there:
            raise DrawAltered(draw=number, problem="draw.problem.changed-since-frozen", file=name)
    raise DrawAltered(draw=number, problem="draw.problem.digests", file=DIGESTS)


def _check_place(folder: Path, number: int, frozen: FrozenDraw) -> None:
    """A redraw binds everything that the draw before it left."""
    previous = state_of(draw_folder(folder, number - 1)) if number > 1 else ""
    if frozen.plan.draw != number or frozen.plan.previous != previous:
        raise DrawAltered(draw=number, problem="draw.problem.previous-changed", file=str(number - 1))


def _check_names(here: Path, number: int) -> None:
    for name in sorted(one.name for one in here.iterdir()):
        if name not in _KNOWN and not _REPLACEMENT.fullmatch(name):
            raise DrawAltered(draw=number, problem="draw.problem.file-extra", file=name)


def _not_drawn(here: Path, number: int, frozen: FrozenDraw) -> Checked:
    later = sorted(one.name for one in here.iterdir() if one.name == RESULT or _REPLACEMENT.fullmatch(one.name))
    if later:
        raise DrawAltered(draw=number, problem="draw.problem.file-missing", file=SEED if RESULT in later else RESULT)
    return Checked(number, frozen)


def _check_replacements(here: Path, number: int, standing: Standing) -> None:
    there = len([one for one in here.iterdir() if _REPLACEMENT.fullmatch(one.name)])
    for count in range(1, there + 1):
        name = REPLACEMENT.format(number=count)
        found = read_replacement(here, count)
        if found is None:
            raise DrawAltered(draw=number, problem="draw.problem.file-missing", file=name)
        if (found.request.number, found.request.before) != (count, standing.newest):
            raise DrawAltered(draw=number, problem="draw.problem.previous-changed", file=name)
        again = standing.draw(found.request, found.seed)
        if isinstance(again, Shortfall):
            raise DrawAltered(draw=number, problem="draw.problem.line-differs", file=name, line=3)
        _compare(name, read_file(here, name), again.document(), number)
        standing.apply(again)


def _compare(name: str, there: bytes, again: bytes, number: int) -> None:
    """Raises DrawAltered naming the first line that is not what was computed again."""
    if there == again:
        return
    ours, theirs = again.split(b"\n"), there.split(b"\n")
    differing = (n for n, (one, other) in enumerate(zip(ours, theirs, strict=False), 1) if one != other)
    line = next(differing, min(len(ours), len(theirs)))
    raise DrawAltered(draw=number, problem="draw.problem.line-differs", file=name, line=line)
