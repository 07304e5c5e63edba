"""A sync with nothing to do, counted on the socket."""

from pathlib import Path
from urllib.parse import urlsplit

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_options import opened_centre
from inspector_app.cli.private_centre import private_centre
from inspector_app.fleet.campaign import Campaign, Order, plan_of
from inspector_app.fleet.muster import muster
from sync.domain.clock import SystemClock, local_day
from sync.errors import SuichaError
from tests.benchmarks.counting_proxy import Traffic, counting_proxy
from tests.benchmarks.figures import Figure

ORDER = Order(tablets=1, inspections=3, photos=None, photo_bytes=None, fail_rate=0.2, seed=1, at_once=1)
_SETTLING = 2


def bench(folder: Path) -> list[Figure]:
    """After a tablet has sent everything and heard all news."""
    with private_centre(folder / "centre") as (url, settings):
        with opened_centre(settings) as centre:
            codes = muster(centre, ORDER.inspections, ORDER.tablets)
        with Campaign(ORDER, plan_of(ORDER, local_day(SystemClock().now())), codes, folder / "fleet") as campaign:
            campaign.enrol(url)
            campaign.record(lambda: None)
            campaign.send(lambda: None)
            traffic = _one_more(campaign.crews[0].folder, url)
    return [
        Figure("sync with nothing to do: requests", traffic.requests, None, 1, ""),
        Figure("sync with nothing to do: sent", len(traffic.sent), None, 1024, "bytes"),
        Figure("sync with nothing to do: received", len(traffic.received), None, 1024, "bytes"),
    ]


def _one_more(data: Path, url: str) -> Traffic:
    tablet = open_tablet(data)
    for _ in range(_SETTLING):
        tablet.sync.run_once()
    with counting_proxy(urlsplit(url).port or 0) as traffic:
        tablet.enrolment.move(f"http://127.0.0.1:{traffic.port}")
        error = tablet.sync.run_once().error
        tablet.close()
    if error is not None:
        raise SuichaError(**error.fields) from error
    return traffic
