"""An administrator looks after the registers that draws are made from."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.domain.registers.columns import Register
from sync.protocol.registers import EnterpriseFilter, FileFormat, RegisterFilter, Shown
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.opening import read_table
from sync.spreadsheets.xlsx_files import write_xlsx

pytestmark = pytest.mark.browser
LOOKS = [
    (1280, 800, "zh-CN", "light"),
    (1280, 800, "en", "dark"),
    (800, 1280, "en", "light"),
    (800, 1280, "zh-CN", "dark"),
    (390, 844, "zh-CN", "light"),
    (390, 844, "en", "dark"),
]
HEADING = ("执法证号", "姓名", "所属区县", "部门", "证件已核验", "有效期止", "手机")
LONG_NAME = "欧阳靖瑜（借调至郑州市郑东新区综合行政执法大队物业监管一中队）"
GOOD = ("演示执法证901号", LONG_NAME, "金水区", "综合执法大队", "是", "2026-12-20", "1")
WRONG = ("演示执法证902号", "钱少", "金水", "综合执法大队", "是", "2030-02-30", "2")


def choose(console: Any, name: str, content: bytes, button: str = "choose-file") -> None:
    with console.page.expect_file_chooser() as chooser:
        console.click(button)
    chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": content})


def officers(place: Any, search: str) -> Any:
    return place.centre.register_files.page(Register.OFFICERS, RegisterFilter(Shown.ALL, search)).rows


@pytest.mark.details
def test_a_file_is_looked_at_then_its_good_rows_are_imported_and_the_register_goes_out_again(
    signed_in: Callable[..., Any], place: Any, tmp_path: Path
) -> None:
    console = signed_in(place.administrator, "registers/officers")
    console.at("rows-active").wait_for()
    console.click("register-import")
    choose(console, "名录.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    console.see("import-problem", "请另存为 XLSX")
    choose(console, "执法人员.csv", write_csv([HEADING, GOOD, WRONG]))
    console.see("import-summary", "新增 1，变更 0，不变 0，有问题 1")
    console.see("wrong-0", "没有这个区县")
    console.see("import-notices", "手机")
    assert officers(place, "演示执法证90") == ()
    console.click("import-good")
    console.see("import-done", "新增 1")
    console.see("import-left-out", "1 行有问题")
    (row,) = officers(place, "演示执法证90")
    console.click("import-to-list")
    console.type("search", "901")
    console.see(f"row-{row.id}", "天后到期")
    console.click(f"row-{row.id}")
    console.see("row-acts", "执法人员.csv")
    console.see("row-acts", "陆怀安")
    console.click("dialog-cancel")
    console.click("register-export")
    with console.page.expect_download() as download:
        console.press(console.page.get_by_role("menuitem").first)
    download.value.save_as(tmp_path / "officers.xlsx")
    names = [line.cells[1] for line in read_table((tmp_path / "officers.xlsx").read_bytes())]
    assert LONG_NAME in names


@pytest.mark.soak
@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS)
def test_registers_fit_every_page(
    signed_in: Callable[..., Any], place: Any, width: int, height: int, language: str, mode: str
) -> None:
    look = {"language": language, "mode": mode, "width": width, "height": height}
    name = f"{width}-{language}-{mode}"
    files = place.centre.register_files
    firsts = {register.value: files.page(register, RegisterFilter()).rows[0].id for register in Register}
    firsts["enterprises"] = files.enterprises(EnterpriseFilter()).rows[0].id
    console = signed_in(place.administrator, "registers", **look)
    for part in ("enterprises", "officers", "compounds"):
        console.click(f"part-{part}")
        console.at(f"row-{firsts[part]}").wait_for()
        console.shot(f"registers-{part}-{name}")
        console.see_no_small_targets(47)
    console.click(f"row-{firsts['compounds']}")
    console.at("row-facts").wait_for()
    console.see("row-acts", "中心命令行" if language == "zh-CN" else "command line")
    console.shot(f"registers-row-{name}")
    console.open("registers/compounds/history")
    console.starting("act-").first.wait_for()
    console.shot(f"registers-history-{name}")
    console.see_no_small_targets(47)
    console.open("registers/officers/import")
    console.at("choose-file").wait_for()
    console.shot(f"registers-import-{name}")
    console.see_no_small_targets(47)
    changed = files.export(Register.OFFICERS, FileFormat.CSV, "zh-CN")
    heading, *rows = [list(line.cells) + [""] * (10 - len(line.cells)) for line in read_table(changed)]
    lines = [heading, *(row for row in rows if row[0].startswith("演示执法证"))]  # other tests have people of their own
    lines[1][3], lines[2][2], lines[3][7] = "综合行政执法支队", "二七", "明年"
    more = [["演示执法证901号", LONG_NAME, "金水区", "综合执法大队", "是", "", "", "2027-01-01", "消防;电梯", ""]]
    choose(console, "执法人员名册（2026年11月更新，含借调人员）.xlsx", write_xlsx([*lines, *more], "名录"))
    console.at("import-summary").wait_for()
    console.shot(f"registers-preview-{name}")
    console.see_no_small_targets(47)
    console.click("group-changed")
    console.at("changed-0").wait_for()
    console.shot(f"registers-changed-{name}")
    if os.environ.get("SUICHA_SCREENSHOTS"):
        console.click("group-new")
        console.at("new-0").wait_for()
        console.shot(f"registers-new-{name}")
        console.open("registers/officers")
        console.at("rows-left").wait_for()
        console.click("rows-left")
        console.at("empty").wait_for()
        console.shot(f"registers-left-{name}")
