"""What stands in place of a screen that could not be loaded."""

from inspector_app.console.screens.trouble import trouble_panel


def test_what_says_the_same_already_stays_with_its_button() -> None:
    first = trouble_panel("没有连接", "重试", None, None)
    assert trouble_panel("没有连接", "重试", None, first) is first


def test_what_says_something_else_takes_its_place() -> None:
    first = trouble_panel("没有连接", "重试", None, None)
    assert trouble_panel("No connection", "Retry", None, first) is not first
