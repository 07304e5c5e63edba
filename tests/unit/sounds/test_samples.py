"""Samples from a microphone that does not say at which rate it gives them."""

from random import Random

import pytest

from sync.errors import SoundUnreadable
from sync.sounds.opening import open_sound
from sync.sounds.samples import SHORTEST_RECORDING, Samples


def heard(rate, channels, seconds, late=0.0, chunk_frames=2048, seed=3):
    """As a browser sends them; each chunk comes up to ``late`` seconds after it was full."""
    random, samples = Random(seed), Samples()
    for number in range(1, int(seconds * rate / chunk_frames) + 1):
        at = 500 + number * chunk_frames / rate + random.uniform(0, late)
        samples.take(number, random.randbytes(2 * channels) * chunk_frames, at)
    return samples


def problem_of(samples):
    with pytest.raises(SoundUnreadable) as refused:
        samples.sound()
    return refused.value.fields["problem"].removeprefix("sound.problem.")


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("late", [0.0, 0.06])
def test_the_rate_is_recognised_by_how_fast_samples_come(rate, channels, late):
    for seconds in (3, 20):
        content = heard(rate, channels, seconds, late).sound()
        assert int.from_bytes(content[24:28], "little") == rate
        assert int.from_bytes(content[22:24], "little") == channels
        assert open_sound(content).milliseconds == pytest.approx(seconds * 1000, abs=150)


def test_one_chunk_that_came_late_does_not_change_the_speed():
    samples = heard(44_100, 1, 5)
    samples.take(60, b"\1\2" * 2048, 500 + 60 * 2048 / 44_100 + 0.8)
    assert int.from_bytes(samples.sound()[24:28], "little") == 44_100


def test_chunks_stand_in_their_order_however_they_came():
    samples = Samples()
    order = list(range(1, 101))
    Random(4).shuffle(order)
    for number in order:
        samples.take(number, bytes([number, 0]) * 1600, number / 10)
    assert [samples.sound()[44 + 3200 * place] for place in range(100)] == list(range(1, 101))


def test_a_tap_by_mistake_is_too_short():
    assert problem_of(heard(16_000, 1, SHORTEST_RECORDING - 0.5)) == "too-short"
    assert problem_of(Samples()) == "nothing-recorded"


@pytest.mark.parametrize("share", [0.5, 0.9, 1.2])
def test_a_microphone_that_breaks_off_is_refused_rather_than_written_too_fast(share):
    samples, rate = Samples(), 44_100 * share
    for number in range(1, 200):
        samples.take(number, bytes(4096), number * 2048 / rate)
    assert problem_of(samples) == "unsteady"


def test_the_seconds_run_from_the_first_chunk_on():
    samples = Samples()
    assert samples.seconds(100.0) == 0
    samples.take(1, bytes(4096), 100.0)
    assert samples.seconds(107.5) == 7.5
