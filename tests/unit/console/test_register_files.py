"""Registers on their way to the browser, without one."""

import asyncio
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from inspector_app.console.downloads import Download
from inspector_app.console.registers.files import RegisterFiles
from sync.domain.registers.columns import COLUMNS, Register
from sync.errors import CentreUnreachable
from sync.i18n import say
from sync.protocol.registers import FileFormat
from sync.spreadsheets.opening import read_table


class Desk:
    """A desk whose centre answers or does not; what is offered to the browser can be seen."""

    today = date(2026, 11, 24)

    def __init__(self, language: str = "zh-CN", error: Exception | None = None) -> None:
        self.language, self.error = language, error
        self.offered: list[Download] = []
        self.opened: list[str] = []
        self.told: list[str] = []
        self.downloads = SimpleNamespace(offer=self.offer)
        self.guard = SimpleNamespace(tell=self.told.append)

    async def ask(self, call: Any) -> bytes:
        if self.error:
            raise self.error
        answer: bytes = call(SimpleNamespace(register_file=lambda *asked: repr(asked).encode()))
        return answer

    def offer(self, download: Download) -> str:
        self.offered.append(download)
        return "/download/ticket"

    def say(self, key: str, **fields: Any) -> str:
        return say(self.language, key, **fields)

    async def launch_url(self, address: str, web_only_window_name: str) -> None:
        self.opened.append(address)


def files(desk: Any) -> RegisterFiles:
    return RegisterFiles(desk, desk)


def test_a_register_is_handed_to_the_browser_as_the_centre_wrote_it() -> None:
    desk = Desk()
    asyncio.run(files(desk).export(Register.OFFICERS, FileFormat.CSV))
    (download,) = desk.offered
    assert download.name == "执法人员 2026-11-24.csv"
    assert b"".join(download.blocks) == repr((Register.OFFICERS, FileFormat.CSV, "zh-CN")).encode()
    assert (desk.opened, desk.told[-1]) == (["download/ticket"], "已开始下载“执法人员 2026-11-24.csv”。")


def test_what_stands_in_the_way_is_said_before_anything_is_handed_out() -> None:
    desk = Desk(error=CentreUnreachable(centre="http://centre"))
    with pytest.raises(CentreUnreachable):
        asyncio.run(files(desk).export(Register.OFFICERS, FileFormat.XLSX))
    assert (desk.offered, desk.opened) == ([], [])


@pytest.mark.parametrize("register", Register)
def test_a_template_has_the_headings_and_nothing_else(register: Register) -> None:
    desk = Desk("en")
    asyncio.run(files(desk).template(register))
    (download,) = desk.offered
    (heading,) = read_table(b"".join(download.blocks))
    assert heading.cells == tuple(column.titles.en for column in COLUMNS[register])
    assert download.name.endswith(" template.xlsx")
