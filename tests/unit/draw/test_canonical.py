import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sync.domain.draw.canonical import document, read_document, read_one
from sync.domain.draw.flat import texts_at_once
from sync.errors import DrawFileInvalid

MANY = settings(max_examples=50)
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
SPELT_OUT = r"\u0000 \\u0000"
"""Backslashes and letters, none of them the character."""
VALUES = st.recursive(
    TEXTS | st.integers(-(2**53), 2**53), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=12
)


@MANY
@given(st.lists(VALUES))
@example([SPELT_OUT])
@example(["a", SPELT_OUT, {SPELT_OUT: "b"}])
def test_what_is_written_reads_back(values):
    assert read_document(document(values)) == values


@MANY
@given(st.lists(VALUES, min_size=1))
def test_the_form_is_one_that_any_json_library_can_be_told_to_write(values):
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for value in values]
    assert document(values) == "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.parametrize(
    "line",
    [
        b'["a", 1]', b'["a",1.0]', b'["a",1e3]', b'["a",-0]', b'["\\u0061"]', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b"[1],[2]",
        b"NaN", b"\xff", b"\xef\xbb\xbf[1]", b"", b"[1]\r", b'["\\u0000"]', b'["\\\\\\u0000"]',
        b"[" * 5000 + b"]" * 5000, b'["/\\/"]', b"9" * 5000,
    ],
)  # fmt: skip
def test_any_other_way_to_write_it_is_refused_and_the_line_is_named(line):
    with pytest.raises(DrawFileInvalid) as refused:
        read_document(b'["before"]\n' + line + b'\n["after"]\n')
    assert refused.value.fields["line"] == 2


def test_lines_that_only_together_make_a_value_are_refused():
    with pytest.raises(DrawFileInvalid):
        read_document(b"[1],[2]\n[[3]\n[4]]\n")


def test_the_last_line_has_to_be_ended():
    with pytest.raises(DrawFileInvalid):
        read_document(b"[1]\n[2]")


def test_lines_are_counted_over_many_pieces():
    many = document(["文字" * 100] * 20_000)
    assert len(read_document(many)) == 20_000
    with pytest.raises(DrawFileInvalid) as refused:
        read_document(many + b"[1, 2]\n" + many)
    assert refused.value.fields["line"] == 20_001


@pytest.mark.parametrize("content", [b"", b"[1]\n[2]\n"])
def test_a_file_of_one_line_has_one(content):
    with pytest.raises(DrawFileInvalid):
        read_one(content)


FLAT = st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6)


@MANY
@given(FLAT)
def test_the_shortcut_for_texts_reads_what_json_says_or_is_not_taken(rows):
    at_once = texts_at_once(document(rows), 3)
    has_control = any(ord(letter) < 32 for row in rows for text in row for letter in text)
    if at_once is None:
        assert has_control or any(letter in text for row in rows for text in row for letter in '"\\')
    else:
        assert list(map(list, zip(*at_once, strict=True))) == rows


@settings(MANY, max_examples=300)
@given(FLAT, st.data())
def test_the_shortcut_is_never_taken_for_what_is_not_canonical(rows, data):
    content = bytearray(document(rows))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 2))
        content[at : at + data.draw(st.integers(0, 1))] = data.draw(
            st.sampled_from([b'"', b",", b"]", b"[", b"\n", b" ", b"a", b"1", b""])
        )
    at_once = texts_at_once(bytes(content), 3)
    if at_once is not None:
        read = read_document(bytes(content))
        assert list(map(list, zip(*at_once, strict=True))) == read
