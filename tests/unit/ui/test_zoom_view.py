"""The steps in which a camera is brought nearer."""

import pytest

from inspector_app.ui.views.zoom_view import zooms


@pytest.mark.parametrize(
    ("least", "most", "levels"),
    [
        (1.0, 8.0, {"1×": 1.0, "2×": 2.0, "4×": 4.0}),
        (1.0, 2.5, {"1×": 1.0, "2×": 2.0}),
        (0.6, 10.0, {"1×": 1.0, "2×": 2.0, "4×": 4.0}),
        (100.0, 400.0, {"1×": 100.0, "2×": 200.0, "4×": 400.0}),
    ],
)
def test_steps_begin_with_the_whole_picture_of_a_lens(least, most, levels):
    assert {zoom.words: zoom.level for zoom in zooms(least, most)} == levels


@pytest.mark.parametrize("range_", [(1.0, 1.0), (1.0, 1.9), (0.5, 0.9)])
def test_nothing_is_offered_where_there_is_nothing_to_choose(range_):
    assert zooms(*range_) == []
