"""What a tablet asks again and again costs the same however much the centre holds: every large table is asked by an index."""

import pytest
from sqlalchemy import event

LARGE = ("assignments", "changes", "inspections", "operations", "photos", "result_revisions", "results", "signatures")


@pytest.fixture
def asked(office):
    """Every SELECT with its parameters, as the driver gets it."""
    found = []
    engine = office.centre.database.engine

    def note(_connection, _cursor, statement, parameters, _context, _many):
        if statement.lstrip().startswith("SELECT"):
            found.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def scanned(office, asked):
    """Large tables that SQLite would read from end to end."""
    with office.centre.database.reading() as connection:
        plans = [
            step
            for statement, parameters in list(asked)
            for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    return {table for table in LARGE for step in plans if step.split()[:2] == ["SCAN", table] and "USING" not in step}


def test_news_of_a_few_items_are_found_by_indexes(office, asked):
    ours, colleague = office.sender(), office.sender()
    office.centre.intake.take(colleague, [office.line(office.start())])
    cursor = office.centre.news.changes(ours, None, office.centre.clock.now()).cursor
    lines = [office.line(office.answer(position)) for position in range(10)] + [office.line(office.photo(b"a photo"))]
    office.centre.intake.take(colleague, lines)
    asked.clear()
    changes = office.centre.news.changes(ours, cursor, office.centre.clock.now())
    assert (len(changes.results), len(changes.photos), len(asked) > 3) == (10, 1, True)
    assert scanned(office, asked) == set()


def test_a_scan_would_be_noticed(office, asked):
    with office.centre.database.reading() as connection:
        connection.exec_driver_sql("SELECT value FROM results WHERE outcome = ?", ("pass",))
    assert scanned(office, asked) == {"results"}
