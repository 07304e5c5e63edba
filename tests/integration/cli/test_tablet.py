"""``suicha tablet`` and ``suicha sync`` on a tablet whose database is spoilt, and on one that gets another code."""

import sqlite3
from contextlib import closing
from random import Random

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.places import alone_in

COMMANDS = {"sync": ("sync",), "tablet": ("tablet", "--port", "0", "--no-browser")}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_spoilt_database_is_said_with_the_rescue_that_is_for_it(suicha, sentence_of, tmp_path, command):
    folder = tmp_path / "tablet"
    open_tablet(folder).close()
    (folder / "tablet.db").write_bytes(Random(1).randbytes(9000))
    done = suicha(*COMMANDS[command], "--data", folder)
    assert done.returncode == 1
    said = sentence_of(done)
    assert f"{folder / 'tablet.db'} is damaged" in said
    assert f"suicha rescue export --data {folder}" in said
    assert "suicha rescue export" in sentence_of(suicha(*COMMANDS[command], "--data", folder, language="zh-CN"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_spoilt_page_that_is_met_on_the_way_is_said_as_well(suicha, sentence_of, tmp_path, command):
    folder = tmp_path / "tablet"
    open_tablet(folder).close()
    file = folder / "tablet.db"
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'device'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as writing:
        writing.seek((page - 1) * size)
        writing.write(b"\xff" * size)
    code = ("--code", "X", "--centre", "http://127.0.0.1:1") if command == "tablet" else ()
    assert "suicha rescue export" in sentence_of(suicha(*COMMANDS[command], "--data", folder, *code))


def test_a_sync_beside_the_app_is_refused_before_it_takes_a_recording_under_way_for_one_left_behind(
    suicha, sentence_of, tmp_path
):
    folder = tmp_path / "tablet"
    open_tablet(folder).close()
    with alone_in(folder):
        done = suicha("sync", "--data", folder)
    assert done.returncode == 1
    assert "in use by another running Suicha" in sentence_of(done)


@pytest.fixture
def enrolled(start, data, tmp_path):
    """A centre's address, a maker of codes, and the folder of a tablet that it knows."""
    url = start("centre", "serve", "--data", data, "--port", 0).told["url"]

    def code() -> str:
        with opened_centre(settings_for(data)) as opened:
            return opened.registers.create_enrolment_code(opened.registers.people_called(["张喆"]))

    tablet = open_tablet(tmp_path / "tablet")
    tablet.enrolment.enrol(url, code(), "平板 7")
    tablet.close()
    return url, code, tmp_path / "tablet"


def identity(folder):
    with closing(sqlite3.connect(folder / "tablet.db")) as connection:
        return connection.execute("SELECT id, token, centre_url FROM device").fetchone()


@pytest.mark.details
def test_a_code_enrols_a_tablet_again_that_has_an_identity_already(start, enrolled):
    url, code, folder = enrolled
    before = identity(folder)
    start("tablet", "--data", folder, "--code", code(), "--port", 0, "--no-browser")
    after = identity(folder)
    assert after[2] == url
    assert (before[0] != after[0], before[1] != after[1]) == (True, True)


def test_a_wrong_code_is_said_and_the_tablet_stays_what_it_is(suicha, sentence_of, enrolled):
    _, _, folder = enrolled
    before = identity(folder)
    done = suicha("tablet", "--data", folder, "--code", "WRONG", "--port", 0, "--no-browser")
    assert done.returncode == 1
    assert "enrolment code is wrong" in sentence_of(done)
    assert identity(folder) == before


@pytest.mark.details
def test_a_start_script_may_give_the_same_code_at_every_start(start, enrolled):
    _, code, folder = enrolled
    given = code()
    identities = set()
    for _ in range(2):
        running = start("tablet", "--data", folder, "--code", given, "--port", 0, "--no-browser")
        identities.add(identity(folder))
        running.stop()
    assert len(identities) == 1
