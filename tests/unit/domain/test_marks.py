"""Marks on a photo: plain data, the same for every size of the picture, and bounded."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.marks import (
    LONGEST_MARK_TEXT,
    MOST_MARKS,
    MOST_POINTS,
    Arrow,
    BlurBox,
    Circle,
    Freehand,
    Mark,
    MarkColour,
    TextMark,
    placed,
    problem_with_marks,
)
from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_json
from sync.protocol.operations import LONGEST_LINE

points = st.builds(placed, st.floats(0, 1), st.floats(0, 1))
colours = st.sampled_from(MarkColour)
texts = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=LONGEST_MARK_TEXT)
marks = st.lists(
    st.one_of(
        st.builds(Arrow, points, points, colours),
        st.builds(Circle, points, points, colours),
        st.builds(Freehand, st.lists(points, min_size=1, max_size=40).map(tuple), colours),
        st.builds(TextMark, points, texts, colours),
        st.builds(BlurBox, points, points),
    ),
    max_size=12,
).map(tuple)

ARROW = Arrow((0.1, 0.2), (0.5, 0.5))
STROKE = Freehand(((0.1, 0.1), (0.2, 0.3)))
TEXT = TextMark((0.5, 0.5), "裂缝")


@given(marks=marks)
def test_marks_come_back_from_json_as_they_were(marks):
    assert from_json(to_json(marks), tuple[Mark, ...]) == marks
    assert problem_with_marks(marks) is None


def test_marks_are_plain_and_short_as_json():
    assert to_json((ARROW, replace(TEXT, colour=MarkColour.WHITE), BlurBox((0, 0), (1, 1)))) == (
        '[{"tail":[0.1,0.2],"tip":[0.5,0.5]},{"at":[0.5,0.5],"text":"裂缝","colour":"white"},{"corner":[0,0],"opposite":[1,1]}]'
    )


@pytest.mark.parametrize(
    "json",
    [
        '[{"tail":[0.1,0.2]}]',
        '[{"tail":[0.1],"tip":[0.5,0.5]}]',
        '[{"tail":[0.1,0.2,0.3],"tip":[0.5,0.5]}]',
        '[{"tail":["0",0.2],"tip":[0.5,0.5]}]',
        '[{"tail":[0.1,0.2],"tip":[0.5,0.5],"colour":"mauve"}]',
        '[{"points":[[0.1,NaN]]}]',
        '[{"shape":"star"}]',
        "[{}]",
    ],
)
def test_json_that_is_no_mark_is_refused(json):
    with pytest.raises(OperationInvalid):
        from_json(json, tuple[Mark, ...])


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        (replace(ARROW, tail=(-0.01, 0.5)), "tail"),
        (replace(ARROW, tip=(0.5, 1.01)), "tip"),
        (replace(ARROW, tip=(0.5, float("nan"))), "tip"),
        (Circle((0.5, 2.0), (0.1, 0.1)), "centre"),
        (Circle((0.5, 0.5), (-0.1, 0.1)), "radii"),
        (Freehand(()), "points"),
        (replace(STROKE, points=((0.5, 0.5), (float("inf"), 0.5))), "points"),
        (BlurBox((0.5, 0.5), (1.5, 0.5)), "opposite"),
        (BlurBox((-1.0, 0.5), (0.5, 0.5)), "corner"),
        (replace(TEXT, at=(7.0, 0.0)), "at"),
        (replace(TEXT, text=""), "text"),
        (replace(TEXT, text="  "), "text"),
        (replace(TEXT, text="长" * (LONGEST_MARK_TEXT + 1)), "text"),
        (replace(TEXT, text="门\x00锁"), "text"),
        (replace(TEXT, text="两\n行"), "text"),
    ],
)
def test_an_impossible_mark_is_named(mark, problem):
    assert problem_with_marks((ARROW, mark)) == problem


def test_there_are_only_so_many_marks_and_points():
    assert problem_with_marks((ARROW,) * MOST_MARKS) is None
    assert problem_with_marks((ARROW,) * (MOST_MARKS + 1)) == "marks"
    stroke = Freehand(((0.5, 0.5),) * (MOST_POINTS // 2))
    assert problem_with_marks((stroke, stroke)) is None
    assert problem_with_marks((stroke, stroke, STROKE)) == "points"


def test_the_most_marks_that_are_allowed_fit_an_operation_line():
    strokes = (Freehand(tuple(placed(n / MOST_POINTS + 0.00004, 1 / (n + 3)) for n in range(MOST_POINTS))),)
    texts = (replace(TEXT, text="𬭚" * LONGEST_MARK_TEXT, at=(0.1234, 0.5678), colour=MarkColour.YELLOW),) * (MOST_MARKS - 1)
    assert problem_with_marks(strokes + texts) is None
    assert len(to_json(strokes + texts).encode()) < LONGEST_LINE - 2000


@given(x=st.floats(-5, 5), y=st.floats(-5, 5))
def test_a_finger_beside_the_picture_marks_its_edge(x, y):
    assert problem_with_marks((Freehand((placed(x, y),)),)) is None
