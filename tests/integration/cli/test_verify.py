"""``suicha centre key``, ``suicha centre export-record`` and ``suicha verify``, as people run them."""

import json
import subprocess
import sys
from pathlib import Path
from unittest.mock import ANY

import pytest

from inspector_app.cli.centre_options import opened_centre, settings_for
from tests.integration.centre.conftest import Office

CENTRE_ONLY = ("cryptography", "cryptography.exceptions", "sqlalchemy", "fastapi", "pydantic", "argon2", "alembic", "uvicorn")


@pytest.fixture
def records(suicha, installed, start, data, tmp_path, port):
    """Two records of a small fleet, exported, and the centre's key beside them."""
    centre = start("centre", "serve", "--data", data, "--port", port)
    fleet = ("--tablets", 1, "--inspections", 2, "--photos", 24, "--photo-bytes", 44_000)
    assert suicha("fleet", "--centre", centre.told["url"], "--data", data, *fleet).returncode == 0
    done = installed("centre", "export-record", "--data", data, "--all", "--out", tmp_path / "records", "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["records"]) >= 2
    assert installed("centre", "key", "--data", data, "--out", tmp_path / "key.pem").returncode == 0
    return tmp_path / "records"


def spoil(record):
    photo = sorted(record.glob("evidence/*.jpg"))[0]
    content = bytearray(photo.read_bytes())
    content[-3] ^= 1
    photo.write_bytes(content)
    return photo


def test_records_are_exported_checked_and_a_spoilt_one_is_named(suicha, records, tmp_path):
    key = tmp_path / "key.pem"
    done = suicha("verify", records, "--key", key, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["faults"], told["count"]) == (0, 0, len(list(records.iterdir())))
    assert "as the centre" in suicha("verify", records, "--key", key).stdout

    photo = spoil(sorted(records.iterdir())[-1])
    done = suicha("verify", records, "--key", key, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["faults"]) == (1, 1)
    (fault,) = [one["fault"] for one in told["records"] if not one["ok"]]
    assert (fault["code"], fault["fields"]["file"]) == ("record-altered", f"evidence/{photo.name}")
    for language, word in (("en", "was changed"), ("zh-CN", "被改动")):
        done = suicha("verify", photo.parent.parent, "--key", key, language=language)
        assert done.returncode == 1
        assert photo.name in done.stdout
        assert word in done.stdout

    hidden = f"import sys; sys.modules.update(dict.fromkeys({CENTRE_ONLY!r}))\nfrom inspector_app.cli import main\nmain()"
    arguments = ("verify", str(records), "--key", str(key), "--json")
    alone = subprocess.run([sys.executable, "-c", hidden, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert alone.returncode == 1, alone.stderr
    assert json.loads(alone.stdout) == json.loads(suicha("verify", records, "--key", key, "--json").stdout)

    again = suicha("centre", "export-record", photo.parent.parent.name, "--data", tmp_path / "centre", "--out", records)
    assert again.returncode == 1
    assert str(photo.parent.parent) in again.stderr


def test_the_key_is_printed_as_pem_or_as_json(suicha, data):
    printed = suicha("centre", "key", "--data", data).stdout
    told = json.loads(suicha("centre", "key", "--data", data, "--json").stdout)
    assert printed.startswith("-----BEGIN PUBLIC KEY-----")
    assert told["pem"].strip() == printed.strip()
    assert "PRIVATE" not in printed + json.dumps(told)


def test_a_place_without_records_and_a_key_that_is_none_are_usage_errors(suicha, sentence_of, tmp_path):
    (tmp_path / "key.pem").write_text("no key")
    (tmp_path / "empty").mkdir()
    done = suicha("verify", tmp_path / "empty", "--key", tmp_path / "key.pem")
    assert done.returncode == 2
    assert "key.pem" in sentence_of(done)


def test_export_wants_to_know_which_records(suicha, sentence_of, tmp_path):
    done = suicha("centre", "export-record", "--data", tmp_path / "centre", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "--all" in sentence_of(done)


def test_an_inspection_that_does_not_exist_is_said(suicha, sentence_of, data, tmp_path):
    nobody = "01a20d10-9505-7350-b7f7-bfead1b2c474"
    done = suicha("centre", "export-record", nobody, "--data", data, "--out", tmp_path / "out", "--json")
    assert done.returncode == 1
    assert [one["code"] for one in json.loads(done.stdout)["failed"]] == ["not-found"]


@pytest.mark.details
def test_what_cannot_be_exported_does_not_keep_the_others_and_is_told_in_the_end(suicha, records, tmp_path):
    centre, again = tmp_path / "centre", tmp_path / "again"
    first, *others = sorted(record.name for record in records.iterdir())
    lost = {one.name for name in others for one in (records / name / "evidence").glob("*.jpg")}
    lost -= {one.name for one in (records / first / "evidence").iterdir()}
    digest = min(lost).removesuffix(".jpg")
    (file,) = (path for path in (centre / "evidence").rglob("*") if path.is_file() and digest in path.name)
    file.unlink()
    (again / first).mkdir(parents=True)
    done = suicha("centre", "export-record", "--all", "--data", centre, "--out", again, "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert {one["code"] for one in told["failed"]} == {"place-taken", "evidence-gone"}
    assert len(told["records"]) + len(told["failed"]) == len(others) + 1
    assert all(one["inspection"] in done.stderr for one in told["failed"])
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in again.iterdir()) == sorted([first, *(Path(one).name for one in told["records"])])


@pytest.fixture
def signed(tmp_path):
    """A centre that has taken in an operation, and thus signed for it."""
    settings = settings_for(tmp_path / "signed")
    with opened_centre(settings, may_begin=True) as centre:
        office = Office(centre)
        centre.intake.take(office.sender(), [office.line(office.start())])
    return settings.data


@pytest.mark.details
@pytest.mark.parametrize(
    ("lost", "cost"), [("centre-key.pem", "earlier public key"), ("rescue-key.pem", "rescue files sealed for the lost key")]
)
def test_a_key_that_is_missing_is_said_and_made_anew_only_where_that_is_asked_for(suicha, sentence_of, signed, lost, cost):
    def key_in(told):
        return (told if lost == "centre-key.pem" else told["rescue_key"])["key_id"]

    before = json.loads(suicha("centre", "key", "--data", signed, "--json").stdout)
    (signed / lost).unlink()
    said = sentence_of(suicha("centre", "key", "--data", signed))
    assert lost in said
    assert cost in said
    assert not (signed / lost).exists()
    renewed = suicha("centre", "key", "--data", signed, "--make-new", "--json")
    made = json.loads(renewed.stdout)
    assert str(signed / lost) in renewed.stderr
    assert key_in(made) != key_in(before)
    again = suicha("centre", "key", "--data", signed, "--make-new", "--json")
    assert json.loads(again.stdout) == made
    assert [one["until"] for one in made["former_keys"]] == ([ANY] if lost == "centre-key.pem" else [])
    assert (key_in(before) in again.stderr) == (lost == "centre-key.pem")


@pytest.mark.details
def test_no_key_is_made_beside_a_centre_that_serves_and_goes_on_signing_with_the_lost_one(suicha, sentence_of, start, signed):
    serving = start("centre", "serve", "--data", signed, "--port", 0)
    (signed / "centre-key.pem").unlink()
    assert "Stop that one first" in sentence_of(suicha("centre", "key", "--data", signed, "--make-new"))
    assert not (signed / "centre-key.pem").exists()
    assert serving.stop() == 0
    assert suicha("centre", "key", "--data", signed, "--make-new").returncode == 0
    assert (signed / "centre-key.pem").exists()
