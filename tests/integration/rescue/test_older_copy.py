"""A rescue file from an older copy of a tablet: what it recorded under numbers that are taken waits for an administrator."""

import shutil

import pytest

from inspector_app.bootstrap import open_tablet
from sync.domain.inspections import Outcome, ResultValue

NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


@pytest.fixture
def diverged(town):
    """A copy of a tablet that has sent a visit since; the copy has recorded one of its own instead."""
    tablet = town.tablet()
    inspection = town.visit(tablet, photos=1)
    assert tablet.sync.run_once().error is None
    tablet.close()
    shutil.copytree(town.data(), town.data("copy"))
    tablet = open_tablet(town.data())
    tablet.inspections.answer(inspection, "E01", NOT_HERE, town.officer)
    assert tablet.sync.run_once().error is None
    tablet.close()
    copy = open_tablet(town.data("copy"))
    for code in ("E02", "E03"):
        copy.inspections.answer(inspection, code, NOT_HERE, town.officer)
    copy.close()
    return town.pack(name="copy")


def test_it_lies_in_quarantine_with_that_reason_and_twice_is_once(town, diverged):
    sent = town.count("operations")
    outcome = town.bring_in(diverged)
    assert (outcome.applied, outcome.set_apart) == (0, 2)
    with town.centre.database.reading() as connection:
        found = connection.exec_driver_sql("SELECT DISTINCT code, reason FROM quarantine WHERE code = 'tablet-set-back'").all()
    assert found == [("tablet-set-back", "rescued, from an older copy of the tablet's data")]
    assert town.bring_in(diverged).set_apart == 2
    assert (town.count("operations"), town.count("quarantine")) == (sent, 2)
