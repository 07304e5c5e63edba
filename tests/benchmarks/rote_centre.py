"""A centre that answers batches by rote: ``python -m tests.benchmarks.rote_centre learn|recite FOLDER PORT LESSON``.

While it learns it works as it always does and notes, for each batch, the rows that it wrote and what it answered. When it
recites, the same batch is answered without being read: its rows are written, durably, and the answer is given. What that takes is
the least that any centre with the same tables, the same protocol and the same promise can take.
"""

import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import event

from inspector_app.cli.centre_options import settings_for
from inspector_app.cli.places import listen_on
from inspector_app.cli.serving import serve
from sync.protocol.messages import PushAnswer
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.intake import MOST_TOGETHER
from sync.server.services.known import Sender
from sync.server.services.together import Together

Take = Callable[[Sender, Sequence[bytes]], PushAnswer]
_WRITES = ("INSERT", "UPDATE", "DELETE")


class _Lesson(NamedTuple):
    """What one batch wrote, statement by statement with its rows, and its answer."""

    written: list[tuple[str, list[Any]]]
    answer: PushAnswer


class _Learner:
    """Takes batches one at a time, so that what is written meanwhile is this batch's."""

    def __init__(self, take: Take, database: CentreDatabase) -> None:
        self.lessons: dict[str, _Lesson] = {}
        self._take = take
        self._turn = threading.Lock()
        self._written: list[tuple[str, list[Any]]] = []
        event.listen(database.engine, "before_cursor_execute", self._note)

    def take(self, sender: Sender, lines: Sequence[bytes]) -> PushAnswer:
        with self._turn:
            self._written = []
            answer = self._take(sender, lines)
            self.lessons[_name_of(lines)] = _Lesson(self._written, answer)
            return answer

    def _note(self, _connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if statement.startswith(_WRITES):
            self._written.append((statement, [tuple(map(_plain, row)) for row in (values if many else [values])]))


class _Reciter:
    """Takes as many batches at once as the centre does; one that was not learned goes the usual way."""

    def __init__(self, take: Take, database: CentreDatabase, lessons: dict[str, _Lesson]) -> None:
        self._take = take
        self._database = database
        self._lessons = lessons
        self._writing = Together(self._write, MOST_TOGETHER)

    def take(self, sender: Sender, lines: Sequence[bytes]) -> PushAnswer:
        lesson = self._lessons.get(_name_of(lines))
        if lesson is None:
            return self._take(sender, lines)
        self._writing.do(lesson)
        return lesson.answer

    def _write(self, lessons: Sequence[_Lesson]) -> None:
        rows: dict[str, list[Any]] = {}
        for lesson in lessons:
            for statement, values in lesson.written:
                rows.setdefault(statement, []).extend(values)
        with self._database.writing() as connection:
            driver: Any = connection.connection.dbapi_connection
            for statement, values in rows.items():
                if "RETURNING" in statement:
                    for row in values:
                        driver.execute(statement, row).fetchall()
                else:
                    driver.executemany(statement, values)


def _name_of(lines: Sequence[bytes]) -> str:
    return sha256(b"\n".join(lines)).hexdigest()


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def main(mode: str, folder: Path, port: int, lesson: Path) -> None:
    """Serve until a stop signal."""
    app = create_app(settings_for(folder))
    centre: Centre = app.state.centre
    learner = _Learner(centre.intake.take, centre.database) if mode == "learn" else None
    known = {} if learner else pickle.loads(lesson.read_bytes())
    taking = learner or _Reciter(centre.intake.take, centre.database, known)
    setattr(centre.intake, "take", taking.take)  # noqa: B010 - in its place, for this process
    with listen_on("127.0.0.1", port) as listening:
        serve(app, listening, centre.announcements.close)
    if learner:
        lesson.write_bytes(pickle.dumps(learner.lessons))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
