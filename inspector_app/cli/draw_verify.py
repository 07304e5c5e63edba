"""``suicha draw verify``: recompute a campaign's draws from the published folder alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector_app.cli.language import text
from inspector_app.cli.reporting import answer, json_option
from sync.errors import FieldValue, NotFound

if TYPE_CHECKING:
    from sync.drawing.checking import Checked


@click.command(help=text("help.draw.verify"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@json_option
def verify(folder: Path) -> None:
    from sync.drawing.checking import check_campaign

    checked = check_campaign(folder)
    if not checked:
        raise NotFound(what="draw", name=str(folder))
    answer({"ok": True, "draws": [_plain(one) for one in checked]}, *(_sentence(one) for one in checked))


def _state(one: "Checked") -> str:
    if one.outcome is None:
        return "frozen"
    return "impossible" if one.outcome.shortfalls else "drawn"


def _sentence(one: "Checked") -> str:
    visits = 0 if one.outcome is None else len(one.outcome.visits)
    fields: dict[str, FieldValue] = {
        "draw": one.number,
        "frozen": one.frozen.frozen,
        "visits": visits,
        "replacements": one.replacements,
    }
    return text(f"draw.verified.{_state(one)}", **fields)


def _plain(one: "Checked") -> dict[str, Any]:
    version, source = one.frozen.plan.program
    return {
        "draw": one.number,
        "state": _state(one),
        "frozen": one.frozen.frozen,
        "reason": one.frozen.plan.reason,
        "program": {"version": version, "source_sha256": source},
        "key": one.outcome and one.outcome.key,
        "visits": len(one.outcome.visits) if one.outcome else 0,
        "replacements": one.replacements,
    }
