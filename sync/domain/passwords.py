"""Which passwords an account of the centre may have: long enough, and not what everybody would try first.

As NIST SP 800-63B: a least length, a list of values that are refused, the account's own name among them, and no rules of
composition. GB/T 22239 asks for complexity and leaves the measure open; length is the measure here.
"""

LEAST_LENGTH = 8
_OBVIOUS = {
    "password", "passw0rd", "passwort", "p@ssw0rd", "p@ssword", "administrator", "qwertyui", "qwertyuiop", "asdfghjkl",
    "1q2w3e4r", "qazwsxedc", "abcd1234", "abc12345", "a1234567", "iloveyou", "woaini1314", "5201314520", "letmein1", "changeme",
    "1qaz2wsx", "welcome1", "zhengzhou", "suicha123",
}  # fmt: skip
_PRODUCT = "suicha"


def problem_with_password(password: str, *names: str) -> str | None:
    """The key of the sentence that says what is wrong, or None. ``names`` are the account's login and its person's name."""
    if len(password) < LEAST_LENGTH:
        return "password.problem.short"
    if any(_is_but_a(name, password) for name in (*names, _PRODUCT) if name):
        return "password.problem.name"
    if password.casefold() in _OBVIOUS or _letters(password) in _OBVIOUS or _is_a_row(password):
        return "password.problem.obvious"
    return None


def _is_but_a(name: str, password: str) -> bool:
    """The name, however it is written, with nothing but digits and signs around it."""
    return _letters(password) == _letters(name) != "" or password.casefold() == name.casefold()


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _is_a_row(password: str) -> bool:
    """The same character again and again, or each the next, or the one before."""
    steps = {ord(after) - ord(before) for before, after in zip(password, password[1:], strict=False)}
    around = {step % 10 for step in steps} if password.isascii() and password.isdigit() else steps
    return len(around) == 1 and around <= {-1, 0, 1, 9}
