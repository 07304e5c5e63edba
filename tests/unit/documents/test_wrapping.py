"""Lines by the rules of Chinese setting, for any text and any width."""

from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.documents.wrapping import NO_END, NO_START, break_lines

TEXTS = st.text(st.sampled_from("检查记录张喆玥堃检查记录张喆玥堃 　\n，。）（“”《%,([aW0-/"), max_size=120)
WIDTHS = st.floats(1, 40)


def measure(text):
    """Ideographs are 1 wide, Latin characters 0.5, and W a little more."""
    return sum(0.75 if one == "W" else 0.5 if one.isascii() else 1.0 for one in text)


def without_blanks(lines):
    return "".join("".join(lines).split())


@given(TEXTS, WIDTHS)
def test_no_character_is_lost_or_added(text, width):
    assert without_blanks(break_lines(text, width, measure)) == without_blanks(text)


@pytest.mark.details
@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_allowed(text, width):
    for line in break_lines(text, width, measure):
        assert measure(line) <= width or len(line) == 1


@given(TEXTS, WIDTHS)
def test_lines_end_between_runs_or_within_one_that_is_wider_than_a_line(text, width):
    for paragraph in text.split("\n"):
        lines = [line for line in break_lines(paragraph, width, measure) if line]
        ends = set(accumulate(len(without_blanks([line])) for line in lines))
        start = 0
        for run in glued_runs(paragraph):
            within = {end for end in ends if start < end < start + len(run)}
            assert not within or measure(run) > width
            start += len(run)


@example("“" * 30, 10.0)
@example("检" + "。" * 30, 10.0)
@given(TEXTS, WIDTHS)
def test_what_is_wider_than_a_line_is_cut_and_never_loops(text, width):
    assert len(break_lines(text, width, measure)) <= len(text) + 1


def glued_runs(paragraph):
    """Runs without white space and without a legal break, told apart without the code under test."""
    runs = []
    for word in paragraph.split():
        runs.append("")
        for one in word:
            if runs[-1] and not (one in NO_START or runs[-1][-1] in NO_END or both_latin(runs[-1], one)):
                runs.append("")
            runs[-1] += one
    return runs


def both_latin(run, one):
    return run[-1].isascii() and one.isascii()


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
