"""Signing in and out, and bringing a tablet into service."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from secrets import token_urlsafe

import pytest

from sync.domain.ids import IdMaker
from sync.domain.people import Role
from sync.errors import AlreadyExists, EnrolmentCodeInvalid, OperationInvalid, SignInFailed, SignInPaused, TokenInvalid
from sync.protocol.console import InspectionFilter
from sync.protocol.messages import EnrolmentRequest

PASSWORD = "a-long-password"
_IDS = IdMaker()


def test_a_session_names_the_person_the_role_and_the_districts(world, connect):
    session = connect().sign_in(world.account(), PASSWORD)
    assert (session.name, session.role, session.districts) == ("陈审核", Role.SUPERVISOR, (world.district,))


def test_an_administrators_session_has_no_limits(world, connect):
    assert connect().sign_in(world.account(Role.ADMINISTRATOR), PASSWORD).districts is None


@pytest.mark.parametrize("login", ["nobody", "", "a\x00b", "x" * 3000])
def test_an_unknown_login_fails_like_a_wrong_password(world, connect, login):
    with pytest.raises(SignInFailed):
        connect().sign_in(login, PASSWORD)


@pytest.mark.parametrize("password", ["", "a\x00b", "\ud800"])
def test_a_password_that_nobody_could_have_is_a_wrong_one(world, connect, password):
    with pytest.raises(SignInFailed):
        connect().sign_in(world.account(), password)


def test_wrong_tries_make_a_pause_that_also_holds_for_the_right_password(world, connect):
    login = world.account()
    for _ in range(3):
        with pytest.raises(SignInFailed):
            connect().sign_in(login, "wrong")
    with pytest.raises(SignInPaused) as paused:
        connect().sign_in(login, PASSWORD)
    assert 1 <= paused.value.fields["seconds"] <= 5


def test_wrong_tries_at_the_same_moment_gain_nobody_more_of_them(world, connect):
    login = world.account()

    def try_it(number):
        with pytest.raises((SignInFailed, SignInPaused)) as refused:
            connect().sign_in(login, f"wrong-{number}")
        return refused.type

    with ThreadPoolExecutor(8) as together:
        refusals = list(together.map(try_it, range(8)))
    assert (refusals.count(SignInFailed), refusals.count(SignInPaused)) == (3, 5)


def test_signing_in_forgets_earlier_wrong_tries(world, connect):
    login = world.account()
    for _ in range(2):
        for _ in range(2):
            with pytest.raises(SignInFailed):
                connect().sign_in(login, "wrong")
        connect().sign_in(login, PASSWORD)


def test_after_signing_out_the_token_means_nothing(world, connect):
    client = connect()
    token = client.sign_in(world.account(), PASSWORD).token
    client.sign_out()
    with pytest.raises(TokenInvalid):
        connect(token).inspections(InspectionFilter())


@pytest.mark.parametrize("token", ["", "x", "x" * 5000])
def test_an_invented_token_means_nothing(world, connect, token):
    with pytest.raises(TokenInvalid):
        connect(token).inspections(InspectionFilter())
    with pytest.raises(TokenInvalid):
        connect(token).pull(None)


def test_a_tablets_token_opens_no_console_and_a_session_no_tablet_call(world, tablet, connect):
    with pytest.raises(TokenInvalid):
        tablet.centre.inspections(InspectionFilter())
    with pytest.raises(TokenInvalid):
        world.supervisor().pull(None)


def test_a_code_brings_one_tablet_into_service(world, connect):
    code = world.centre.registers.create_enrolment_code(world.team)
    enrolment = connect().enrol(EnrolmentRequest(code, _IDS.new(), "平板甲"))
    assert enrolment.centre_name == "示范中心"
    assert connect(enrolment.device_token).pull(None).assignments
    with pytest.raises(EnrolmentCodeInvalid):
        connect().enrol(EnrolmentRequest(code, _IDS.new(), "平板乙"))


def test_a_code_may_be_typed_in_small_letters_and_without_its_dash(world, connect):
    code = world.centre.registers.create_enrolment_code(world.team)
    assert connect().enrol(EnrolmentRequest(f" {code.lower().replace('-', ' ')}", _IDS.new(), "平板")).device_token


def test_a_tablet_that_never_heard_the_answer_asks_again_and_nobody_else_gets_in_by_its_code(world, connect):
    code = world.centre.registers.create_enrolment_code(world.team)
    request = EnrolmentRequest(code, _IDS.new(), "平板", token_urlsafe(32))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda client: client.enrol(request), [connect() for _ in range(4)]))
    assert {answer.device_token for answer in answers} == {request.device_token}
    assert connect(request.device_token).pull(None).assignments
    for other in (replace(request, device_token=token_urlsafe(32)), replace(request, device_id=_IDS.new())):
        with pytest.raises(EnrolmentCodeInvalid):
            connect().enrol(other)


@pytest.mark.parametrize("token", ["short", "x" * 42, "x" * 201, "x" * 42 + "\n", "密" * 43])
def test_a_token_that_could_be_guessed_or_is_none_is_not_taken_and_the_code_stays_good(world, connect, token):
    code = world.centre.registers.create_enrolment_code(world.team)
    with pytest.raises(OperationInvalid):
        connect().enrol(EnrolmentRequest(code, _IDS.new(), "平板", token))
    assert connect().enrol(EnrolmentRequest(code, _IDS.new(), "平板")).device_token


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "x" * 1000])
def test_an_invented_code_is_refused(world, connect, code):
    with pytest.raises(EnrolmentCodeInvalid):
        connect().enrol(EnrolmentRequest(code, _IDS.new(), "平板"))


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 101])
def test_a_tablet_needs_a_name_people_can_read(world, connect, name):
    code = world.centre.registers.create_enrolment_code(world.team)
    with pytest.raises(OperationInvalid):
        connect().enrol(EnrolmentRequest(code, _IDS.new(), name))


def test_an_id_that_is_in_use_is_refused_and_the_code_stays_good(world, tablet, connect):
    code = world.centre.registers.create_enrolment_code(world.team)
    with pytest.raises(AlreadyExists):
        connect().enrol(EnrolmentRequest(code, tablet.device_id, "平板"))
    assert connect().enrol(EnrolmentRequest(code, _IDS.new(), "平板")).device_token
    assert tablet.centre.pull(None).assignments
