"""A password is long enough and not the first that everybody would try."""

import pytest

from inspector_app.demo.seed import DEMO_PASSWORD
from sync.domain.passwords import LEAST_LENGTH, problem_with_password
from sync.i18n import LANGUAGES, say


@pytest.mark.parametrize("password", ["", "x", "七个字的密码呀", "a" * (LEAST_LENGTH - 1)])
def test_a_short_password_is_refused(password: str):
    assert problem_with_password(password, "boss", "王局") == "password.problem.short"


@pytest.mark.parametrize("password", ["zhengdong", "Zhengdong", "zhengdong2026", "2026-Zhengdong!", "SUICHA2026", "王局长12345"])
def test_the_accounts_own_name_and_the_products_are_refused_whatever_is_around_them(password: str):
    assert problem_with_password(password, "zhengdong", "王局长") == "password.problem.name"


@pytest.mark.parametrize(
    "password", ["password", "Password1", "12345678", "1234567890", "87654321", "88888888", "abcdefgh", "1qaz2wsx", "P@ssw0rd"]
)
def test_what_everybody_tries_first_is_refused(password: str):
    assert problem_with_password(password, "boss", "王局") == "password.problem.obvious"


@pytest.mark.parametrize("password", [DEMO_PASSWORD, "a long secret", "三月的雨下在郑州城里", "yyyyzzzz", "zhengdong-rain"])
def test_anything_else_of_the_least_length_is_good_without_rules_of_composition(password: str):
    assert problem_with_password(password, "zhengdong", "王局") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["short", "name", "obvious"])
def test_every_problem_has_words(language: str, name: str):
    assert say(language, f"password.problem.{name}", least=LEAST_LENGTH)
