"""Unified social credit codes of enterprises that do not exist.

Form and both check characters follow GB 32100-2015 and GB 11714-1997. The region 410199 is assigned to no place, so that no
code here can belong to anyone.
"""

from sync.domain.registers.credit_codes import ALPHABET, check_character

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_NOWHERE = "410199"
_SERIAL_LENGTH = 6


def invented_credit_code(number: int) -> str:
    """The 18 characters for the enterprise with this number, from 0 up."""
    serial = ""
    for _ in range(_SERIAL_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        serial = ALPHABET[digit] + serial
    body = f"MA{serial}"
    code = f"91{_NOWHERE}{body}{organisation_check(body)}"
    return code + check_character(code)


def organisation_check(body: str) -> str:
    """The 9th character of an organisation code for the first 8 (GB 11714, modulo 11)."""
    total = sum(int(character, 36) * weight for character, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
