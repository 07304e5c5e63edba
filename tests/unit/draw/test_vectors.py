"""The frozen test vectors: whoever passes them draws as we do."""

import json

import pytest

from tests.unit.draw.vectors import FOLDER, vector, worlds

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def read(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def test_every_world_has_its_vector():
    assert sorted(worlds()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_our_draw_passes_the_vectors(name):
    assert vector(*worlds()[name]) == read(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_script_of_the_public_page_passes_the_vectors(recompute, name):
    there = read(name)
    found = recompute({file: text.encode() for file, text in there["files"].items()}, there["seed"])
    assert found == {"frozen": there["frozen"], "key": there["key"], "lines": there["result"]}


def test_the_vectors_show_what_they_are_there_for():
    lines = {name: [json.loads(line) for line in read(name)["result"]] for name in NAMES}
    constraints = {name: {line[1]["constraint"] for line in found[1:] if line[0] == "shortfall"} for name, found in lines.items()}
    assert constraints["cap-too-low"] == {"enterprise-cap"}
    assert constraints["no-officers"] == {"officers"}
    assert constraints["too-many-visits"] == {"officer-visits", "expert-visits"}
    assert all(found[0]["possible"] == (not constraints[name]) for name, found in lines.items())
    assert any(len(line[3]) == 2 for line in lines["city"][1:] if line[0] == "visit")
