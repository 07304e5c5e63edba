"""``suicha draw run``: the seed has come. ``suicha draw commitment``: what a party hands over before."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector_app.cli.draw_seed import given_seed, seed_options
from inspector_app.cli.draw_words import impossible, plain_shortfalls
from inspector_app.cli.language import text
from inspector_app.cli.places import writing_in
from inspector_app.cli.reporting import answer, json_option
from sync.errors import UsageInvalid

if TYPE_CHECKING:
    from sync.domain.draw.drawing import DrawnVisit, Outcome

SHOWN = 200
"""So many visits are listed in a terminal; --json has them all, as the published folder does."""


@click.command(help=text("help.draw.run"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@seed_options
@json_option
def run(folder: Path, value: str, openings: tuple[str, ...], at: str, witnesses: tuple[str, ...]) -> None:
    from sync.drawing.running import run_draw

    seed = given_seed(value, openings, at, witnesses)
    with writing_in(folder):
        frozen, outcome = run_draw(folder, seed)
    data = {"draw": frozen.plan.draw, "frozen": frozen.frozen, **_plain(outcome)}
    if outcome.shortfalls:
        impossible(outcome.shortfalls, data)
        return
    names = dict(zip(frozen.pools.compounds.ids, frozen.pools.compounds.names, strict=True))
    more = len(outcome.visits) - SHOWN
    answer(
        data,
        *(_sentence(visit, names[visit.compound]) for visit in outcome.visits[:SHOWN]),
        *([text("draw.more-visits", count=more)] if more > 0 else []),
        text("draw.done", draw=frozen.plan.draw, count=len(outcome.visits), tickets_key=outcome.key),
    )


@click.command(help=text("help.draw.commitment"))
@click.argument("party")
@click.option("--secret", prompt=text("draw.secret"), hide_input=True, help=text("help.option.secret"))
@json_option
def commitment(party: str, secret: str) -> None:
    from sync.domain.draw.seeds import commitment as bind

    _see_that_it_can_be_opened(party, secret)
    bound = bind(party, secret)
    answer({"party": party, "commitment": bound}, bound)


def _see_that_it_can_be_opened(party: str, secret: str) -> None:
    """Raises UsageInvalid for a name that no plan takes or ``--open`` would cut, and for a secret that is no seed."""
    from sync.domain.draw.columns import is_word
    from sync.domain.draw.seeds import is_seed_text

    if not is_word(party) or "=" in party:
        raise UsageInvalid(problem="usage.problem.party")
    if not is_seed_text(secret):
        raise UsageInvalid(problem="usage.problem.secret")


def _sentence(visit: "DrawnVisit", name: str) -> str:
    people = ", ".join(one[:12] for one in (*visit.officers, *visit.experts))
    return text("draw.visit", number=visit.number, compound=visit.compound, name=name, people=people)


def _plain(outcome: "Outcome") -> dict[str, Any]:
    return {
        "key": outcome.key,
        "possible": not outcome.shortfalls,
        "shortfalls": plain_shortfalls(outcome.shortfalls),
        "visits": [plain_visit(visit) for visit in outcome.visits],
    }


def plain_visit(visit: "DrawnVisit") -> dict[str, Any]:
    """One visit in JSON."""
    return {
        "number": visit.number,
        "compound": visit.compound,
        "checks": list(visit.checks),
        "officers": list(visit.officers),
        "experts": list(visit.experts),
    }
