from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector_app.services.rescue import Packed, Unsent, rescue_name
from inspector_app.ui.views.handing import Outcome
from inspector_app.ui.views.rescue_view import handed_line, lost_line, packed_line, rescue_view
from sync.i18n import LANGUAGES
from sync.protocol.rescue import FORMAT, Lost, RescueManifest, Unreadable

UNSENT = Unsent(12, 4, 2_400_000, "平板 7", has_key=True)
NOON = datetime(2026, 11, 24, 4, 0, 5, tzinfo=UTC)
MANIFEST = RescueManifest(FORMAT, NOON, "0.1.0", None, "平板 7", "", 12, 12, 4, 2_400_000, ())
PACKED = Packed(Path("/data/suicha-平板-7.rescue"), 3_145_728, MANIFEST)


def test_it_says_how_much_was_not_sent():
    view = rescue_view("zh-CN", UNSENT)
    assert view.holds == "未发送记录 12 条，照片文件 4 个（2.4\N{NO-BREAK SPACE}MB）"
    assert (view.warning, view.possible) == ("", True)


def test_a_tablet_that_sent_everything_is_told_so_and_not_what_a_file_would_hold():
    view = rescue_view("zh-CN", replace(UNSENT, operations=0, files=0))
    assert (view.label, view.holds) == ("", "这台平板的内容都已发送")
    assert rescue_view("zh-CN", UNSENT).label == "文件将包含"


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_records_that_were_not_accepted_nobody_is_told_that_everything_was_sent_but_that_they_go_along(language):
    everything = replace(UNSENT, operations=0, files=0)
    view = rescue_view(language, everything, amiss=True)
    assert view.holds != rescue_view(language, everything).holds
    assert view.along == rescue_view(language, UNSENT, amiss=True).along != ""
    assert rescue_view(language, UNSENT).along == ""


def test_a_file_that_was_packed_holds_what_it_was_going_to_hold():
    assert [rescue_view("en", UNSENT, packed=packed).label for packed in (False, True)] == [
        "The file will hold",
        "The file holds",
    ]
    assert rescue_view("zh-CN", UNSENT, packed=True).label == "文件包含"


def test_a_damaged_tablet_is_never_told_that_everything_was_sent():
    view = rescue_view("zh-CN", replace(UNSENT, operations=0, files=0, readable=False))
    assert view.holds.startswith("未发送记录 0 条")
    assert "损坏" in view.warning
    assert view.possible


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_key_nothing_can_be_packed_and_the_way_out_is_said(language):
    view = rescue_view(language, replace(UNSENT, has_key=False))
    assert not view.possible
    assert view.warning


@pytest.mark.parametrize(("language", "way_out"), [("zh-CN", "重新注册"), ("en", "enrol this tablet again")])
def test_with_an_old_key_nothing_is_packed_that_the_centre_could_not_open_and_the_way_out_is_said(language, way_out):
    view = rescue_view(language, replace(UNSENT, key_outdated=True, readable=False))
    assert not view.possible
    assert way_out in view.warning


def test_a_finished_file_is_named_with_its_size():
    assert packed_line("en", PACKED) == "Packed: suicha-平板-7.rescue (3.1\N{NO-BREAK SPACE}MB)"
    assert lost_line("en", PACKED) == ""


@pytest.mark.parametrize(
    ("outcome", "english", "chinese"),
    [
        (Outcome.DOWNLOADED, 'The browser is downloading "a.rescue"', "浏览器正在下载“a.rescue”"),
        (Outcome.GIVEN, "went to the app you chose", "已交给您选择的应用"),
        (Outcome.SAVED, "Saved as /media/usb/a.rescue", "已保存到 /media/usb/a.rescue"),
        (Outcome.PUT_OFF, "was not exported", "没有导出"),
    ],
)
def test_where_the_file_went_is_said_for_every_way_out(outcome, english, chinese):
    assert english in handed_line("en", outcome, "a.rescue", "/media/usb/a.rescue")
    assert chinese in handed_line("zh-CN", outcome, "a.rescue", "/media/usb/a.rescue")


def test_what_could_not_be_read_is_counted_and_the_first_few_are_named():
    lost = (
        *(Lost(Unreadable.OPERATION, str(number)) for number in (7, 8)),
        Lost(Unreadable.FILE, "ab" * 32),
        Lost(Unreadable.DATABASE, "x"),
    )
    packed = replace(PACKED, manifest=replace(MANIFEST, lost=lost))
    assert lost_line("en", packed) == (
        "4 things could not be read and are not in it: operation 7, operation 8, file abababababab. Keep the tablet."
    )


@pytest.mark.parametrize(
    ("device", "name"),
    [
        ("平板 7", "suicha-平板-7"),
        ("../../x", "suicha-x"),
        ("", "suicha-tablet"),
        ("a/b\\c:d", "suicha-a-b-c-d"),
        ("x" * 90, "suicha-" + "x" * 40),
    ],
)
def test_a_files_name_is_one_on_every_system(device, name):
    assert rescue_name(device, NOON) == f"{name}-20261124-120005.rescue"
