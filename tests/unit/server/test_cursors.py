"""Cursors: what a tablet has heard is never told again, and what it has not heard is never passed over."""

import pytest

from sync.server.repositories.cursors import Cursor, reached_by, read_cursor, write_cursor

CODES = ("JS", "GX-289458", "a.b", "x:y", "B.2-A", "410105", "register")


def test_a_cursor_is_read_as_it_was_written_whatever_districts_are_called():
    for life in ("", "0192ab"):
        for count in range(len(CODES) + 1):
            cursor = Cursor(life, dict(zip(CODES[:count], range(7, 7 + count), strict=True)))
            assert read_cursor(write_cursor(cursor)) == cursor


@pytest.mark.parametrize(
    ("text", "cursor"),
    [
        ("0192ab~410105.12-register.3", Cursor("0192ab", {"410105": 12, "register": 3})),
        ("410105.12", Cursor("", {"410105": 12})),
        ("-", Cursor("", {})),
    ],
)
def test_cursors_that_earlier_versions_wrote_are_still_good(text, cursor):
    assert read_cursor(text) == cursor


@pytest.mark.parametrize("text", [None, "", "JS", "JS.x,", ".3,", "0192AB~JS.3,", "JS.3,register", "JS.1234567890123456,"])
def test_what_is_no_cursor_is_nothing_to_go_on_from(text):
    assert read_cursor(text) is None


@pytest.mark.parametrize("order", [["erqi", "Zhongyuan"], ["Zhongyuan", "erqi"]])
def test_a_full_page_passes_over_no_stream_however_the_database_orders_names(order):
    """Databases with a language sort small letters between capital ones, Python does not."""
    first, second = order
    known, heads = {first: 5, second: 5}, {first: 605, second: 605}
    assert reached_by([(first, 6), (first, 506)], True, known, heads) == {first: 506, second: 5}
    assert reached_by([(first, 605), (second, 305)], True, known, heads) == {first: 605, second: 305}
    assert reached_by([(second, 605)], False, known, heads) == heads


def test_a_stream_that_is_new_begins_at_its_beginning():
    assert reached_by([("a", 1)], True, {}, {"a": 3, "b": 2}) == {"a": 1, "b": 0}
