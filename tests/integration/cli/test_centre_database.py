"""Commands on a centre whose database cannot be used: one sentence, and nothing changed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
import requests
from sqlalchemy import create_engine

from sync.protocol import endpoints

COMMANDS = {
    "serve": ("serve", "--port", "0"),
    "key": ("key",),
    "add-district": ("add-district", "410105", "金水区"),
    "export-record": ("export-record", "--all", "--out"),
}
NEWER = "UPDATE alembic_version SET version_num = '0099'"


@pytest.fixture(params=COMMANDS)
def on_centre(request, suicha, tmp_path) -> Callable[..., object]:
    """Runs one of the commands with options that say on which centre."""
    arguments = COMMANDS[request.param]
    out = (tmp_path / "records",) if request.param == "export-record" else ()
    return lambda *options, language="en": suicha("centre", *arguments, *out, *options, language=language)


def spoil_page_of(table: str, data: Path) -> None:
    """The first page of a table holds no table any more."""
    file = data / "centre.db"
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as writing:
        writing.seek((page - 1) * size)
        writing.write(b"\xff" * size)


def test_a_database_of_a_newer_version_is_left_as_it_is(on_centre, sentence_of, data):
    with closing(sqlite3.connect(data / "centre.db")) as connection, connection:
        connection.execute(NEWER)
    before = (data / "centre.db").read_bytes()
    done = on_centre("--data", data)
    assert done.returncode == 1
    assert f"{data / 'centre.db'} was made by a newer version" in sentence_of(done)
    assert "更新版本" in sentence_of(on_centre("--data", data, language="zh-CN"))
    assert (data / "centre.db").read_bytes() == before


@pytest.mark.postgres
def test_a_newer_database_on_postgresql_is_said_too(suicha, sentence_of, tmp_path, new_postgres_database):
    address = new_postgres_database()
    options = ("--data", tmp_path / "centre", "--database-url", address)
    assert suicha("centre", "create", *options).returncode == 0
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql(NEWER)
    engine.dispose()
    assert "was made by a newer version" in sentence_of(suicha("centre", "key", *options))


def test_a_file_that_is_no_database_is_named_with_the_way_out(on_centre, sentence_of, data):
    for path in data.glob("centre.db*"):
        path.write_bytes(Random(1).randbytes(9000))
    done = on_centre("--data", data)
    assert done.returncode == 1
    said = sentence_of(done)
    assert f"{data / 'centre.db'} is damaged" in said
    assert "docs/operating.md" in said
    assert "已损坏" in sentence_of(on_centre("--data", data, language="zh-CN"))


def test_damage_that_a_command_meets_on_its_way_is_said(suicha, sentence_of, data):
    spoil_page_of("districts", data)
    done = suicha("centre", "add-district", "410105", "金水区", "--data", data)
    assert done.returncode == 1
    assert "is damaged" in sentence_of(done)


def test_damage_that_keeps_a_centre_from_serving_is_said_and_not_shown_as_a_crash(suicha, sentence_of, data):
    spoil_page_of("lives", data)
    done = suicha("centre", "serve", "--data", data, "--port", 0)
    assert done.returncode == 1
    assert "is damaged" in sentence_of(done)


def test_a_centre_that_meets_damage_while_it_serves_says_so_and_is_not_well_any_more(start, data):
    spoil_page_of("accounts", data)
    url = start("centre", "serve", "--data", data, "--port", 0).told["url"]
    assert requests.get(url + endpoints.HEALTH, timeout=10).json() == {"status": "ok"}
    login = {"login": "supervisor", "password": "suicha-demo"}
    signed_in = requests.post(url + endpoints.SIGN_IN, json=login, timeout=20)
    for answer in (signed_in, requests.get(url + endpoints.HEALTH, timeout=10)):
        assert (answer.status_code, answer.headers[endpoints.PROBLEM_HEADER]) == (503, "database-damaged")
        assert int(answer.headers["Retry-After"]) > 0
        assert "centre.db" in answer.text
        assert str(data) not in answer.text


@pytest.mark.parametrize(
    "address",
    ["nonsense", "mysql://a:secret@h/d", "postgresql://h/d", "postgresql+psycopg://u:secret@h:port/d", "sqlite:///", "sqlite://"],
)
def test_what_is_no_address_of_a_database_is_told_what_one_looks_like(suicha, sentence_of, tmp_path, address):
    done = suicha("centre", "key", "--data", tmp_path / "centre", "--database-url", address)
    assert done.returncode == 2
    said = sentence_of(done)
    assert "postgresql+psycopg://USER:PASSWORD@HOST" in said
    assert "secret" not in said


def test_a_database_that_does_not_answer_is_named_without_its_password(suicha, sentence_of, tmp_path, port):
    address = f"postgresql+psycopg://boss:secret@127.0.0.1:{port}/suicha"
    done = suicha("centre", "key", "--data", tmp_path / "centre", "--database-url", address)
    assert done.returncode == 1
    said = sentence_of(done)
    assert f"postgresql+psycopg://boss:***@127.0.0.1:{port}/suicha does not answer" in said
    assert "secret" not in said


def test_a_database_file_that_cannot_be_made_is_named(suicha, sentence_of, tmp_path):
    file = tmp_path / "missing" / "centre.db"
    done = suicha("centre", "create", "--data", tmp_path / "centre", "--database-url", f"sqlite:///{file}")
    assert f"{file} cannot be opened and written to (unable to open database file)" in sentence_of(done)
