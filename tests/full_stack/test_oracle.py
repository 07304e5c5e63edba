"""The oracle bites: whatever is lost, doubled, replaced or spoilt behind the product's back is found."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from sync.server.settings import Settings
from tests.full_stack.claims import claims_of
from tests.full_stack.oracle import problems_of
from tests.full_stack.schedule import Stage

SEED = 40
Tamper = Callable[["Scene"], None]


@dataclass
class Scene:
    """What a schedule left behind, copied so that it can be tampered with."""

    folder: Path

    @property
    def tablets(self) -> list[Path]:
        return sorted(self.folder.glob("tablet-*"))

    def problems(self) -> list[str]:
        return problems_of(self.tablets, Settings(self.folder / "centre"))

    def centre(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "centre" / "centre.db", isolation_level=None)) as connection:
            return connection.execute(statement, values).fetchall()

    def tablet(self, statement: str) -> None:
        with closing(sqlite3.connect(self.tablets[0] / "data" / "tablet.db", isolation_level=None)) as connection:
            assert connection.execute(statement).rowcount > 0

    @property
    def answer(self) -> bytes:
        """An acknowledged answer of the first tablet that is the current value."""
        ops = claims_of(self.tablets[0] / "journal.jsonl").answers
        current = {row[0] for row in self.centre("SELECT revision FROM results")}
        return next(op for op in (bytes.fromhex(text.replace("-", "")) for text in ops) if op in current)


@pytest.fixture(scope="module")
def played(sqlite_stage: Stage) -> Path:
    """The folder of a schedule that went well, with the centre's database and files beside it."""
    outcome = sqlite_stage.run(SEED, keep=True)
    assert outcome.problems == []
    ground = sqlite_stage.ground
    folder = ground.folder / f"schedule-{SEED}"
    shutil.copytree(ground.settings.evidence, folder / "centre" / "evidence")
    with (
        closing(sqlite3.connect(ground.settings.data / "centre.db")) as source,
        closing(sqlite3.connect(folder / "centre" / "centre.db")) as target,
    ):
        source.backup(target)
    return folder


@pytest.fixture
def scene(played: Path, tmp_path: Path) -> Scene:
    return Scene(Path(shutil.copytree(played, tmp_path / "scene")))


def _lose_an_answer(scene: Scene) -> None:
    scene.centre("DELETE FROM result_revisions WHERE id = ?", scene.answer)


def _overwrite_an_answer(scene: Scene) -> None:
    scene.centre('UPDATE results SET value = \'{"outcome": "pass", "note": "x"}\' WHERE revision = ?', scene.answer)


def _forget_who_was_replaced(scene: Scene) -> None:
    """A later answer takes the place of an acknowledged one that it never saw."""
    answer = scene.answer
    key, item = scene.centre("SELECT inspection_id, item_code FROM result_revisions WHERE id = ?", answer)[0]
    scene.centre("UPDATE results SET revision = ? WHERE inspection_id = ? AND item_code = ?", uuid4().bytes, key, item)


def _double_an_answer(scene: Scene) -> None:
    """Applied twice, with everything that belongs to it."""
    row = scene.centre("SELECT * FROM operations WHERE id = ?", scene.answer)[0]
    names = [column[1] for column in scene.centre("PRAGMA table_info(operations)")]
    operation = dict(zip(names, row, strict=True))
    again = uuid4()
    line = json.loads(operation["line"])
    last = scene.centre("SELECT max(seq) FROM operations WHERE device_id = ?", operation["device_id"])[0][0]
    body = json.dumps(line | {"id": str(again), "seq": last + 1}).encode()
    changed = operation | {"id": again.bytes, "seq": last + 1, "line": body, "line_sha256": sha256(body).hexdigest()}
    scene.centre(f"INSERT INTO operations VALUES ({', '.join('?' * len(names))})", *(changed[name] for name in names))


def _spoil_a_file(scene: Scene) -> None:
    path = _stored_file(scene)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def _lose_a_file(scene: Scene) -> None:
    _stored_file(scene).unlink()


def _stored_file(scene: Scene) -> Path:
    photo = next(iter(claims_of(scene.tablets[0] / "journal.jsonl").photos.values()))
    return scene.folder / "centre" / "evidence" / photo["copy"][:2] / photo["copy"]


def _lose_a_receipt(scene: Scene) -> None:
    scene.centre("DELETE FROM receipts")


def _lose_a_photo(scene: Scene) -> None:
    photo = next(iter(claims_of(scene.tablets[0] / "journal.jsonl").photos))
    scene.centre("DELETE FROM photos WHERE id = ?", bytes.fromhex(photo.replace("-", "")))


def _undo_a_submission(scene: Scene) -> None:
    scene.centre("UPDATE inspections SET state = 'in_progress'")


def _change_a_line(scene: Scene) -> None:
    scene.centre("UPDATE operations SET line = CAST(replace(CAST(line AS TEXT), 'pass', 'fail') AS BLOB)")


def _leave_something_waiting(scene: Scene) -> None:
    scene.tablet("UPDATE outbox SET status = 'queued' WHERE seq = (SELECT max(seq) FROM outbox)")


def _lose_a_tablet_s_receipt(scene: Scene) -> None:
    scene.tablet("UPDATE evidence SET stored_at = NULL")


def _show_the_tablet_something_else(scene: Scene) -> None:
    scene.tablet('UPDATE results SET value = \'{"outcome": "pass", "note": "x"}\'')


def _acknowledge_nothing(scene: Scene) -> None:
    """As if the tablet had never said that anything was saved, and never been asked to."""
    journal = scene.tablets[0] / "journal.jsonl"
    kept = [line for line in journal.read_text(encoding="utf-8").splitlines(keepends=True) if '"what": "enrolled"' in line]
    journal.write_text("".join(kept), encoding="utf-8")


@pytest.mark.details
@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (_lose_an_answer, "lost: answer"),
        (_overwrite_an_answer, "made up: "),
        (_forget_who_was_replaced, "overwritten silently"),
        (_double_an_answer, "doubled or made up: answer"),
        (_spoil_a_file, "bytes, or others"),
        (_lose_a_file, "bytes, or others"),
        (_lose_a_receipt, "the last operation has no receipt"),
        (_lose_a_photo, "lost: photo"),
        (_undo_a_submission, "is in_progress after"),
        (_change_a_line, "does not continue the chain"),
        (_leave_something_waiting, "is queued, at the centre"),
        (_lose_a_tablet_s_receipt, "has no receipt"),
        (_show_the_tablet_something_else, "at the centre"),
        (_acknowledge_nothing, "doubled or made up: photo"),
    ],
)
def test_the_oracle_finds_what_somebody_did_behind_the_product_s_back(scene: Scene, tamper: Tamper, found: str) -> None:
    tamper(scene)
    assert [problem for problem in scene.problems() if found in problem]


@pytest.mark.details
def test_the_oracle_has_nothing_to_say_about_a_scene_that_nobody_touched(scene: Scene) -> None:
    assert scene.problems() == []
