"""What a row keeps of what it said before: nothing."""

from dataclasses import replace

import flet as ft
import pytest

from inspector_app.ui.components.item_row import ItemRow
from inspector_app.ui.views.inspection_view import RowView
from sync.domain.inspections import Outcome

PLAIN = RowView("A02", "物业服务合同", Outcome.PASS, False, False, False, False, "", True, False)


def texts(control):
    inside = getattr(control, "controls", None) or [getattr(control, "content", None)]
    found = [control] if isinstance(control, ft.Text) else []
    return found + [text for one in inside if isinstance(one, ft.Control) for text in texts(one)]


def look_of_code(row):
    (code,) = [text for text in texts(row.root) if text.value == "A02"]
    return code.color, code.weight


@pytest.mark.parametrize("marked", [{"contested": True}, {"returned": True}], ids=["in conflict", "returned"])
def test_the_code_of_an_item_is_marked_only_while_there_is_something_to_do_about_it(marked):
    row = ItemRow("A02", None, None, None, ("", ""))
    row.paint(PLAIN, current=False)
    plain = look_of_code(row)
    row.paint(replace(PLAIN, **marked), current=False)
    assert look_of_code(row) != plain
    row.paint(PLAIN, current=False)
    assert look_of_code(row) == plain
