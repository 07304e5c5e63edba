"""Copies of the product with one safeguard taken out: the simulator must notice each of them.

No switch in the product makes them: a copy of the source is patched, and a patch that finds its words no longer, or more than
once, fails aloud.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutant:
    """``file`` without ``words``, ``instead`` of them something else; ``promises``: any of these is broken by it first. One
    that lives through so many large runs (``seeds``) has escaped."""

    file: str
    words: str
    instead: str
    promises: tuple[str, ...]
    seeds: int = 60


MUTANTS: dict[str, Mutant] = {
    "idempotency": Mutant(
        "sync/server/services/deciding.py",
        "before = known.answers.get(operation.id)",
        "before = known.answers.get(operation.body.inspection_id)",
        ("rejected", "doubled", "stuck"),
    ),
    "base revision": Mutant(
        "sync/domain/merging.py", "if current is None or base == current_revision:", "if True:", ("overwritten",)
    ),
    "receipt of the whole file": Mutant(
        "sync/client/chunks.py", "    while not state.complete:\n", "    if not state.complete:\n", ("lost",)
    ),
    "receipt of a small file": Mutant(
        "sync/client/evidence.py", " for state in told.files if state.complete}", " for state in told.files}", ("lost",), 200
    ),
    "hash of the whole file": Mutant(
        "sync/server/services/evidence.py", "if digest.hexdigest() != sha256:", "if False:", ("receipt without evidence",)
    ),
    "cursor of a full page": Mutant(
        "sync/server/repositories/cursors.py", "    if not more:\n        return heads\n", "    return heads\n", ("cursor skips",)
    ),
    "receipt that a restored centre has forgotten": Mutant(
        "sync/server/services/promises.py", "if not self._promised.holds(*named):", "if False:", ("lost", "stuck")
    ),
    "cursor from a state that a restored centre has lost": Mutant(
        "sync/server/repositories/cursors.py",
        "    end = heads if cursor.life == newest else _end_of(connection, cursor.life)\n",
        "    return False\n",
        ("diverged", "conflict hidden", "lost"),
        400,
    ),
    "number that a tablet gave before": Mutant(
        "sync/server/services/deciding.py",
        "    return known.numbered.get((sender.device_id, operation.seq), operation.id) != operation.id\n",
        "    return False\n",
        ("doubled", "hash"),
        400,
    ),
    "number that a tablet has come to": Mutant(
        "sync/server/services/promises.py",
        "if number is not None and self._promised.last_number(device_id) > number:",
        "if False:",
        ("diverged", "hash", "doubled"),
        400,
    ),
    "cursor together with its news": Mutant(
        "inspector_app/store/queue.py",
        "        with self._database.transaction() as connection:\n            take_in_verdicts(",
        "        with self._database.transaction() as connection:\n"
        "            connection.execute('INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)',"
        " (CURSOR_KEY, changes.cursor))\n"
        "        with self._database.transaction() as connection:\n            take_in_verdicts(",
        ("diverged",),
    ),
    "what was not answered is sent again": Mutant(
        "inspector_app/store/queue.py",
        "\"SELECT op_id, line FROM outbox WHERE status IN ('queued', 'hold')\"",
        "\"SELECT op_id, line FROM outbox WHERE status IN ('queued', 'hold') AND tries = 0\"",
        ("stuck",),
    ),
    "news for a tablet that met another value": Mutant(
        "sync/server/services/deciding.py",
        '    effects.tell_sender = True\n    _note_change(effects, inspection, "result", body.item_code)\n',
        '    _note_change(effects, inspection, "result", body.item_code)\n',
        ("diverged",),
        400,
    ),
    "fsync of evidence at the centre": Mutant(
        "sync/durable.py",
        "        os.fsync(target.fileno())\n",
        "        pass\n",
        ("receipt without evidence", "spoilt", "lost"),
    ),
    "forgetting with the centre": Mutant(
        "inspector_app/store/queue.py",
        "            forget_with_the_centre(connection, changes, StoreAct(connection, self._ids, self._clock))\n",
        "",
        ("diverged", "stuck"),
        200,
    ),
    "fsync of a picture on the tablet": Mutant(
        "inspector_app/store/files.py",
        "            os.fsync(target.fileno())\n",
        "            pass\n",
        ("lost", "stuck", "JSONDecodeError", "OperationInvalid", "FileNotFoundError"),
    ),
}
"""Power cuts at the level of blocks, and fsync under the databases, have mutants of their own in tests/power."""
QUICK = ("idempotency", "base revision")
"""Noticed within a few runs; the others are longer proofs."""


def first_broken(mutant: Mutant | None, folder: Path) -> str | None:
    """The promise that the first failing run of a patched copy breaks; None when all runs keep all of them."""
    _copy(folder)
    if mutant is not None:
        _patch(folder / mutant.file, mutant)
    command = [sys.executable, "-m", "tests.simulation", "--seeds", str(mutant.seeds if mutant else 60), "--until-broken"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    told = done.stdout.strip().splitlines()
    assert told, done.stderr
    where, _, promise = told[-1].partition(" ")
    assert Path(where).is_relative_to(folder), f"the copy was not what ran: {where}"
    return promise or None


def _copy(folder: Path) -> None:
    without = shutil.ignore_patterns("__pycache__", "fonts", "checklists.md")
    for part in ("sync", "inspector_app", "assets", "tests/simulation"):
        shutil.copytree(ROOT / part, folder / part, ignore=without)
    for name in ("places.py", "small_places.py", "tallies.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests")


def _patch(path: Path, mutant: Mutant) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count(mutant.words) == 1, f"{mutant.file} has {source.count(mutant.words)} times: {mutant.words}"
    path.write_text(source.replace(mutant.words, mutant.instead), encoding="utf-8")
