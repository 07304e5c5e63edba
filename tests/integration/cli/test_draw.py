"""``suicha draw``, as people run it."""

import json
import subprocess
import sys

import pytest

from sync.drawing.checking import check_campaign, newest_standing
from tests.integration.draw.conftest import DICE, PLAN, published, registers

__all__ = ["published", "registers"]


@pytest.fixture
def freeze(suicha, registers, tmp_path):
    def run(*more, keep="kept.ndjson"):
        arguments = ("--registers", registers, "--plan", registers / "plan.json", "--keep", tmp_path / keep)
        return suicha("draw", "freeze", tmp_path / "public", *arguments, *more)

    return run


@pytest.mark.details
def test_a_draw_is_frozen_run_verified_redrawn_and_somebody_replaced(suicha, sentence_of, freeze, tmp_path):
    public = tmp_path / "public"
    frozen = json.loads(freeze("--json").stdout)
    assert (frozen["draw"], frozen["compounds"], frozen["officers"], frozen["shortfalls"]) == (1, 60, 9, [])
    assert (tmp_path / "kept.ndjson").stat().st_mode & 0o077 == 0
    assert "not drawn yet" in suicha("draw", "verify", public).stdout

    drawn = json.loads(suicha("draw", "run", public, "--seed", DICE, "--witness", "公证员甲", "--at", "10:05", "--json").stdout)
    assert (drawn["frozen"], drawn["possible"]) == (frozen["frozen"], True)
    assert all(len(visit["officers"]) == 2 and len(visit["experts"]) == 1 for visit in drawn["visits"])
    told = json.loads(suicha("draw", "verify", public, "--json").stdout)
    assert (told["ok"], told["draws"][0]["state"], told["draws"][0]["key"]) == (True, "drawn", drawn["key"])

    again = suicha("draw", "run", public, "--seed", DICE)
    assert again.returncode == 1
    assert "drawn before" in sentence_of(again)

    person = drawn["visits"][0]["officers"][1]
    replaced = suicha("draw", "replace", public, "--person", person, "--visit", 1, "--reason", "unavailable", "--json")
    (instead,) = json.loads(replaced.stdout)["drawn"]
    assert instead["visit"] == 1
    assert instead["person"] not in drawn["visits"][0]["officers"]

    assert freeze(keep="kept2.ndjson").returncode == 1
    assert freeze("--reason", "A compound is gone", keep="kept2.ndjson").returncode == 0
    told = json.loads(suicha("draw", "verify", public, "--json").stdout)["draws"]
    assert [(one["state"], one["replacements"], one["reason"]) for one in told] == [
        ("drawn", 1, ""),
        ("frozen", 0, "A compound is gone"),
    ]

    path = public / "1" / "compounds.ndjson"
    path.write_text(path.read_text(encoding="utf-8").replace("阳光花园 7 期", "阳光花园 8 期"), encoding="utf-8")
    for language, word in (("en", "was changed after it was frozen"), ("zh-CN", "在固定之后被改动")):
        found = suicha("draw", "verify", public, language=language)
        assert found.returncode == 1
        assert word in found.stderr
        assert "compounds.ndjson" in found.stderr

    first, second, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join((second, first, *rest)), encoding="utf-8")
    found = suicha("draw", "verify", public, language="en")
    assert 'File compounds.ndjson, line 2, field "id": it is not in its place' in found.stderr


