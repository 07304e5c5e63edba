"""Which centre a command works on: a folder, and a database beside it where one is named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inspector_app.cli.language import text
from inspector_app.cli.needs import needs

if TYPE_CHECKING:
    from sync.server.centre import Centre
    from sync.server.settings import Settings

CENTRE_NAME = "Suicha"
Command = TypeVar("Command", bound=Callable[..., Any])


def centre_options(required: bool) -> Callable[[Command], Command]:
    """Adds ``--data`` and ``--database-url``."""

    def decorate(command: Command) -> Command:
        url = click.option("--database-url", metavar="URL", help=text("help.option.database-url"))
        folder = click.option(
            "--data", required=required, type=click.Path(path_type=Path), metavar="DIR", help=text("help.option.centre-data")
        )
        return folder(url(command))

    return decorate


def settings_for(data: Path, database_url: str | None = None, centre_name: str = CENTRE_NAME) -> "Settings":
    """Raises DependencyMissing without the centre's packages."""
    with needs("centre"):
        from sync.server.settings import Settings
    return Settings(data, database_url, centre_name)


@contextmanager
def opened_centre(settings: "Settings", may_begin: bool = False, may_renew_keys: bool = False) -> Iterator["Centre"]:
    """The centre's use cases in this process, beside a server that may run on the same data. Raises as ``open_centre``: a
    mistyped place becomes no new centre unless one ``may_begin``."""
    with needs("centre"):
        from sync.server.centre import open_centre
    centre = open_centre(settings, may_begin=may_begin, may_renew_keys=may_renew_keys)
    try:
        yield centre
    finally:
        centre.close()


@contextmanager
def begun_centre(data: Path, database_url: str | None) -> Iterator["Centre"]:
    """As above, for the first steps of a centre: where there is none they begin one, and say so."""
    with opened_centre(settings_for(data, database_url), may_begin=True) as centre:
        say_where_it_is_new(centre, data)
        yield centre


def say_where_it_is_new(centre: "Centre", data: Path) -> None:
    """On standard error: whoever mistyped a folder sees it there."""
    if centre.is_new:
        click.echo(text("centre.new", folder=str(data.absolute()), database=centre.database.name), err=True)
