"""Which way a document takes out of the device, decided without one; and what happens when the sheet does not open."""

import asyncio
from types import SimpleNamespace

import flet as ft
import pytest

from inspector_app.services.documents import Document
from inspector_app.ui.screens.handing_out import HandingOut
from inspector_app.ui.views.handing import Outcome, Way, media_type, of_saving, of_sheet, way_out
from sync.i18n import say

PAPER = Document("现场检查记录表 翠竹苑.pdf", b"%PDF-1.7")


@pytest.mark.parametrize(
    ("platform", "way"),
    [
        (ft.PagePlatform.ANDROID, Way.SHEET),
        (ft.PagePlatform.IOS, Way.SHEET),
        (ft.PagePlatform.MACOS, Way.SHEET),
        (ft.PagePlatform.WINDOWS, Way.SHEET),
        (ft.PagePlatform.LINUX, Way.SAVE),
        (ft.PagePlatform.ANDROID_TV, Way.SAVE),
        (None, Way.SAVE),
    ],
)
def test_a_device_with_a_sheet_of_its_own_shares(platform, way):
    assert way_out(web=False, platform=platform) is way


def test_a_browser_shares_on_tablets_and_downloads_elsewhere():
    sharing = {platform for platform in ft.PagePlatform if way_out(web=True, platform=platform) is Way.SHEET}
    assert sharing == {ft.PagePlatform.ANDROID, ft.PagePlatform.IOS}


def test_a_file_is_what_its_name_says():
    assert [media_type(name) for name in (PAPER.name, "日志.csv", "x.unheard-of")] == [
        "application/pdf",
        "text/csv",
        "application/octet-stream",
    ]


class Platform:
    """A page, its picker and its sheet, of which tests see what reached them."""

    def __init__(self, platform, sheet_opens=True, web=False, path=None):
        self.shared, self.saved, self.told, self._opens, self._path = [], [], [], sheet_opens, path
        self.page = SimpleNamespace(web=web, platform=platform, services=[], width=800, height=1200, update=lambda: None)
        self.guard = SimpleNamespace(tell=self.told.append)

    def say(self, key, **fields):
        return say("zh-CN", key, **fields)

    async def work(self, call):
        return call()

    async def share_files(self, files, title, share_position_origin):
        if not self._opens:
            raise RuntimeError("no activity to share with")
        self.shared.append((files[0].name, files[0].data, files[0].mime_type, share_position_origin))
        return ft.ShareResult(ft.ShareResultStatus.SUCCESS, "")

    async def save_file(self, file_name, src_bytes):
        self.saved.append((file_name, src_bytes))
        return self._path

    def hand_out(self, document):
        asyncio.run(HandingOut(self, self, lambda: self).hand_out(lambda: document))


def test_a_tablet_opens_its_sheet_in_the_middle_of_the_page_and_saves_nothing():
    tablet = Platform(ft.PagePlatform.IOS)
    tablet.hand_out(PAPER)
    assert tablet.shared == [(PAPER.name, PAPER.content, "application/pdf", ft.Offset(400, 600))]
    assert tablet.saved == []
    assert tablet.page.services == [tablet]


def test_where_the_sheet_does_not_open_the_document_is_saved():
    tablet = Platform(ft.PagePlatform.ANDROID, sheet_opens=False)
    tablet.hand_out(PAPER)
    assert tablet.saved == [(PAPER.name, PAPER.content)]


def test_a_desktop_without_a_sheet_asks_where_to_save():
    desktop = Platform(ft.PagePlatform.LINUX)
    desktop.hand_out(PAPER)
    assert (desktop.shared, desktop.saved) == ([], [(PAPER.name, PAPER.content)])


def test_where_there_is_nothing_to_write_nothing_leaves():
    tablet = Platform(ft.PagePlatform.ANDROID)
    tablet.hand_out(None)
    assert (tablet.shared, tablet.saved) == ([], [])


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        (Platform(ft.PagePlatform.LINUX, path="/home/officer/记录.pdf"), "已保存到 /home/officer/记录.pdf"),
        (Platform(ft.PagePlatform.LINUX), "已取消"),
        (Platform(ft.PagePlatform.LINUX, web=True), "浏览器正在下载“"),
        (Platform(ft.PagePlatform.ANDROID), "已交给您选择的应用"),
    ],
    ids=["saved", "nobody said where to", "downloaded", "shared"],
)
def test_in_the_end_it_is_said_where_a_document_went(platform, words):
    platform.hand_out(PAPER)
    assert words in platform.told[-1]


def test_a_sheet_that_was_closed_gave_nothing_away():
    assert of_sheet(ft.ShareResult(ft.ShareResultStatus.DISMISSED, "")) is Outcome.PUT_OFF
    assert of_sheet(ft.ShareResult(ft.ShareResultStatus.UNAVAILABLE, "")) is Outcome.GIVEN
    assert of_saving(web=True, path=None) is Outcome.DOWNLOADED
