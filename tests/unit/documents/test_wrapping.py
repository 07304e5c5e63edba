"""Lines by the rules of Chinese setting, for any text and any width."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sync.documents.wrapping import NO_END, NO_START, break_lines

TEXTS = st.text(st.sampled_from("检查记录张喆玥堃 　\n，。、）（“”《》%,.;([]aWi01-/"), max_size=120)
WIDTHS = st.floats(1, 40)


def measure(text):
    """Ideographs are 1 wide, Latin characters 0.5, and W a little more."""
    return sum(0.75 if one == "W" else 0.5 if one.isascii() else 1.0 for one in text)


def without_blanks(lines):
    return "".join("".join(lines).split())


def parted_badly(before, after):
    return after[0] in NO_START or before[-1] in NO_END


@given(TEXTS, WIDTHS)
def test_no_character_is_lost_or_added(text, width):
    assert without_blanks(break_lines(text, width, measure)) == without_blanks(text)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_allowed(text, width):
    for line in break_lines(text, width, measure):
        assert measure(line) <= width or len(line) == 1


@given(TEXTS, st.floats(12, 40))
def test_no_line_starts_or_ends_with_a_mark_that_may_not_stand_there(text, width):
    for paragraph in text.split("\n"):
        assume(all(measure(word) <= width for word in glued_runs(paragraph)))
        lines = [line for line in break_lines(paragraph, width, measure) if line]
        for before, after in zip(lines, lines[1:], strict=False):
            assert not parted_badly(before, after) or parted_by_a_blank(paragraph, before, after)


@example("“" * 30, 10.0)
@example("检" + "。" * 30, 10.0)
@given(TEXTS, WIDTHS)
def test_what_is_wider_than_a_line_is_cut_and_never_loops(text, width):
    assert len(break_lines(text, width, measure)) <= len(text) + 1


def glued_runs(paragraph):
    """Maximal runs without a legal break, written without the code under test: marks stick to their neighbours."""
    run = ""
    for one in paragraph:
        legal = run and (one.isspace() or run[-1].isspace() or not (one in NO_START or run[-1] in NO_END or both_latin(run, one)))
        if legal:
            yield run
            run = ""
        run += one
    yield run


def both_latin(run, one):
    return run[-1].isascii() and one.isascii()


def parted_by_a_blank(paragraph, before, after):
    """Whether the text itself has white space there, as in “见 （附件”."""
    return f"{before}{after}" not in paragraph


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("堆放纸箱，通道堵塞。", 4, ["堆放纸", "箱，通道", "堵塞。"]),
        ("见合同（附件）", 4, ["见合同", "（附件）"]),
        ("见合同（附件一）", 4, ["见合同", "（附件", "一）"]),
        ("灭火器 MFZ-03 已过期", 5, ["灭火器", "MFZ-03 已", "过期"]),
        ("净宽0.65m，不足", 5, ["净宽", "0.65m，不", "足"]),
        ("Fire lanes kept clear", 6, ["Fire lanes", "kept clear"]),
        ("第一行\n\n第三行", 9, ["第一行", "", "第三行"]),
        ("0123456789", 3, ["012345", "6789"]),
        ("", 5, [""]),
    ],
)
def test_lines_read_as_a_setter_would_break_them(text, width, lines):
    assert break_lines(text, width, measure) == lines
