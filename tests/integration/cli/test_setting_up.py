"""``suicha centre add-district`` and ``publish-checklist``: a centre that begins with nothing."""

import json

import pytest

from tests.small_places import SmallItem, small_checklist

HEADINGS = "项目编码,项目名称,地址,区县,统一社会信用代码,物业服务企业\n"


@pytest.mark.details
def test_registers_come_into_an_empty_centre_once_it_has_districts(suicha, tmp_path):
    data = ("--data", tmp_path / "centre")
    assert suicha("centre", "create", *data).returncode == 0
    file = tmp_path / "compounds.csv"
    file.write_text(f"{HEADINGS}JS-1,阳光花园,花园路1号,金水区,91410199MAAM9Y1G4D,某物业\n", encoding="utf-8")
    before = suicha("centre", "import", "compounds", file, *data, "--json", language="zh-CN")
    (problem,) = json.loads(before.stdout)["preview"]["problems"]
    assert "还没有任何区县" in problem["message"]
    assert suicha("centre", "add-district", "410105", "金水区", "--english-name", "Jinshui", *data).returncode == 0
    after = suicha("centre", "import", "compounds", file, *data, "--json")
    assert json.loads(after.stdout)["imported"]["new"] == 1


def test_a_district_whose_code_is_taken_or_no_code_is_refused(suicha, sentence_of, data):
    assert "JS" in sentence_of(suicha("centre", "add-district", "JS", "别区", "--data", data))
    assert "4101 05" in sentence_of(suicha("centre", "add-district", "4101 05", "别区", "--data", data))


def test_a_checklist_is_published_once_and_its_version_never_changes(suicha, sentence_of, data, tmp_path):
    document = small_checklist("flood", [SmallItem("A01", "optional", 100)])
    file = tmp_path / "flood.json"
    file.write_text(document, encoding="utf-8-sig")
    for _ in range(2):
        done = suicha("centre", "publish-checklist", file, "--data", data, "--json")
        assert json.loads(done.stdout) == {"id": "flood", "version": "1", "title": "Checklist flood", "items": 1}
    file.write_text(document.replace("看", "问"), encoding="utf-8")
    assert "flood 1" in sentence_of(suicha("centre", "publish-checklist", file, "--data", data))


def test_without_a_file_the_draft_that_comes_along_is_published(suicha, tmp_path):
    assert suicha("centre", "create", "--data", tmp_path / "centre").returncode == 0
    done = suicha("centre", "publish-checklist", "--data", tmp_path / "centre", "--json")
    assert (json.loads(done.stdout)["id"], json.loads(done.stdout)["items"]) == ("zz-property-27", 27)


def test_a_checklist_with_a_fault_is_refused_by_item_and_field(suicha, sentence_of, data, tmp_path):
    file = tmp_path / "flood.json"
    file.write_bytes(b"\xb1\xa9\xd3\xea")
    assert "not valid JSON" in sentence_of(suicha("centre", "publish-checklist", file, "--data", data))
    file.write_text(small_checklist("flood ", [SmallItem("A01", "optional", 100)]), encoding="utf-8")
    assert '"id"' in sentence_of(suicha("centre", "publish-checklist", file, "--data", data))
