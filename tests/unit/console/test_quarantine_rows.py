"""Rows and cards of what the centre did not accept."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import flet as ft
import pytest

from inspector_app.console.routes import EntryKey
from inspector_app.console.screens.quarantine_rows import card, table_row
from inspector_app.console.screens.quarantine_view import EntryView

NAME = "郑州市郑东新区物业服务双随机检查专用平板第十二号（备用机，含外接镜头）"
VIEW = EntryView(EntryKey(UUID(int=1), "a" * 64), "填写", "翠竹苑", NAME, "欧阳靖瑜", "无权", "刚刚", "待处理", True, False)


def texts_in(control: Any) -> Iterator[ft.Text]:
    if isinstance(control, ft.Text):
        yield control
    for one in (getattr(control, "content", None), *getattr(control, "controls", ())):
        if isinstance(one, ft.Control):
            yield from texts_in(one)


@pytest.mark.parametrize(("make", "lines"), [(table_row, 2), (card, 3)], ids=["wide", "narrow"])
def test_a_long_name_of_a_tablet_has_lines_enough_to_tell_it_from_its_neighbours(make: Any, lines: int) -> None:
    (name,) = (text for text in texts_in(make(VIEW, None)) if text.value.startswith(NAME))
    assert name.max_lines == lines
