"""The judge notices: after a run that kept every promise, something is spoilt, and he names it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sync.domain.inspections import Outcome, ResultValue
from tests.simulation.runs import Runner
from tests.simulation.stage import ITEMS
from tests.simulation.world import World


class Story(World):
    """Without chance or faults: two officers differ, photos and a signature are taken, and a supervisor returns it all."""

    def live(self) -> None:
        self._begin()
        (assignment, inspection), *_ = self.stage.inspections.items()
        first, second = self.officers[:2]
        for officer, value in ((first, ResultValue(Outcome.PASS)), (second, ResultValue(Outcome.NOT_APPLICABLE, reason="无"))):
            officer.start(assignment, inspection)
            officer.give(inspection, ITEMS[0], value)
            officer.take(inspection, ITEMS[0])
            self._run_sync(officer)
        for item in ITEMS[1:]:
            first.give(inspection, item, ResultValue(Outcome.PASS))
        first.sign(inspection)
        first.finish(inspection)
        self._run_sync(first)
        self.supervisor.step(inspection, 2)
        self.heal()


class TooLate(Story):
    """A picture's app is killed before it is a photo, and a colleague's submission is there before the next start."""

    def live(self) -> None:
        self._begin()
        (assignment, inspection), *_ = self.stage.inspections.items()
        first, second = self.officers[:2]
        for officer in (first, second):
            officer.start(assignment, inspection)
            self._run_sync(officer)
        second.receive(inspection, ITEMS[0])
        first.finish(inspection)
        self._run_sync(first)
        self._run_sync(second)
        self.restart(second.number, "killed")
        self.heal()


def centre(statement: str) -> Callable[[World], None]:
    return lambda world: _execute(world.stage.centre_actor.folder / "centre.db", statement)


def tablet(statement: str) -> Callable[[World], None]:
    return lambda world: _execute(world.stage.tablet_actors[0].folder / "tablet.db", statement)


def _execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement).rowcount > 0, "the run has nothing to spoil"
        connection.commit()


def evidence(spoilt: Callable[[Path], None]) -> Callable[[World], None]:
    return lambda world: spoilt(next(path for path in world.stage.settings.evidence.glob("??/*") if len(path.name) == 64))


def flipped(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def arrivals(world: World) -> list[Path]:
    return list((world.stage.tablet_actors[1].folder / "arrivals").glob("*.json"))


def said_to_be_read(world: World) -> None:
    for note in arrivals(world):
        note.with_suffix(".read").touch()


def taken_off(world: World) -> None:
    for note in arrivals(world):
        note.unlink()


def hide_conflicts(world: World) -> None:
    """On every tablet that shows some."""
    for actor in world.stage.tablet_actors[: world.number_of_tablets]:
        with closing(sqlite3.connect(actor.folder / "tablet.db")) as connection:
            connection.execute("DELETE FROM contested")
            connection.commit()


FIRST_ANSWER = "(SELECT min(rowid) FROM operations WHERE kind = 'result.set')"
ANOTHER_REVIEW = (
    "INSERT INTO reviews SELECT inspection_id, 99, {act}, \"by\", at, comment, items FROM reviews WHERE act = 'submitted'"
)
SET_APART = (
    "INSERT INTO quarantine (device_id, line_sha256, line, code, reason, received_at)"
    " SELECT device_id, line_sha256, line, 'x', 'x', received_at FROM operations LIMIT 1"
)
ANOTHER_VALUE = """SET value = '{"outcome":"pass","note":"x"}'"""
SPOILT: dict[str, tuple[Callable[[World], None], str]] = {
    "an operation is gone": (centre(f"DELETE FROM operations WHERE rowid = {FIRST_ANSWER}"), "lost"),
    "an operation is there under another's number": (
        centre("UPDATE operations SET seq = seq - 1 WHERE kind = 'inspection.submit'"),
        "doubled",
    ),
    "a photo's row is gone": (centre("DELETE FROM photos WHERE id = (SELECT min(id) FROM photos)"), "lost"),
    "a submission stands twice": (centre(ANOTHER_REVIEW.format(act="act")), "doubled"),
    "a review is gone": (centre("DELETE FROM reviews WHERE act != 'submitted'"), "lost"),
    "a review is made up": (centre(ANOTHER_REVIEW.format(act="'accepted'")), "doubled"),
    "a conflict is hushed up": (centre("UPDATE result_revisions SET conflict = 0 WHERE conflict = 1"), "overwritten"),
    "history tells another value": (centre(f"UPDATE result_revisions {ANOTHER_VALUE} WHERE conflict = 0"), "lost"),
    "a line is set apart": (centre(SET_APART), "rejected"),
    "a photo's byte is turned over": (evidence(flipped), "spoilt"),
    "a photo's file is gone": (evidence(Path.unlink), "lost"),
    "a line waits": (tablet("UPDATE outbox SET status = 'queued' WHERE seq = 1"), "stuck"),
    "a file is given up": (tablet("UPDATE evidence SET trouble = 'x'"), "stuck"),
    "a tablet shows another value": (tablet(f"UPDATE results {ANOTHER_VALUE}"), "diverged"),
    "a tablet shows another state": (tablet("UPDATE inspections SET state_rev = state_rev + 1"), "diverged"),
    "a conflict is hidden from its officer": (hide_conflicts, "conflict hidden"),
    "a receipt is for another place": (centre("UPDATE receipts SET link = 'x' || substr(link, 2)"), "hash"),
    "a receipt is not the centre's": (centre("UPDATE receipts SET received_at = '2026-01-01T00:00:00+00:00'"), "hash"),
    "a tablet's line is not the one that was sent": (
        tablet("UPDATE outbox SET line = CAST(line || ' ' AS BLOB) WHERE seq = 1"),
        "hash",
    ),
}


@pytest.mark.details
@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_is_spoilt_is_named(running: Runner, spoilt: str):
    harm, promise = SPOILT[spoilt]
    outcome = running.judged(Story(running.stage, 1, running.time, 0), harm)
    assert outcome.broken == promise, outcome.report()


@pytest.mark.details
@pytest.mark.parametrize(("harm", "promise"), [(None, None), (said_to_be_read, "hidden"), (taken_off, "lost")])
def test_a_picture_that_came_too_late_has_to_be_on_the_tablet_and_in_its_queue(running: Runner, harm, promise):
    outcome = running.judged(TooLate(running.stage, 1, running.time, 0), harm)
    assert outcome.broken == promise, outcome.report()


@pytest.mark.details
def test_the_same_story_unspoilt_keeps_every_promise(running: Runner):
    outcome = running.judged(Story(running.stage, 10, running.time, 0))
    assert outcome.broken is None, outcome.report()
