"""``suicha draw replace``: somebody who was drawn cannot go; who goes instead is drawn."""

from pathlib import Path

import click

from inspector_app.cli.draw_seed import given_seed, publishable, seed_options
from inspector_app.cli.draw_words import impossible, plain_shortfalls
from inspector_app.cli.language import text
from inspector_app.cli.places import writing_in
from inspector_app.cli.reporting import answer, json_option


@click.command(help=text("help.draw.replace"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--person", required=True, metavar="ID", help=text("help.option.replaced-person"))
@click.option("--visit", "visits", multiple=True, type=click.IntRange(1), help=text("help.option.replaced-visit"))
@click.option("--reason", required=True, help=text("help.option.replace-reason"))
@seed_options
@json_option
def replace(
    folder: Path,
    person: str,
    visits: tuple[int, ...],
    reason: str,
    value: str,
    openings: tuple[str, ...],
    at: str,
    witnesses: tuple[str, ...],
) -> None:
    from sync.domain.draw.shortfalls import Shortfall
    from sync.drawing.checking import newest_standing
    from sync.drawing.standing import add_replacement

    reason = publishable("--reason", reason)
    seed = given_seed(value, openings, at, witnesses) if value or openings else None
    number, here, standing = newest_standing(folder)
    request = standing.request(person, visits, reason)
    drawn = standing.draw(request, seed)
    if isinstance(drawn, Shortfall):
        impossible((drawn,), {"draw": number, "replacement": None, "shortfalls": plain_shortfalls((drawn,))})
        return
    with writing_in(folder):
        add_replacement(here, drawn)
    answer(
        {"draw": number, "replacement": request.number, "drawn": [{"visit": visit, "person": one} for visit, one in drawn.drawn]},
        *(text("draw.goes-instead", number=visit, person=one) for visit, one in drawn.drawn),
    )
