"""What a finger draws becomes marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.ui.views.drawing import Drawing, Tool
from sync.domain.marks import (
    LONGEST_MARK_TEXT,
    MOST_MARKS,
    MOST_POINTS,
    Arrow,
    BlurBox,
    Circle,
    Freehand,
    MarkColour,
    TextMark,
    problem_with_marks,
)

anywhere = st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))
strokes = st.tuples(st.sampled_from(Tool), st.lists(anywhere, min_size=1, max_size=12))


def drawn(tool, *points, colour=MarkColour.RED, words="裂缝"):
    drawing = Drawing(())
    drawing.tool, drawing.colour = tool, colour
    drawing.write(words)
    stroke(drawing, *points)
    return drawing.marks


def stroke(drawing, first, *others):
    drawing.begin(*first)
    for point in others:
        drawing.move(*point)
    return drawing.end()


@pytest.mark.parametrize(
    ("tool", "mark"),
    [
        (Tool.ARROW, Arrow((0.2, 0.4), (0.6, 0.5), MarkColour.BLUE)),
        (Tool.CIRCLE, Circle((0.4, 0.45), (0.2, 0.05), MarkColour.BLUE)),
        (Tool.FREEHAND, Freehand(((0.2, 0.4), (0.3, 0.3), (0.6, 0.5)), MarkColour.BLUE)),
        (Tool.TEXT, TextMark((0.6, 0.5), "裂缝", MarkColour.BLUE)),
        (Tool.BLUR, BlurBox((0.2, 0.4), (0.6, 0.5))),
    ],
)
def test_every_tool_makes_its_mark_of_where_the_finger_came_and_left(tool, mark):
    assert drawn(tool, (0.2, 0.4), (0.3, 0.3), (0.6, 0.5), colour=MarkColour.BLUE) == (mark,)


@given(st.lists(strokes, max_size=8))
def test_whatever_fingers_do_the_marks_are_sound(all_strokes):
    drawing = Drawing(())
    for tool, points in all_strokes:
        drawing.tool = tool
        drawing.write("此处")
        stroke(drawing, *points)
    assert problem_with_marks(drawing.marks) is None


@pytest.mark.parametrize("tool", [Tool.ARROW, Tool.CIRCLE, Tool.BLUR])
def test_a_mere_touch_is_no_shape(tool):
    assert drawn(tool, (0.5, 0.5)) == drawn(tool, (0.5, 0.5), (0.505, 0.505)) == ()


def test_a_mere_touch_is_a_dot_or_places_the_words():
    assert drawn(Tool.FREEHAND, (0.5, 0.5)) == (Freehand(((0.5, 0.5),)),)
    assert drawn(Tool.TEXT, (0.5, 0.5)) == (TextMark((0.5, 0.5), "裂缝"),)


def test_words_are_placed_once_and_asked_for_again():
    drawing = Drawing(())
    drawing.tool = Tool.TEXT
    assert drawing.asks_for_words
    assert not stroke(drawing, (0.5, 0.5))
    drawing.write("  此处\n堵塞 ")
    assert not drawing.asks_for_words
    assert stroke(drawing, (0.5, 0.5))
    assert drawing.marks == (TextMark((0.5, 0.5), "此处 堵塞"),)
    assert drawing.asks_for_words


def test_words_that_are_too_long_are_cut():
    assert len(drawn(Tool.TEXT, (0.5, 0.5), words="长" * 200)[0].text) == LONGEST_MARK_TEXT


def test_undo_takes_the_last_mark_away_and_nothing_when_there_is_none():
    drawing = Drawing(())
    for end in (0.5, 0.6):
        stroke(drawing, (0.1, 0.1), (end, end))
    drawing.undo()
    assert drawing.marks == (Arrow((0.1, 0.1), (0.5, 0.5)),)
    drawing.undo()
    drawing.undo()
    assert drawing.marks == ()


def test_only_what_no_photo_shows_yet_is_a_change():
    arrow = Arrow((0.1, 0.1), (0.5, 0.5))
    drawing = Drawing((arrow,), saved=(arrow,))
    assert not drawing.changed
    stroke(drawing, (0.1, 0.1), (0.9, 0.9))
    assert drawing.changed
    drawing.undo()
    assert not drawing.changed
    assert Drawing((arrow,)).changed


def test_points_that_are_hardly_apart_are_one():
    (dot,) = drawn(Tool.FREEHAND, (0.5, 0.5), (0.501, 0.501), (0.502, 0.499))
    assert dot.points == ((0.5, 0.5),)


def test_a_copy_takes_so_many_marks_and_no_more():
    drawing = Drawing([BlurBox((0.1, 0.1), (0.2, 0.2))] * (MOST_MARKS - 1))
    assert stroke(drawing, (0.1, 0.1), (0.5, 0.5))
    assert drawing.full
    assert not stroke(drawing, (0.1, 0.1), (0.5, 0.5))
    assert len(drawing.marks) == MOST_MARKS


def test_a_stroke_ends_where_no_more_points_fit():
    drawing = Drawing([Freehand(((0.5, 0.5),) * (MOST_POINTS - 3))])
    drawing.tool = Tool.FREEHAND
    stroke(drawing, *[(place / 20, 0.5) for place in range(20)])
    assert len(drawing.marks[-1].points) == 3
    assert drawing.full
    assert problem_with_marks(drawing.marks) is None
    drawing.tool = Tool.ARROW
    assert stroke(drawing, (0.1, 0.1), (0.5, 0.5))
