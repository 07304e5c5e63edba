"""Laws and their articles, gathered for reading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sync.domain.checklists import LegalBasis

_ARTICLE = re.compile("第([一二三四五六七八九十百千零〇0-9]+)条")
_DIGITS = {"零": 0, "〇": 0, **{digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Provisions:
    """A law and some of its articles, each once, in the order of the law."""

    law: str
    articles: tuple[str, ...]


def provisions_of(basis: Iterable[LegalBasis]) -> tuple[Provisions, ...]:
    """Articles under their law. Laws stand in the order they are first named; articles without a number come last."""
    laws: dict[str, dict[str, None]] = {}
    for one in basis:
        laws.setdefault(one.law, {})[one.article] = None
    return tuple(Provisions(law, tuple(sorted(articles, key=_place_in_law))) for law, articles in laws.items())


def _place_in_law(article: str) -> float:
    found = _ARTICLE.match(article)
    return _number(found[1]) if found else float("inf")


def _number(numeral: str) -> int:
    """The value of a numeral such as 一千二百五十四, 十六 or 33."""
    if numeral.isascii():
        return int(numeral)
    total = digit = 0
    for sign in numeral:
        if unit := _UNITS.get(sign):
            total, digit = total + (digit or 1) * unit, 0
        else:
            digit = _DIGITS.get(sign, 0)
    return total + digit
