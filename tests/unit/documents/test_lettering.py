"""Which characters reach the paper."""

import pytest

from sync.documents.lettering import SUBSTITUTE, drawable

KNOWN = {ord(character) for character in "检查喆玥堃é abc〓"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("检查喆玥堃", "检查喆玥堃"),
        ("检😀查", f"检{SUBSTITUTE}查"),
        ("检\x07查\u200b\ufeff喆", "检查喆"),
        ("喆\ufe0f", "喆"),
        ("e\u0301", "é"),
        ("a\tb\u2003c", "a b c"),
        ("a\r\nb\rc\nd", f"a\nb\nc\n{SUBSTITUTE}"),
    ],
)
def test_a_text_is_shown_as_far_as_the_font_goes_and_plainly_marked_where_it_ends(text, shown):
    assert drawable(text, KNOWN) == shown
