"""Sessions and enrolment codes end by themselves."""

import pytest

from sync.domain.people import Role
from sync.errors import EnrolmentCodeInvalid, SignInFailed, SignInPaused, TokenInvalid
from sync.protocol.messages import EnrolmentRequest


def test_a_session_ends_after_twelve_hours(office, clock):
    token = office.centre.access.sign_in(office.account(Role.SUPERVISOR), office.password).token
    clock.pass_by(hours=11, minutes=59)
    assert office.centre.access.account_of(token).name == "陈审核"
    clock.pass_by(minutes=2)
    with pytest.raises(TokenInvalid):
        office.centre.access.account_of(token)


def test_a_session_knows_when_it_ends(office, clock):
    begun = clock.now()
    token = office.centre.access.sign_in(office.account(Role.SUPERVISOR), office.password).token
    clock.pass_by(hours=3)
    assert (office.centre.access.account_of(token).until - begun).total_seconds() == 12 * 3600


def test_an_enrolment_code_ends_after_seven_days(office, clock):
    early, late = (office.centre.registers.create_enrolment_code([office.officer]) for _ in range(2))
    clock.pass_by(days=6, hours=23)
    assert office.centre.access.enrol(EnrolmentRequest(early, office.ids.new(), "平板")).device_token
    clock.pass_by(hours=2)
    with pytest.raises(EnrolmentCodeInvalid):
        office.centre.access.enrol(EnrolmentRequest(late, office.ids.new(), "平板"))


def test_the_pause_after_wrong_tries_grows_and_passes(office, clock):
    login, pauses = office.account(Role.SUPERVISOR), []
    for attempt in range(5):
        with pytest.raises(SignInFailed):
            office.centre.access.sign_in(login, "wrong")
        if attempt >= 2:
            with pytest.raises(SignInPaused) as paused:
                office.centre.access.sign_in(login, office.password)
            pauses.append(paused.value.fields["seconds"])
            clock.pass_by(seconds=pauses[-1])
    assert pauses == [6, 11, 21]
    assert office.centre.access.sign_in(login, office.password).token


def test_a_centres_clock_that_was_set_back_keeps_nobody_out_until_it_shows_that_time_again(office, clock):
    login = office.account(Role.SUPERVISOR)
    for tries in (1, 3):
        for _ in range(tries):
            with pytest.raises(SignInFailed):
                office.centre.access.sign_in(login, "wrong")
        clock.pass_by(days=-1)
        assert office.centre.access.sign_in(login, office.password).token
