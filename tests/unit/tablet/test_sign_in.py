"""Who holds the tablet."""

import pytest

from inspector_app.services.place import Place, PlaceService
from sync.errors import SignInFailed, SignInPaused
from sync.i18n import explain


def test_the_right_pin_signs_in_without_any_network(bench):
    assert bench.sign_in.sign_in(bench.officer, "1357").name == "张喆"
    assert bench.sign_in.current().person_id == bench.officer


def test_a_colleagues_pin_does_not_sign_in_and_nothing_but_the_pin_is_blamed(bench):
    with pytest.raises(SignInFailed) as told:
        bench.sign_in.sign_in(bench.officer, "2468")
    assert explain("zh-CN", told.value).startswith("PIN 不正确")
    assert "可能已被更改" in explain("zh-CN", told.value)
    assert "may have been changed" in explain("en", told.value)
    assert "password" not in explain("en", told.value)
    assert bench.sign_in.current() is None


def test_wrong_pins_make_the_next_try_wait(bench):
    for _ in range(3):
        with pytest.raises(SignInFailed):
            bench.sign_in.sign_in(bench.officer, "0000")
    with pytest.raises(SignInPaused) as paused:
        bench.sign_in.sign_in(bench.officer, "1357")
    assert 1 <= paused.value.fields["seconds"] <= 6
    assert bench.sign_in.sign_in(bench.second_officer, "2468").name == "李玥"

    bench.clock.pass_by(seconds=6)
    assert bench.sign_in.sign_in(bench.officer, "1357").person_id == bench.officer


def test_a_clock_that_was_set_back_keeps_the_right_pin_out_no_longer_than_the_pause(bench):
    bench.clock.pass_by(hours=8)
    with pytest.raises(SignInFailed):
        bench.sign_in.sign_in(bench.officer, "0000")
    bench.clock.pass_by(hours=-8)
    assert bench.sign_in.sign_in(bench.officer, "1357").name == "张喆"

    bench.clock.pass_by(hours=8)
    for _ in range(3):
        with pytest.raises(SignInFailed):
            bench.sign_in.sign_in(bench.officer, "0000")
    bench.clock.pass_by(hours=-8)
    with pytest.raises(SignInPaused) as paused:
        bench.sign_in.sign_in(bench.officer, "1357")
    assert 1 <= paused.value.fields["seconds"] <= 6
    bench.clock.pass_by(seconds=6)
    assert bench.sign_in.sign_in(bench.officer, "1357").name == "张喆"


def test_a_restart_within_half_an_hour_goes_on_without_pin(bench, reopened):
    bench.sign_in.sign_in(bench.officer, "1357")
    bench.clock.pass_by(minutes=29)
    assert reopened().sign_in.current().person_id == bench.officer
    bench.clock.pass_by(minutes=2)
    assert bench.sign_in.current() is None


def test_a_clock_that_was_set_back_leaves_nobody_signed_in_for_longer(bench, reopened):
    bench.clock.pass_by(days=1)
    bench.sign_in.sign_in(bench.officer, "1357")
    bench.clock.pass_by(days=-1)
    bench.sign_in.touch(bench.officer)
    bench.clock.pass_by(minutes=29)
    assert reopened().sign_in.current().person_id == bench.officer
    bench.clock.pass_by(minutes=2)
    assert reopened().sign_in.current() is None


def test_who_has_done_nothing_since_the_clock_was_set_back_is_asked_for_the_pin_again(bench, reopened):
    bench.sign_in.sign_in(bench.officer, "1357")
    bench.clock.pass_by(days=-365)
    assert reopened().sign_in.current() is None


def test_work_keeps_the_officer_signed_in(bench):
    bench.sign_in.sign_in(bench.officer, "1357")
    for _ in range(3):
        bench.clock.pass_by(minutes=20)
        bench.sign_in.touch(bench.officer)
    assert bench.sign_in.current().person_id == bench.officer


def test_signing_out_hands_the_tablet_over(bench, reopened):
    bench.sign_in.sign_in(bench.officer, "1357")
    bench.sign_in.sign_out()
    assert reopened().sign_in.current() is None


def test_each_officer_returns_to_their_own_place(bench, reopened):
    inspection = bench.started()
    places = PlaceService(bench.preferences)
    places.remember(bench.officer, Place(inspection, "D03", "open"))
    again = PlaceService(reopened().preferences)
    assert again.recall(bench.officer) == Place(inspection, "D03", "open")
    assert again.recall(bench.second_officer) == Place()
