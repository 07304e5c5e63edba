"""What the sign-in screen says. Pure."""

from dataclasses import dataclass

from sync.i18n import say


@dataclass(frozen=True, slots=True)
class SignInView:
    """``problem`` is empty unless something stands in the way; ``busy`` while the centre is being asked."""

    title: str
    subtitle: str
    login: str
    password: str
    button: str
    problem: str
    busy: bool


def sign_in_view(language: str, problem: str = "", busy: bool = False) -> SignInView:
    """The labels of the form."""
    return SignInView(
        title=say(language, "console.title"),
        subtitle=say(language, "console.subtitle"),
        login=say(language, "console.sign_in.login"),
        password=say(language, "console.sign_in.password"),
        button=say(language, "console.sign_in.busy" if busy else "console.sign_in.button"),
        problem=problem,
        busy=busy,
    )


def missing_field(login: str, password: str) -> str | None:
    """The key of the sentence about what was not filled in, or None."""
    if not login.strip():
        return "console.sign_in.no_login"
    if not password:
        return "console.sign_in.no_password"
    return None
