"""``suicha centre backup``, as an administrator runs it beside a centre that serves."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

SMALL = ("--tablets", 1, "--inspections", 1, "--photos", 12, "--photo-bytes", 44_000)


def count(folder, table):
    with closing(sqlite3.connect(folder / "centre.db")) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.fixture
def serving(suicha, start, data, port):
    """A centre with one visit of a small fleet; its address."""
    centre = start("centre", "serve", "--data", data, "--port", port)
    assert suicha("fleet", "--centre", centre.told["url"], "--data", data, *SMALL).returncode == 0
    return centre


def test_a_centre_that_serves_is_backed_up_and_starts_from_the_copy(suicha, start, serving, data, tmp_path, port):
    done = suicha("centre", "backup", tmp_path / "backup", "--data", data, "--json")
    told = json.loads(done.stdout)
    assert (told["database"], told["there"]) == (True, 0)
    serving.stop()
    moved = tmp_path / "moved"
    shutil.copytree(tmp_path / "backup", moved)
    start("centre", "serve", "--data", moved, "--port", port)
    for table in ("operations", "photos", "evidence", "devices"):
        assert count(moved, table) == count(data, table) > 0, table
    files = {path.name: path.read_bytes() for path in (data / "evidence").glob("??/*")}
    assert {path.name: path.read_bytes() for path in (moved / "evidence").glob("??/*")} == files
    public = [json.loads(suicha("centre", "key", "--data", one, "--json").stdout)["pem"] for one in (data, moved)]
    assert public[0] == public[1]


@pytest.mark.details
def test_again_into_the_same_folder_it_copies_what_is_new(suicha, serving, data, tmp_path):
    first = json.loads(suicha("centre", "backup", tmp_path / "backup", "--data", data, "--json").stdout)
    assert suicha("fleet", "--centre", serving.told["url"], "--data", data, "--seed", 7, *SMALL).returncode == 0
    second = json.loads(suicha("centre", "backup", tmp_path / "backup", "--data", data, "--json").stdout)
    assert second["there"] == first["files"]
    assert second["files"] == count(data, "evidence") - (first["files"] - 2) > 0, "photos that came since; two files are keys"
    assert count(tmp_path / "backup", "operations") == count(data, "operations")


def test_into_the_centres_own_folder_it_is_refused_in_one_sentence(suicha, sentence_of, data):
    assert "own" in sentence_of(suicha("centre", "backup", data / "backup", "--data", data, language="en"))


@pytest.mark.parametrize("key", ["centre-key.pem", "rescue-key.pem"])
def test_into_another_centres_backup_it_is_refused_and_nothing_there_changes(suicha, data, tmp_path, key):
    other, backup = tmp_path / "other", tmp_path / "backup"
    assert suicha("centre", "create", "--data", other).returncode == 0
    assert suicha("centre", "backup", backup, "--data", other).returncode == 0
    if key == "rescue-key.pem":
        shutil.copy2(data / "centre-key.pem", backup)
    before = {path: path.read_bytes() for path in backup.rglob("*") if path.is_file()}
    done = suicha("centre", "backup", backup, "--data", data, "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (1, "backup-other-centre")
    said = done.stderr.splitlines()[-1]
    assert str(backup) in said
    assert key in said
    assert {path: path.read_bytes() for path in backup.rglob("*") if path.is_file()} == before


def test_a_backup_that_broke_off_before_its_keys_is_taken_to_its_end(suicha, data, tmp_path):
    for _ in range(2):
        assert suicha("centre", "backup", tmp_path / "backup", "--data", data).returncode == 0
        for key in ("centre-key.pem", "rescue-key.pem"):
            assert (tmp_path / "backup" / key).read_bytes() == (data / key).read_bytes()
            (tmp_path / "backup" / key).unlink()


@pytest.mark.details
def test_what_a_draw_is_being_written_in_is_no_part_of_a_backup(suicha, data, tmp_path):
    """It gets its name as a whole; until then, or when the centre was killed over it, it is nothing."""
    for name in (".draw-x7k2", "1"):
        (data / "draws" / "campaign" / name).mkdir(parents=True)
        (data / "draws" / "campaign" / name / "plan.ndjson").write_text("{}\n")
    assert suicha("centre", "backup", tmp_path / "backup", "--data", data).returncode == 0
    held = [path.relative_to(tmp_path / "backup" / "draws") for path in (tmp_path / "backup" / "draws").rglob("*.ndjson")]
    assert list(map(str, held)) == ["campaign/1/plan.ndjson"]
