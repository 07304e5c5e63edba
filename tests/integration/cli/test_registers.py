"""``suicha centre import`` and ``suicha centre export``."""

import json
from dataclasses import fields

import pytest

from sync.protocol.registers import RegisterPreview, RegisterProblem
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.opening import read_table

HEADING = ["certificate", "name", "home_district", "department", "checked", "valid_until"]
GOOD = ["演示执法证901号", "钱多", "金水区", "综合执法大队", "是", "2030-12-31"]
WRONG = ["演示执法证902号", "钱少", "金水", "综合执法大队", "是", "2030-02-30"]


@pytest.mark.details
def test_a_register_is_exported_changed_previewed_and_imported(suicha, installed, data, tmp_path):
    file, changed = tmp_path / "officers.xlsx", tmp_path / "officers.csv"
    assert installed("centre", "export", "officers", file, "--data", data).returncode == 0
    rows = [list(line.cells) for line in read_table(file.read_bytes())]
    assert len(rows) == 31
    again = json.loads(suicha("centre", "import", "officers", file, "--data", data, "--json").stdout)
    assert again["imported"] == {"new": 0, "changed": 0, "unchanged": 30, "left_out": 0}
    rows[1][3] = "房屋安全科二组"
    changed.write_bytes(write_csv([row + [""] * (10 - len(row)) for row in rows]))
    looked = suicha("centre", "import", "officers", changed, "--data", data, "--preview", language="zh-CN")
    assert looked.returncode == 0
    assert "变更 1" in looked.stdout
    assert "→“房屋安全科二组”" in looked.stdout
    done = installed("centre", "import", "officers", changed, "--data", data)
    assert done.stdout == "Imported: 0 new, 1 changed, 29 unchanged.\n"


def test_a_wrong_row_stops_the_import_in_plain_words_unless_the_good_rows_are_wanted(suicha, data, tmp_path):
    file = tmp_path / "officers.csv"
    file.write_bytes(write_csv([HEADING, GOOD, WRONG]))
    refused = suicha("centre", "import", "officers", file, "--data", data)
    assert refused.returncode == 1
    assert 'row 3, column C (Home district), "金水": There is no such district.' in refused.stdout
    assert 'row 3, column F (Valid until), "2030-02-30": This is no date.' in refused.stdout
    assert "nothing was imported" in refused.stderr
    plainly = suicha("centre", "import", "officers", file, "--data", data, "--json")
    assert (plainly.returncode, plainly.stderr) == (1, refused.stderr)
    told = json.loads(plainly.stdout)
    assert told["error"] == {"code": "register-rows-wrong", "fields": {"count": 2}, "message": plainly.stderr.strip()}
    assert [one["row"] for one in told["preview"]["problems"]] == [3, 3]
    assert set(told["preview"]) == {field.name for field in fields(RegisterPreview)}
    assert {"message", *(field.name for field in fields(RegisterProblem))} == set(told["preview"]["problems"][0])
    new = {"key": "演示执法证901号", "before": None}
    assert [{name: one[name] for name in new} for one in told["preview"]["changes"]] == [new]
    done = suicha("centre", "import", "officers", file, "--data", data, "--good-rows", "--json")
    assert json.loads(done.stdout)["imported"] == {"new": 1, "changed": 0, "unchanged": 0, "left_out": 1}
