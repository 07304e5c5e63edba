"""``suicha fleet``: simulated tablets, and an independent recount."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

import click

from inspector_app.cli.centre_options import centre_options, opened_centre, settings_for
from inspector_app.cli.language import text
from inspector_app.cli.needs import needs
from inspector_app.cli.private_centre import private_centre
from inspector_app.cli.progress import SetProgress, progress_bar
from inspector_app.cli.reporting import answer, json_option
from sync.domain.clock import SystemClock, local_day
from sync.errors import UsageInvalid
from sync.sizes import size

if TYPE_CHECKING:
    from inspector_app.fleet.campaign import Order, Summary
    from inspector_app.fleet.plan import PlannedVisit
    from sync.server.settings import Settings

_RECORDED = ("tablets", "inspections", "results", "findings", "photos", "records")


@click.command(help=text("help.fleet"))
@click.option("--centre", help=text("help.option.fleet-centre"))
@centre_options(required=False)
@click.option("--tablets", default=4, show_default=True, type=click.IntRange(1), help=text("help.option.tablets"))
@click.option("--inspections", default=8, show_default=True, type=click.IntRange(1), help=text("help.option.inspections"))
@click.option("--photos", type=click.IntRange(0), help=text("help.option.photos"))
@click.option("--photo-bytes", type=click.IntRange(1), help=text("help.option.photo-bytes"))
@click.option("--fail-rate", default=0.2, show_default=True, type=click.FloatRange(0, 1), help=text("help.option.fail-rate"))
@click.option("--seed", default=0, show_default=True, help=text("help.option.seed"))
@click.option("--at-once", default=4, show_default=True, type=click.IntRange(1), help=text("help.option.at-once"))
@json_option
def fleet(
    centre: str | None,
    data: Path | None,
    database_url: str | None,
    tablets: int,
    inspections: int,
    photos: int | None,
    photo_bytes: int | None,
    fail_rate: float,
    seed: int,
    at_once: int,
) -> None:
    with needs("centre"):
        from inspector_app.fleet.campaign import Order, plan_of

    order = Order(tablets, inspections, photos, photo_bytes, fail_rate, seed, at_once)
    if centre is None and (data is not None or database_url is not None):
        raise UsageInvalid(problem="usage.problem.fleet-needs-centre")
    if centre is not None and data is None:
        raise UsageInvalid(problem="usage.problem.fleet-needs-data")
    visits = plan_of(order, local_day(SystemClock().now()))
    with TemporaryDirectory(prefix="suicha-fleet-") as name, ExitStack() as stack:
        folder = Path(name)
        if centre is None or data is None:
            centre, settings = stack.enter_context(private_centre(folder / "centre"))
        else:
            settings = settings_for(data, database_url)
        summary = _run(order, visits, centre, settings, folder / "fleet")
    answer(summary.plain(), *_sentences(summary))
    if summary.lost or summary.doubled or summary.waiting:
        click.get_current_context().exit(1)


def _run(order: "Order", visits: "Sequence[PlannedVisit]", centre: str, settings: "Settings", folder: Path) -> "Summary":
    from inspector_app.fleet.campaign import Campaign
    from inspector_app.fleet.muster import muster

    with opened_centre(settings) as registers:
        codes = muster(registers, order.inspections, order.tablets)
    with Campaign(order, visits, codes, folder) as campaign:
        campaign.enrol(centre)
        with progress_bar(text("fleet.recording")) as show:
            campaign.record(_counter(show, order.inspections))
        with progress_bar(text("fleet.sending")) as show:
            voyage = campaign.send(_counter(show, order.tablets))
        return campaign.summary(voyage, settings.url, settings.evidence)


def _counter(show: SetProgress, whole: int) -> Callable[[], None]:
    """Counts its calls; the bar is drawn at once. Safe to call from several threads."""
    done, lock = count(1), Lock()

    def tick() -> None:
        with lock:
            show(next(done), whole)

    show(0, whole)
    return tick


def _sentences(summary: "Summary") -> list[str]:
    overhead = 100 * (summary.bytes_sent / summary.bytes_needed - 1)
    return [
        text("fleet.recorded", **{name: value for name, value in summary.plain().items() if name in _RECORDED}),
        text("fleet.sent", size=size(summary.bytes_sent), seconds=f"{summary.seconds:.1f}", overhead=f"{overhead:.2f}"),
        text("fleet.recounted", lost=summary.lost, doubled=summary.doubled, waiting=summary.waiting),
        text("fleet.answered", conflicts=summary.conflicts, rejected=summary.rejected),
    ]
