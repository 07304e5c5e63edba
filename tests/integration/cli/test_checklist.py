"""``suicha checklist validate``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.bundled import bundled_checklist

BUNDLED = bundled_checklist()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Callable[[Any], object]], Path]:
    """The bundled checklist with one thing changed."""

    def changed(change: Callable[[Any], object]) -> Path:
        document = json.loads(BUNDLED.document)
        change(document)
        path = tmp_path / "checklist.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return changed


def test_a_good_file_is_in_order(installed, file):
    done = installed("checklist", "validate", file(lambda document: None))
    assert done.returncode == 0
    assert f"{BUNDLED.id} {BUNDLED.version}" in done.stdout
    assert "27" in done.stdout


def test_a_good_file_is_described_as_one_json_object(suicha, file):
    done = suicha("checklist", "validate", file(lambda document: None), "--json")
    assert json.loads(done.stdout)["items"] == 27
    assert json.loads(done.stdout)["version"] == BUNDLED.version


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_bad_file_is_refused_naming_item_and_field(suicha, file, language):
    done = suicha("checklist", "validate", file(lambda document: document["items"][4].pop("title_en")), language=language)
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads(BUNDLED.document)["items"][4]["code"] in done.stderr
    assert "title_en" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_bad_file_is_an_error_object_with_json(suicha, file):
    done = suicha("checklist", "validate", file(lambda document: document["items"][0].update(weight=50)), "--json")
    error = json.loads(done.stdout)["error"]
    assert done.returncode == 1
    assert error["code"] == "checklist-invalid"
    assert error["fields"]["field"] == "weight"
    assert error["message"] == done.stderr.strip()


def test_a_file_that_is_no_json_is_refused(suicha, tmp_path):
    (tmp_path / "broken.json").write_text("{")
    done = suicha("checklist", "validate", tmp_path / "broken.json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_a_usage_error(suicha, tmp_path):
    assert suicha("checklist", "validate", tmp_path / "absent.json").returncode == 2
