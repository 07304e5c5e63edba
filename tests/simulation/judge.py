"""Judges a run by the files alone: the journal against the centre's database and disk, and the tablets against the centre."""

from collections.abc import Callable, Sequence

from tests.simulation.found import Found, found_after
from tests.simulation.journal import Journal
from tests.simulation.officers import Officer
from tests.simulation.promises_at_the_end import chains_hold, conflicts_are_shown, everyone_agrees, nothing_is_stuck
from tests.simulation.promises_once import (
    answers_told_to_tablets_stand,
    nothing_is_doubled,
    nothing_is_lost,
    nothing_is_set_apart,
    promises_to_supervisors_stand,
)
from tests.simulation.promises_photos import photos_are_whole
from tests.simulation.promises_seen import nothing_is_overwritten_unseen
from tests.simulation.stage import Stage

CHECKS: Sequence[Callable[[Found], None]] = (
    nothing_is_set_apart,
    nothing_is_stuck,
    nothing_is_lost,
    nothing_is_doubled,
    promises_to_supervisors_stand,
    answers_told_to_tablets_stand,
    nothing_is_overwritten_unseen,
    photos_are_whole,
    everyone_agrees,
    conflicts_are_shown,
    chains_hold,
)
"""Each raises Broken with the name of the promise."""


def judge(stage: Stage, journal: Journal, officers: Sequence[Officer]) -> None:
    """Hold a finished run to every promise. Raises Broken."""
    with found_after(stage, journal, officers) as found:
        for check in CHECKS:
            check(found)
