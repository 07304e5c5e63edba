"""Ten thousand fixed seeds: everybody is drawn as often as drawing without replacement would have it, and not more evenly either.

For counts c of N things of which n are drawn in each of D draws, sum (c - Dp)^2 / (Dp(1 - p)) x (N - 1) / N with p = n/N follows
a chi-square distribution with N - 1 degrees of freedom. One test for all, at 0.001, at both ends.
"""

import pytest

from tests.benchmarks.draw_fairness import counts, limits, statistic

pytestmark = pytest.mark.details


def test_compounds_officers_and_experts_are_drawn_as_often_as_chance_has_it():
    for name, found in counts(10_000).items():
        least, most = limits(len(found.counts))
        assert least < statistic(found) < most, name


def test_the_test_would_notice_a_draw_that_is_not_fair():
    found = counts(1_000)["compounds"]
    least, most = limits(len(found.counts))
    lucky = found.counts.copy()
    moved = 80
    lucky[0], lucky[1] = lucky[0] + moved, lucky[1] - moved
    assert statistic(found) < most
    assert statistic(found.with_counts(lucky)) > most
    assert statistic(found.with_counts([sum(found.counts) // len(found.counts)] * len(found.counts))) < least
