"""A record on its way to the browser, without one."""

import asyncio
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.downloads import Download
from inspector_app.console.screens.record_download import RecordDownload, file_name
from sync.errors import CentreUnreachable

INSPECTION = UUID(int=7)


class Desk:
    """A desk whose centre answers or does not; what is offered to the browser and said to the supervisor can be seen."""

    language = "zh-CN"

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.closed = error, 0
        self.offered: list[Download] = []
        self.opened: list[str] = []
        self.told: list[str] = []
        self.calls = SimpleNamespace(new_client=lambda: SimpleNamespace(record=self.record, close=self.close))
        self.downloads = SimpleNamespace(offer=self.offer)
        self.guard = SimpleNamespace(tell=self.told.append)

    def record(self, inspection_id: UUID) -> Any:
        if self.error:
            raise self.error
        return iter([inspection_id.bytes])

    def close(self) -> None:
        self.closed += 1

    def offer(self, download: Download) -> str:
        self.offered.append(download)
        return "/download/ticket"

    def say(self, key: str) -> str:
        return key

    async def launch_url(self, address: str, web_only_window_name: str) -> None:
        self.opened.append(address)


def start(desk: Desk, records: Any) -> None:
    wanted: Any = desk
    asyncio.run(RecordDownload(wanted, INSPECTION, wanted).start(records.summary()))


def test_the_browser_is_sent_to_the_file_that_the_centre_began_to_send(records: Any) -> None:
    desk = Desk()
    start(desk, records)
    (download,) = desk.offered
    assert (download.name, b"".join(download.blocks)) == ("现场检查记录包 玥湖堃府 2026-11-24.zip", INSPECTION.bytes)
    assert (desk.opened, desk.told, desk.closed) == (["download/ticket"], ["console.download.started"], 0)


def test_what_stands_in_the_way_is_said_before_anything_is_handed_to_the_browser(records: Any) -> None:
    desk = Desk(CentreUnreachable(centre="http://centre"))
    with pytest.raises(CentreUnreachable):
        start(desk, records)
    assert (desk.offered, desk.opened, desk.told, desk.closed) == ([], [], [], 1)


@pytest.mark.parametrize(("compound", "shown"), [('A/B:"C"?', "A B C"), ("长" * 60, "长" * 40)])
def test_a_place_becomes_the_name_of_a_file_on_any_system(records: Any, compound: str, shown: str) -> None:
    name = file_name("en", "console.download.name", records.summary(compound=compound), "zip")
    assert name == f"Inspection record {shown} 2026-11-24.zip"
