"""``suicha tablet``: the tablet app, served to a browser where there is no device."""

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector_app.cli.browser import open_in_browser
from inspector_app.cli.language import text
from inspector_app.cli.needs import needs
from inspector_app.cli.places import alone_in, listen_on, writing_in
from inspector_app.cli.processes import end_with_parent
from inspector_app.cli.reporting import answer, json_option
from inspector_app.cli.serving import serve
from sync.errors import UsageInvalid

if TYPE_CHECKING:
    from inspector_app.bootstrap import Tablet

DEFAULT_TABLET_PORT = 8550
_HOST = "127.0.0.1"
_OF_A_CENTRE = ("centre.db", "centre-key.pem")
"""A tablet is installed without the centre's packages, so their names for these are not at hand."""


@click.command(help=text("help.tablet"))
@click.option(
    "--data", default="tablet-data", show_default=True, type=click.Path(path_type=Path), help=text("help.option.tablet-data")
)
@click.option("--centre", help=text("help.option.tablet-centre"))
@click.option("--code", help=text("help.option.code"))
@click.option(
    "--port", default=DEFAULT_TABLET_PORT, show_default=True, type=click.IntRange(0, 65535), help=text("help.option.tablet-port")
)
@click.option("--no-browser", is_flag=True, help=text("help.option.no-browser"))
@json_option
def tablet(data: Path, centre: str | None, code: str | None, port: int, no_browser: bool) -> None:
    with needs("web"):
        import flet_web  # noqa: F401 - a missing package is said before anything starts

        from inspector_app.bootstrap import open_tablet
        from inspector_app.look.web_assets import web_assets
        from inspector_app.store.database import damage_is_said
        from inspector_app.ui.mount import tablet_app

    if any((data / name).exists() for name in _OF_A_CENTRE):
        raise UsageInvalid(problem="usage.problem.centre-folder", folder=str(data))
    end_with_parent()
    with listen_on(_HOST, port) as listening, alone_in(data):
        url = f"http://{_HOST}:{listening.getsockname()[1]}"
        opened = open_tablet(data)
        with damage_is_said(data):
            _introduce(opened, centre, code)
        with writing_in(data):
            assets = web_assets(data / "web-assets")
        opened.sync.start()

        def announce() -> None:
            answer({"url": url}, text("tablet.serving", url=url))
            if not no_browser:
                open_in_browser(url)

        serve(tablet_app(opened, assets), listening, opened.sync.stop, announce)
        opened.close()


def _introduce(tablet: "Tablet", centre: str | None, code: str | None) -> None:
    """Enrol with a code, again where it has another identity already, or tell a tablet where its centre is now."""
    from inspector_app.services.enrolment import EnrolmentTicket, read_ticket

    if code is not None:
        device = tablet.enrolment.device()
        address = centre or (device.centre_url if device else "")
        if "://" not in code and not address:
            raise UsageInvalid(problem="usage.problem.code-needs-centre")
        ticket = read_ticket(code) if "://" in code else EnrolmentTicket(address, code)
        if not tablet.enrolment.was_enrolled_with(ticket.code):
            tablet.enrolment.enrol(ticket.centre_url, ticket.code, platform.node())
            return
    if centre is not None:
        tablet.enrolment.move(centre)
