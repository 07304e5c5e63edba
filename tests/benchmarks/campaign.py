"""The 2021 campaign by the fleet: metadata alone, then everything, with the bytes on the wire."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.places import free_port
from inspector_app.cli.private_centre import fill, served
from inspector_app.fleet.campaign import Campaign, Order, Summary, plan_of
from inspector_app.fleet.muster import muster
from sync.domain.clock import SystemClock, local_day
from tests.benchmarks.bare_client import peer, send_files, send_lines
from tests.benchmarks.figures import Figure
from tests.benchmarks.tablet_copy import TabletCopy

ORDER = Order(tablets=44, inspections=131, photos=1514, photo_bytes=300 * 1024, fail_rate=757 / 3537, seed=2021, at_once=4)
EXPECTED = {"inspections": 131, "results": 3537, "findings": 757, "photos": 1514}


def bench(folder: Path) -> list[Figure]:
    """One fleet, recorded once; its records go to a copy of the centre, then everything to the centre itself."""
    data, port = folder / "centre", free_port()
    settings = settings_for(data)
    fill(settings)
    with opened_centre(settings) as opened:
        codes = muster(opened, ORDER.inspections, ORDER.tablets)
    with Campaign(ORDER, plan_of(ORDER, local_day(SystemClock().now())), codes, folder / "fleet") as campaign:
        with served(data, port) as centre:
            campaign.enrol(centre.url)
        campaign.record(lambda: None)
        metadata = _metadata_alone(campaign, data, folder)
        with served(data, port):
            voyage = campaign.send(lambda: None)
        summary = campaign.summary(voyage, settings.url, settings.evidence)
    _check(summary)
    return [
        metadata,
        Figure("campaign of 2021", summary.seconds, _bare_upload(campaign, folder / "bare-upload"), 2.0, "s"),
        Figure("bytes on the wire", summary.bytes_sent / 1e6, summary.bytes_needed / 1e6, 1.02, "MB"),
    ]


def _metadata_alone(campaign: Campaign, data: Path, folder: Path) -> Figure:
    shutil.copytree(data, folder / "centre-copy")
    copies = [TabletCopy(crew.folder, folder / "tablet-copies" / crew.name) for crew in campaign.crews]
    with served(folder / "centre-copy", free_port()) as centre:
        ours = _timed(lambda copy: copy.send_records(centre.url), copies)
    with peer("bare_insert", folder / "bare-insert") as url:
        return Figure("metadata alone", ours, send_lines(url, [copy.lines for copy in copies], ORDER.at_once), 5.0, "s")


def _timed(send: Callable[[TabletCopy], None], copies: list[TabletCopy]) -> float:
    start = perf_counter()
    with ThreadPoolExecutor(ORDER.at_once) as pool:
        list(pool.map(send, copies))
    return perf_counter() - start


def _bare_upload(campaign: Campaign, folder: Path) -> float:
    """Seconds for the same evidence copies, and for each tablet's records as one more file."""
    payloads = []
    for crew in campaign.crews:
        copies = TabletCopy(crew.folder, folder.parent / "payloads" / crew.name)
        payloads.append([copies.records_as_file(), *copies.evidence_copies()])
    with peer("bare_upload", folder) as url:
        return send_files(url, payloads, ORDER.at_once)


def _check(summary: Summary) -> None:
    """A figure counts only when everything arrived."""
    found = {name: value for name, value in summary.plain().items() if name in EXPECTED}
    if found != EXPECTED or summary.lost or summary.doubled or summary.waiting or summary.rejected or summary.conflicts:
        raise RuntimeError(f"the campaign did not arrive as recorded: {summary}")
