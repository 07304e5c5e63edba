"""What the sign-in screen says."""

import pytest

from inspector_app.console.screens.sign_in_view import missing_field, sign_in_view


@pytest.mark.parametrize(
    ("login", "password", "missing"),
    [
        ("", "", "console.sign_in.no_login"),
        ("  ", "secret", "console.sign_in.no_login"),
        ("shen", "", "console.sign_in.no_password"),
        ("shen", " ", None),
    ],
)
def test_what_was_not_filled_in_is_asked_for_first(login: str, password: str, missing: str | None) -> None:
    assert missing_field(login, password) == missing


def test_the_button_says_what_it_is_doing() -> None:
    assert sign_in_view("en").button == "Sign in"
    assert sign_in_view("en", busy=True).button == "Signing in…"


def test_the_form_speaks_the_language_of_the_page() -> None:
    assert (sign_in_view("zh-CN").login, sign_in_view("en").login) == ("账号", "Login")
