"""``suicha demo``: centre and tablet on demo data, on this machine."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inspector_app.cli.browser import open_in_browser
from inspector_app.cli.centre import DEFAULT_PORT
from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.demo_banner import banner, described
from inspector_app.cli.demo_folder import DemoFolder
from inspector_app.cli.language import text
from inspector_app.cli.leaving import leaving_on_stop_signals
from inspector_app.cli.needs import needs
from inspector_app.cli.places import check_port
from inspector_app.cli.private_centre import fill, served
from inspector_app.cli.processes import Child
from inspector_app.cli.reporting import answer, json_option
from inspector_app.cli.tablet import DEFAULT_TABLET_PORT
from sync.domain.clock import SystemClock, local_day
from sync.errors import ProcessEnded, UsageInvalid

if TYPE_CHECKING:
    from inspector_app.demo.seed import DemoLogins
    from sync.server.settings import Settings

_HOST = "127.0.0.1"
_LOOK_EVERY = 0.3
Command = TypeVar("Command", bound=Callable[..., Any])


def _port_option(name: str, default: int) -> Callable[[Command], Command]:
    kind = click.IntRange(1, 65535)
    return click.option(f"--{name}", default=default, show_default=True, type=kind, help=text(f"help.option.{name}"))


@click.command(help=text("help.demo"))
@click.option(
    "--data", default="demo-data", show_default=True, type=click.Path(path_type=Path), help=text("help.option.demo-data")
)
@_port_option("port", DEFAULT_PORT)
@_port_option("tablet-port", DEFAULT_TABLET_PORT)
@click.option("--reset", is_flag=True, help=text("help.option.reset"))
@click.option("--no-history", is_flag=True, help=text("help.option.no-history"))
@click.option("--no-browser", is_flag=True, help=text("help.option.no-browser"))
@json_option
def demo(data: Path, port: int, tablet_port: int, reset: bool, no_history: bool, no_browser: bool) -> None:
    with needs("centre"):
        import flet_web  # noqa: F401 - a missing package is said before anything starts
        import uvicorn  # noqa: F401
    if port == tablet_port:
        raise UsageInvalid(problem="usage.problem.one-port-for-two", port=port)
    for wanted in (port, tablet_port):
        check_port(_HOST, wanted)
    folder = DemoFolder(data.resolve())
    with leaving_on_stop_signals(), folder.held(reset), ExitStack() as stack:
        first = folder.logins is None
        logins = _logins(folder)
        centre = stack.enter_context(served(folder.centre, port, text("demo.centre-name")))
        _enrol(folder.tablet, centre.url, logins["enrolment_code"])
        tablet = stack.enter_context(_tablet(folder.tablet, tablet_port))
        answer(described(centre.url, tablet.url, folder.root, logins), *banner(centre.url, tablet.url, folder.root, logins))
        if first and not no_history:
            stack.enter_context(_history(folder, centre.url))
        if not no_browser:
            open_in_browser(tablet.url)
        _watch((centre, tablet))


def _logins(folder: DemoFolder) -> dict[str, Any]:
    """Fills the centre and draws a campaign unless that was done to the end before."""
    if (kept := folder.logins) is not None:
        return kept
    click.echo(text("demo.filling"), err=True)
    folder.empty()
    settings = settings_for(folder.centre)
    logins = fill(settings)
    _draw(settings, logins)
    folder.keep_logins(logins)
    return _logins(folder)


def _draw(settings: "Settings", logins: "DemoLogins") -> None:
    """As the demo's administrator."""
    from inspector_app.demo.drawn import draw_campaign

    *_, administrator = logins.accounts
    with opened_centre(settings) as centre:
        session = centre.access.sign_in(administrator.login, administrator.password)
        draw_campaign(centre, centre.access.account_of(session.token), local_day(SystemClock().now()))
        centre.access.sign_out(session.token)


def _enrol(data: Path, centre_url: str, code: str) -> None:
    """Over HTTP like any tablet; a second start only tells it where the centre is today."""
    from inspector_app.bootstrap import open_tablet

    tablet = open_tablet(data)
    try:
        if tablet.enrolment.device() is None:
            tablet.enrolment.enrol(centre_url, code, text("demo.tablet-name"))
        tablet.enrolment.move(centre_url)
        tablet.sync.run_once()
    finally:
        tablet.close()


def _tablet(data: Path, port: int) -> Child:
    arguments = ("tablet", "--data", data, "--port", port, "--no-browser")
    return Child(text("process.tablet"), arguments, f"http://{_HOST}:{port}").answering("/")


def _history(folder: DemoFolder, centre_url: str) -> Child:
    return Child(text("process.history"), ("demo-history", "--data", folder.root, "--centre", centre_url), centre_url)


def _watch(children: Sequence[Child]) -> None:
    """Until a stop signal; raises ProcessEnded when one of them ends by itself."""
    while True:
        for child in children:
            if child.ended:
                raise ProcessEnded(name=child.name)
        time.sleep(_LOOK_EVERY)
