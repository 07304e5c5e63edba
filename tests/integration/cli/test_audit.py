"""``suicha audit verify``, as an administrator runs it on a centre and on its backup."""

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

FROZEN = Path(__file__).parents[2] / "fixtures" / "databases"
WORDS = (("en", "was changed", "sends it again", "backup"), ("zh-CN", "被改动", "补发", "备份"))
FLEET = ("--tablets", 1, "--inspections", 1, "--photos", 12, "--photo-bytes", 44_000)


@pytest.fixture
def backed_up(suicha, start, data, tmp_path, port):
    """A centre after one visit, which goes on serving, and its backup."""
    centre = start("centre", "serve", "--data", data, "--port", port)
    assert suicha("fleet", "--centre", centre.told["url"], "--data", data, *FLEET).returncode == 0
    assert suicha("centre", "backup", tmp_path / "backup", "--data", data).returncode == 0
    return tmp_path / "backup"


@pytest.mark.details
def test_a_centre_that_serves_and_its_backup_are_in_order_until_a_photo_of_one_is_spoilt(suicha, data, backed_up):
    for folder in (data, backed_up):
        done = suicha("audit", "verify", "--data", folder, "--json")
        told = json.loads(done.stdout)
        assert (done.returncode, told["faults"], told["notes"]) == (0, [], []), done.stderr
        assert (told["inspections"], told["tablets"], told["files"], told["files_read"]) == (1, 1, 12, 12)
        assert told["operations"] > 27
        assert told["receipts"] > 0
    assert "All of it is as the centre signed for it." in suicha("audit", "verify", "--data", data).stdout

    path = sorted((backed_up / "evidence").glob("??/*"))[0]
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    done = suicha("audit", "verify", "--data", backed_up, "--json")
    (fault,) = json.loads(done.stdout)["faults"]
    assert (done.returncode, fault["key"], fault["fields"]["file"]) == (1, "record.problem.photo-changed", str(path))
    for language, changed, again, backup in WORDS:
        done = suicha("audit", "verify", "--data", backed_up, language=language)
        assert done.returncode == 1
        first, *_, last = done.stdout.splitlines()
        assert str(path) in first
        assert changed in first
        assert fault["place"] in first
        assert again in last
        assert backup not in last, "a tablet makes it good"
    with closing(sqlite3.connect(backed_up / "centre.db")) as connection, connection:
        connection.execute("UPDATE inspections SET score = 100")
    for language, advice in (("en", "latest backup"), ("zh-CN", "最近的备份")):
        assert advice in suicha("audit", "verify", "--data", backed_up, language=language).stdout
    only = suicha("audit", "verify", "--data", backed_up, "--sizes-only")
    assert (only.returncode, "12 photo" in only.stdout, str(path) in only.stdout) == (1, True, False)


@pytest.fixture
def on_read_only_media(mounted):
    """Puts a folder there; returns where it lies then."""

    def put(folder):
        disk = mounted("size=64m")
        copytree(folder, disk / "backup")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        return disk / "backup"

    return put


def test_a_backup_on_read_only_media_is_looked_at_where_it_lies(suicha, data, on_read_only_media, tmp_path):
    assert suicha("centre", "backup", tmp_path / "backup", "--data", data).returncode == 0
    done = suicha("audit", "verify", "--data", on_read_only_media(tmp_path / "backup"), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["faults"] == []


def test_a_copy_on_read_only_media_that_cannot_be_read_whole_is_told_to_be_copied(suicha, data, on_read_only_media, tmp_path):
    with closing(sqlite3.connect(data / "centre.db")) as connection, connection:
        connection.execute("CREATE TABLE only_in_the_log (n)")
        connection.commit()
        copytree(data, tmp_path / "copy")
    (tmp_path / "copy" / "centre.db-shm").unlink()
    done = suicha("audit", "verify", "--data", on_read_only_media(tmp_path / "copy"), "--json")
    assert json.loads(done.stdout)["error"]["code"] == "database-not-writable"


def test_looking_changes_no_file_of_a_backup(suicha, data, tmp_path):
    backup = tmp_path / "backup"
    assert suicha("centre", "backup", backup, "--data", data).returncode == 0
    before = {path: path.read_bytes() for path in backup.rglob("*") if path.is_file()}
    assert suicha("audit", "verify", "--data", backup).returncode == 0
    assert {path: path.read_bytes() for path in backup.rglob("*") if path.is_file()} == before


def test_where_there_is_no_centre_it_makes_none(suicha, sentence_of, tmp_path):
    assert str(tmp_path / "nowhere") in sentence_of(suicha("audit", "verify", "--data", tmp_path / "nowhere", language="en"))
    assert not (tmp_path / "nowhere").exists()


def test_a_centre_of_an_earlier_version_is_left_as_it_is_and_that_is_said(suicha, sentence_of, tmp_path):
    copytree(FROZEN / "m007-0006" / "centre", tmp_path / "centre")
    database = tmp_path / "centre" / "centre.db"
    before = database.read_bytes()
    for language, words in (("en", "earlier version"), ("zh-CN", "较早版本")):
        done = suicha("audit", "verify", "--data", tmp_path / "centre", language=language)
        assert done.returncode == 1
        assert words in sentence_of(done)
    assert database.read_bytes() == before
