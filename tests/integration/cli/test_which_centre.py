"""Which centre a command works on: a mistyped place becomes no new centre in silence, and folder and database stay together."""

import json
import shutil

import pytest
import requests

from sync.protocol.endpoints import HEALTH

ACTING = {
    "backup": ("backup", "OUT"),
    "enrol": ("enrol", "--person", "张喆"),
    "export": ("export", "officers", "OUT.csv"),
    "export-record": ("export-record", "--all", "--out", "OUT"),
    "key": ("key", "--make-new"),
}


FIRST_STEPS = {
    "add-district": ("410105", "金水区"),
    "add-user": ("boss", "--name", "王局", "--role", "administrator", "--password", "a long secret"),
    "publish-checklist": (),
}


@pytest.mark.parametrize("command", ACTING)
def test_a_command_on_a_place_without_a_centre_makes_none_there(suicha, sentence_of, tmp_path, command):
    place = tmp_path / "mistyped"
    arguments = [str(tmp_path / word) if word.startswith("OUT") else word for word in ACTING[command]]
    done = suicha("centre", *arguments, "--data", place)
    assert done.returncode == 1
    assert f"no centre in the folder {place}" in sentence_of(done)
    assert not place.exists()


@pytest.mark.details
@pytest.mark.parametrize("command", FIRST_STEPS)
def test_the_first_steps_begin_a_centre_and_say_so_once(suicha, tmp_path, command):
    done = suicha("centre", command, *FIRST_STEPS[command], "--data", tmp_path / "centre")
    assert (done.returncode, "NEW centre was made" in done.stderr) == (0, True)
    again = suicha("centre", "publish-checklist", "--data", tmp_path / "centre")
    assert "NEW centre" not in again.stderr


def test_a_rescue_file_is_not_brought_into_a_place_without_a_centre(suicha, tmp_path):
    file, place = tmp_path / "tablet.rescue", tmp_path / "mistyped"
    file.write_bytes(b"x")
    done = suicha("rescue", "import", file, "--data", place)
    assert (done.returncode, f"no centre in the folder {place}" in done.stderr) == (1, True)
    assert not place.exists()


@pytest.mark.details
def test_the_first_start_of_a_centre_is_told_and_the_second_says_nothing(start, tmp_path):
    options = ("centre", "serve", "--data", tmp_path / "centre", "--port", 0)
    first = start(*options)
    assert first.told["new_centre"] is True
    assert f"NEW centre was made: folder {tmp_path / 'centre'}" in (tmp_path / "stderr-0").read_text()
    assert requests.get(first.told["url"] + HEALTH, timeout=10).ok
    assert first.stop() == 0
    assert start(*options).told["new_centre"] is False
    assert (tmp_path / "stderr-1").read_text() == ""


def test_a_centre_is_created_once(suicha, sentence_of, tmp_path):
    done = suicha("centre", "create", "--data", tmp_path / "centre", "--json")
    assert json.loads(done.stdout) == {"folder": str(tmp_path / "centre"), "database": str(tmp_path / "centre" / "centre.db")}
    assert "NEW centre" in done.stderr
    assert "already exists" in sentence_of(suicha("centre", "create", "--data", tmp_path / "centre"))
    assert suicha("centre", "publish-checklist", "--data", tmp_path / "centre").returncode == 0


def test_a_folder_whose_database_is_gone_gets_no_empty_one(suicha, sentence_of, data, port):
    for path in data.glob("centre.db*"):
        path.unlink()
    for command in (("serve", "--port", port), ("key",)):
        done = suicha("centre", *command, "--data", data)
        assert done.returncode == 1
        assert "holds the keys of a centre" in sentence_of(done)
    assert not (data / "centre.db").exists()


@pytest.mark.details
def test_a_folder_moves_with_its_own_database(suicha, data, tmp_path):
    assert suicha("centre", "key", "--data", data).returncode == 0
    moved = shutil.move(data, tmp_path / "moved")
    assert suicha("centre", "key", "--data", moved).returncode == 0
    assert suicha("centre", "key", "--data", moved, "--database-url", f"sqlite:///{moved / 'centre.db'}").returncode == 0


@pytest.mark.details
@pytest.mark.postgres
def test_a_folder_of_a_centre_on_postgresql_takes_no_other_database(suicha, sentence_of, tmp_path, new_postgres_database, port):
    address, other, data = new_postgres_database(), new_postgres_database(), tmp_path / "centre"
    assert suicha("centre", "create", "--data", data, "--database-url", address).returncode == 0
    note = (data / "which-database.txt").read_text()
    assert note.startswith("postgresql: ")
    assert "@" not in note
    for named in ((), ("--database-url", other)):
        done = suicha("centre", "serve", "--data", data, "--port", port, *named)
        assert done.returncode == 1
        assert note.strip() in sentence_of(done)
    assert not (data / "centre.db").exists()
    assert suicha("centre", "key", "--data", data, "--database-url", address).returncode == 0
    backup = suicha("centre", "backup", tmp_path / "backup", "--data", data, "--database-url", address)
    assert backup.returncode == 0
    assert note.strip() in sentence_of(suicha("centre", "key", "--data", tmp_path / "backup"))


@pytest.mark.details
@pytest.mark.postgres
def test_a_folder_with_its_own_database_takes_no_postgresql(suicha, sentence_of, data, new_postgres_database):
    assert suicha("centre", "key", "--data", data).returncode == 0
    done = suicha("centre", "key", "--data", data, "--database-url", new_postgres_database())
    assert 'belongs to a centre with the database "sqlite: centre.db"' in sentence_of(done)