@pytest.mark.details
def test_parties_bind_themselves_before_and_open_after(suicha, sentence_of, freeze, registers, tmp_path):
    parties = {"业主代表": "a7 x", "公证处": "9-9"}
    bound = [
        [name, json.loads(suicha("draw", "commitment", name, "--secret", secret, "--json").stdout)["commitment"]]
        for name, secret in parties.items()
    ]
    plan = {**PLAN, "seed": {"kind": "commitments", "announced": "两方", "parties": bound}}
    (registers / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    assert freeze().returncode == 0
    alone = suicha("draw", "run", tmp_path / "public", "--open", "公证处=9-9")
    assert (alone.returncode, "业主代表" in sentence_of(alone)) == (1, True)
    wrong = suicha("draw", "run", tmp_path / "public", "--open", "公证处=9-9", "--open", "业主代表=other")
    assert (wrong.returncode, "业主代表" in sentence_of(wrong)) == (1, True)
    done = suicha("draw", "run", tmp_path / "public", "--open", "公证处=9-9", "--open", "业主代表=a7 x")
    assert done.returncode == 0, done.stderr
    assert suicha("draw", "verify", tmp_path / "public").returncode == 0


@pytest.mark.parametrize("secret", ["中文秘密", " a7 x", "a7 x ", "", "a" * 201, "a\nb"])
def test_nobody_is_bound_to_a_secret_that_could_never_be_shown(suicha, sentence_of, secret):
    done = suicha("draw", "commitment", "公证处", "--secret", secret)
    assert (done.returncode, done.stdout) == (2, "")
    assert "a secret has to be 1 to 200 printable ASCII characters" in sentence_of(done)


@pytest.mark.parametrize("party", ["甲,乙", "甲=乙", " 甲", "甲\n乙", ""])
def test_nobody_is_bound_under_a_name_that_could_not_be_opened(suicha, sentence_of, party):
    done = suicha("draw", "commitment", party, "--secret", "a7 x")
    assert (done.returncode, done.stdout) == (2, "")
    assert "a party's name has to be" in sentence_of(done)


@pytest.mark.parametrize("wrong", [("--witness", " "), ("--witness", "甲" * 3000), ("--at", "10:05\n公证处"), ("--at", "a\tb")])
def test_what_could_not_be_published_beside_a_seed_is_refused(freeze, suicha, sentence_of, tmp_path, wrong):
    assert freeze().returncode == 0
    done = suicha("draw", "run", tmp_path / "public", "--seed", DICE, *wrong)
    assert done.returncode == 2
    assert f"what {wrong[0]} says is published" in sentence_of(done)
    assert not (tmp_path / "public/1/seed.ndjson").exists()


@pytest.mark.parametrize("reason", ["", "  ", "一\n二"])
def test_a_reason_that_could_not_be_published_is_refused_and_nobody_replaced(published, suicha, sentence_of, reason):
    person = newest_standing(published)[2].visits[0].officers[0]
    done = suicha("draw", "replace", published, "--person", person, "--reason", reason)
    assert done.returncode == 2
    assert "what --reason says is published" in sentence_of(done)
    assert check_campaign(published)[0].replacements == 0


def test_what_makes_a_draw_impossible_is_said_with_what_would_help(suicha, freeze, registers, tmp_path):
    (registers / "recusals.ndjson").unlink()
    lines = (registers / "officers.ndjson").read_text(encoding="utf-8").splitlines(keepends=True)
    (registers / "officers.ndjson").write_text("".join(lines[:3]), encoding="utf-8")
    rows = [json.loads(line) | {"home": "410102"} for line in lines[:2]]
    (registers / "officers.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = freeze("--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["frozen"], len(told["shortfalls"])) == (1, None, 20)
    assert told["shortfalls"][0]["excluded"] == {"home": 2}
    assert "at least 2 more people" in told["shortfalls"][0]["message"]
    assert list(tmp_path.glob("public/*")) + list(tmp_path.glob("kept*")) == []


def test_what_says_who_is_who_is_never_written_over(freeze, sentence_of, tmp_path):
    (tmp_path / "kept.ndjson").write_text("precious")
    done = freeze()
    assert done.returncode == 1
    assert "kept.ndjson" in sentence_of(done)
    assert (tmp_path / "kept.ndjson").read_text() == "precious"
    assert not (tmp_path / "public" / "1").exists()


@pytest.mark.parametrize("keep", ["public/kept.ndjson", "public/deep/../kept.ndjson", "link/kept.ndjson", "link-to-it.ndjson"])
def test_what_says_who_is_who_is_never_put_into_the_published_folder(freeze, sentence_of, tmp_path, keep):
    (tmp_path / "link").symlink_to("public")
    (tmp_path / "link-to-it.ndjson").symlink_to("public/kept.ndjson")
    done = freeze(keep=keep)
    assert done.returncode == 2
    assert "must never be published" in sentence_of(done)
    assert not (tmp_path / "public").exists()


def test_the_published_folder_is_recognised_under_another_name(freeze, sentence_of, tmp_path):
    for name in ("public", "other"):
        (tmp_path / name).mkdir()
    if subprocess.run(["mount", "--bind", tmp_path / "public", tmp_path / "other"], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a folder")
    try:
        assert "must never be published" in sentence_of(freeze(keep="other/kept.ndjson"))
    finally:
        subprocess.run(["umount", "-l", tmp_path / "other"], check=True)
    assert list((tmp_path / "public").iterdir()) == []


def test_a_place_without_draws_is_said(suicha, tmp_path):
    (tmp_path / "empty").mkdir()
    done = suicha("draw", "verify", tmp_path / "empty", "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (1, "not-found")


def test_checking_needs_neither_centre_nor_tablet(freeze, suicha, tmp_path):
    assert freeze().returncode == 0
    hide = ("flet", "fastapi", "sqlalchemy", "PIL", "cryptography", "sqlite_utils", "pydantic", "nacl", "fpdf")
    code = f"import sys; sys.modules.update(dict.fromkeys({hide!r}))\nfrom inspector_app.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, "draw", "verify", str(tmp_path / "public")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
