"""Why a draw is not possible, in sentences: which constraint, by how much, and what would help."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from inspector_app.cli.language import LANGUAGE, text
from inspector_app.cli.reporting import answer
from sync.errors import DrawImpossible, FieldValue
from sync.i18n import explain

if TYPE_CHECKING:
    from sync.domain.draw.shortfalls import Shortfall

_SHOWN = 10
"""So many shortfalls, and of each so many places, are said; --json has them all."""


def impossible(shortfalls: "Sequence[Shortfall]", data: dict[str, Any]) -> None:
    """Says why, and ends with exit code 1."""
    more = len(shortfalls) - _SHOWN
    answer(
        data,
        explain(LANGUAGE, DrawImpossible(count=len(shortfalls))),
        *(shortfall_sentence(one) for one in shortfalls[:_SHOWN]),
        *([text("shortfall.more", count=more)] if more > 0 else []),
    )
    click.get_current_context().exit(1)


def shortfall_sentence(one: "Shortfall") -> str:
    """One shortfall with who was left out and what would make it possible."""
    where = ", ".join(one.where[:_SHOWN]) + (" …" if len(one.where) > _SHOWN else "")
    numbers: dict[str, FieldValue] = {"needed": one.needed, "available": one.available, "missing": one.missing, "where": where}
    said = [text(f"shortfall.{one.constraint.value}", **numbers)]
    if one.excluded:
        left_out = text("shortfall.comma").join(text(f"shortfall.excluded.{why}", count=n) for why, n in one.excluded.items())
        said.append(text("shortfall.excluded", reasons=left_out))
    remedies = text("shortfall.or").join(text(f"shortfall.remedy.{remedy}", count=n) for remedy, n in one.remedies.items())
    return " ".join([*said, text("shortfall.remedies", remedies=remedies)])


def plain_shortfalls(shortfalls: "Sequence[Shortfall]") -> list[dict[str, Any]]:
    """For JSON, with the sentence."""
    return [{**one.plain(), "missing": one.missing, "message": shortfall_sentence(one)} for one in shortfalls]
