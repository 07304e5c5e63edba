"""``suicha draw freeze``: pools and plan into the published folder, before anybody knows the seed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector_app.cli.draw_words import impossible, plain_shortfalls
from inspector_app.cli.language import text
from inspector_app.cli.places import make_writable, writing_in
from inspector_app.cli.reporting import answer, json_option
from sync.durable import sync_folder, write_synced
from sync.errors import PlaceTaken, UsageInvalid

if TYPE_CHECKING:
    from sync.drawing.freezing import Freezing


@click.command(help=text("help.draw.freeze"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--registers",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=text("help.option.registers"),
)
@click.option(
    "--plan",
    "plan_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=text("help.option.plan"),
)
@click.option("--keep", required=True, type=click.Path(dir_okay=False, path_type=Path), help=text("help.option.keep"))
@click.option("--reason", default="", help=text("help.option.redraw-reason"))
@click.option("--names", is_flag=True, help=text("help.option.names"))
@json_option
def freeze(folder: Path, registers: Path, plan_file: Path, keep: Path, reason: str, names: bool) -> None:
    from secrets import token_hex

    from sync.drawing.freezing import prepare_draw
    from sync.drawing.registers import read_plan_file, read_registers

    with writing_in(keep.parent):
        _see_that_it_stays_outside(keep, folder)
    make_writable(folder)
    make_writable(keep.parent)
    found = prepare_draw(
        folder, read_plan_file(plan_file), read_registers(registers), lambda: token_hex(32), reason.strip(), names
    )
    if found.shortfalls:
        impossible(found.shortfalls, {"draw": found.number, "frozen": None, "shortfalls": plain_shortfalls(found.shortfalls)})
        return
    with writing_in(keep.parent):
        _keep(keep, found.kept)
    with writing_in(folder):
        _publish(folder, found, keep)
    pools = found.draw.pools
    counts = {"compounds": len(pools.compounds), "officers": len(pools.officers), "experts": len(pools.experts)}
    digests = found.draw.digests.decode()
    answer(
        {
            "draw": found.number,
            "frozen": found.draw.frozen,
            "digests": {name: digest for digest, name in (line.split("  ") for line in digests.splitlines())},
            **counts,
            "kept": str(keep),
            "shortfalls": [],
        },
        digests.rstrip(),
        text("draw.frozen", draw=found.number, frozen=found.draw.frozen, **counts),
        text("draw.frozen-next", promise=found.draw.plan.seed.announced, keep=str(keep)),
    )


def _see_that_it_stays_outside(keep: Path, folder: Path) -> None:
    """Raises UsageInvalid for a place in the folder that everybody will see, however it is called."""
    place = keep.resolve()
    above = (one for one in place.parents if one.exists() and folder.exists())
    if place.is_relative_to(folder.resolve()) or any(one.samefile(folder) for one in above):
        raise UsageInvalid(problem="usage.problem.kept-inside", folder=str(folder))


def _keep(keep: Path, kept: bytes) -> None:
    """Readable by its owner alone, and never written over: without it nobody knows any more who was drawn."""
    try:
        keep.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise PlaceTaken(name=str(keep)) from error
    try:
        write_synced(keep, kept, "ab")
        sync_folder(keep.parent)
    except BaseException:
        keep.unlink()
        raise


def _publish(folder: Path, found: "Freezing", keep: Path) -> None:
    """What was kept for it goes again unless it is out: it says who is behind pseudonyms that nobody will see."""
    from sync.drawing.freezing import is_published, publish_draw

    try:
        publish_draw(folder, found)
    except BaseException:
        if not is_published(folder, found):
            keep.unlink()
        raise
