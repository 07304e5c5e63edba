"""Rows of the queue and the log."""

import flet as ft
import pytest

from inspector_app.ui.components.queue_rows import run_row
from inspector_app.ui.views.sync_view import RunView


def texts_in(control):
    found = [control] if isinstance(control, ft.Text) else []
    inside = [getattr(control, "content", None), *getattr(control, "controls", ())]
    return [*found, *(text for one in inside if isinstance(one, ft.Control) for text in texts_in(one))]


@pytest.mark.parametrize(("facts", "lines"), [("", 2), ("2 times", 3)])
def test_a_sync_of_which_nothing_more_is_to_be_said_has_no_empty_line(facts, lines):
    assert len(texts_in(run_row(RunView("08:40", "The centre cannot be reached", facts, failed=True, amiss=False), 0))) == lines
