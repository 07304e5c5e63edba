"""Why a draw is not possible, in words: which constraint, by how much, and what would help."""

from sync.domain.draw.shortfalls import Shortfall
from sync.errors import FieldValue
from sync.i18n import say

_SHOWN = 10
"""So many places of one shortfall are said."""


def shortfall_sentence(language: str, one: Shortfall) -> str:
    """One shortfall with who was left out and what would make it possible."""
    where = ", ".join(one.where[:_SHOWN]) + (" …" if len(one.where) > _SHOWN else "")
    numbers: dict[str, FieldValue] = {"needed": one.needed, "available": one.available, "missing": one.missing, "where": where}
    said = [say(language, f"shortfall.{one.constraint.value}", **numbers)]
    if one.excluded:
        reasons = [say(language, f"shortfall.excluded.{why}", count=count) for why, count in one.excluded.items()]
        said.append(say(language, "shortfall.excluded", reasons=say(language, "shortfall.comma").join(reasons)))
    remedies = [say(language, f"shortfall.remedy.{remedy}", count=count) for remedy, count in one.remedies.items()]
    if remedies:
        said.append(say(language, "shortfall.remedies", remedies=say(language, "shortfall.or").join(remedies)))
    return " ".join(said)
