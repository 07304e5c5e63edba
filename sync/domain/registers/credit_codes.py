"""Unified social credit codes of enterprises: their form and check character after GB 32100-2015."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and capitals without I, O, S, V and Z."""


def has_form(code: str) -> bool:
    """18 characters of the alphabet."""
    return len(code) == 18 and all(character in ALPHABET for character in code)


def check_character(code: str) -> str:
    """The 18th character for the first 17: weights are powers of 3 modulo 31."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(code[:17]))
    return ALPHABET[-total % 31]
