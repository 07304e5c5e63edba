"""Why a draw is not possible, in sentences: which constraint, by how much, and what would help."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from inspector_app.cli.language import LANGUAGE, text
from inspector_app.cli.reporting import answer
from sync.errors import DrawImpossible
from sync.i18n import explain

if TYPE_CHECKING:
    from sync.domain.draw.shortfalls import Shortfall

_SHOWN = 10
"""So many shortfalls are said; --json has them all."""


def impossible(shortfalls: "Sequence[Shortfall]", data: dict[str, Any]) -> None:
    """Says why, and ends with exit code 1."""
    from sync.domain.draw.wording import shortfall_sentence

    more = len(shortfalls) - _SHOWN
    answer(
        data,
        explain(LANGUAGE, DrawImpossible(count=len(shortfalls))),
        *(shortfall_sentence(LANGUAGE, one) for one in shortfalls[:_SHOWN]),
        *([text("shortfall.more", count=more)] if more > 0 else []),
    )
    click.get_current_context().exit(1)


def plain_shortfalls(shortfalls: "Sequence[Shortfall]") -> list[dict[str, Any]]:
    """For JSON, with the sentence."""
    from sync.domain.draw.wording import shortfall_sentence

    return [{**one.plain(), "missing": one.missing, "message": shortfall_sentence(LANGUAGE, one)} for one in shortfalls]
