"""``suicha centre backup``: a centre's folder and its SQLite database, while it goes on."""

from pathlib import Path

import click

from inspector_app.cli.centre_options import centre_options, opened_centre, settings_for
from inspector_app.cli.language import text
from inspector_app.cli.places import make_writable
from inspector_app.cli.progress import progress_bar
from inspector_app.cli.reporting import answer, json_option
from sync.errors import UsageInvalid


@click.command(help=text("help.centre.backup"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@centre_options(required=True)
@json_option
def backup(folder: Path, data: Path, database_url: str | None) -> None:
    if folder.resolve().is_relative_to(data.resolve()):
        raise UsageInvalid(problem="usage.problem.backup-inside")
    make_writable(folder)
    with opened_centre(settings_for(data, database_url)) as opened, progress_bar(text("centre.backing-up")) as show:
        done = opened.backups.take(folder, show)
    said = [text("centre.backed-up", count=done.files, there=done.there, folder=str(folder))]
    if not done.database:
        said.append(text("centre.backed-up.database-elsewhere"))
    answer({"folder": str(folder), "files": done.files, "there": done.there, "database": done.database}, *said)
