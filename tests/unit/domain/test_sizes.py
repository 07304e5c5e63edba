"""One way to say how large something is, for whoever says it."""

import pytest

from sync.sizes import size, unbroken


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (690_176, "690 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (4_812_331, "4.8 MB"),
        (999_949_999, "999.9 MB"),
        (999_950_000, "1.0 GB"),
    ],
)
def test_a_size_is_said_in_the_unit_that_fits(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 B"), (999, "999 B"), (1000, "1 kB")])
def test_little_is_said_in_bytes_where_it_is_to_be_exact(count: int, words: str) -> None:
    assert size(count, exact=True) == words


def test_in_a_sentence_no_line_ends_between_a_number_and_its_unit() -> None:
    assert unbroken(size(4_812_331)) == "4.8\N{NO-BREAK SPACE}MB"
