import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.people import is_acceptable_pin, make_pin_verifier, pause_after, pin_matches

pins = st.text("0123456789", min_size=4, max_size=8)


@given(pin=pins, other=pins, salt=st.binary(min_size=16, max_size=16))
def test_a_verifier_recognises_its_pin_and_no_other(pin, other, salt):
    verifier = make_pin_verifier(pin, salt, rounds=10)
    assert pin_matches(pin, verifier)
    assert pin_matches(other, verifier) is (other == pin)


def test_a_verifier_hides_the_pin_and_differs_by_salt():
    first, second = (make_pin_verifier("482913", salt, rounds=10) for salt in (b"a" * 16, b"b" * 16))
    assert first != second
    assert "482913" not in first


def test_the_default_work_is_heavy_enough_to_slow_down_guessing():
    assert int(make_pin_verifier("482913", b"a" * 16).split("$")[1]) >= 200_000


@pytest.mark.parametrize(
    "verifier", ["", "argon2$x", "pbkdf2-sha256", "pbkdf2-sha256$10$zz$00", "pbkdf2-sha256$x$00$00", "pbkdf2-sha256$0$00$00"]
)
def test_an_unknown_or_spoilt_verifier_matches_no_pin(verifier):
    assert pin_matches("482913", verifier) is False


@pytest.mark.parametrize("pin", ["4829", "12345678", "0001"])
def test_four_to_eight_digits_make_a_pin(pin):
    assert is_acceptable_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "1111", "12a4", "１２３４", "²²³³", "12 4", "-123"])
def test_anything_else_makes_no_pin(pin):
    assert not is_acceptable_pin(pin)


def test_the_pause_after_wrong_pins_grows_up_to_five_minutes():
    assert [pause_after(tries) for tries in range(10)] == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300]
    assert pause_after(10_000) == 300
