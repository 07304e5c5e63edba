"""The 2021 campaign by the fleet: metadata alone, then everything, with the bytes on the wire."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree
from time import perf_counter

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.places import free_port
from inspector_app.cli.private_centre import fill, served
from inspector_app.fleet.campaign import Campaign, Order, Summary, plan_of
from inspector_app.fleet.crew import Crew
from inspector_app.fleet.muster import muster
from sync.domain.clock import SystemClock, local_day
from sync.server.settings import Settings
from tests.benchmarks.bare_client import peer, send_files, send_lines
from tests.benchmarks.figures import Figure
from tests.benchmarks.recorded import Sending, copy_of_tablet, lines_of, opened, payload_of, send_records

ORDER = Order(tablets=44, inspections=131, photos=1514, photo_bytes=300 * 1024, fail_rate=757 / 3537, seed=2021, at_once=4)
EXPECTED = {"inspections": 131, "results": 3537, "findings": 757, "photos": 1514}
ROUNDS = 3
Serving = Callable[[Path, int], AbstractContextManager[str]]
"""Serves a centre's folder at a port; its address while it answers."""
WARM_UP = Order(tablets=4, inspections=4, photos=None, photo_bytes=None, fail_rate=0.2, seed=1, at_once=ORDER.at_once)
WARM_UP_LINES = [
    b'{"id": "warm-up %d", "seq": 1, "by": "", "at": "", "kind": "", "body": {}}' % n for n in range(WARM_UP.tablets)
]


def bench(folder: Path) -> list[Figure]:
    """One fleet, recorded once; every round sends copies of it to fresh copies of the centre, and the same bytes to the peers.

    Ours and peer alternate, each warmed up by as many other tablets at once; the best round of each counts.
    """
    port = free_port()
    with recorded_campaign(folder, port) as campaign:
        tablets = [crew.folder for crew in campaign.crews]
        metadata, whole, inserted, uploaded = [], [], [], []
        for number in range(ROUNDS):
            place = folder / f"round-{number}"
            metadata.append(records_alone(tablets, folder / "centre", place, as_shipped))
            inserted.append(bare_insert(tablets, place))
            whole.append(_everything(campaign, folder / "centre", place, port))
            uploaded.append(_bare_upload(tablets, place))
            rmtree(place)
    best = min(whole, key=lambda summary: summary.seconds)
    return [
        Figure("metadata alone", min(metadata), min(inserted), 3.0, "s"),
        Figure("campaign of 2021", best.seconds, min(uploaded), 1.3, "s"),
        Figure("bytes on the wire", best.bytes_sent / 1e6, best.bytes_needed / 1e6, 1.02, "MB"),
    ]


def recorded_campaign(folder: Path, port: int) -> Campaign:
    """A fleet after its visits, offline, and the centre it is enrolled with."""
    settings = settings_for(folder / "centre")
    fill(settings)
    campaign = _mustered(ORDER, settings, folder / "fleet")
    with served(settings.data, port) as running:
        campaign.enrol(running.url)
    campaign.record(lambda: None)
    return campaign


def _mustered(order: Order, settings: Settings, folder: Path) -> Campaign:
    with opened_centre(settings) as centre:
        codes = muster(centre, order.inspections, order.tablets)
    return Campaign(order, plan_of(order, local_day(SystemClock().now())), codes, folder)


@contextmanager
def as_shipped(data: Path, port: int) -> Iterator[str]:
    """A centre's address while it answers."""
    with served(data, port) as running:
        yield running.url


@contextmanager
def _warm_centre(serving: Serving, settings: Settings, port: int, place: Path) -> Iterator[str]:
    """As a centre is on a working day: other tablets have synced before, as many at once as are measured."""
    with serving(settings.data, port) as url:
        with _mustered(WARM_UP, settings, place) as others:
            others.enrol(url)
            others.record(lambda: None)
            others.send(lambda: None)
        yield url


def records_alone(tablets: Sequence[Path], centre: Path, place: Path, serving: Serving) -> float:
    """Seconds until the outbox of every tablet is settled by a copy of the centre."""
    settings = settings_for(copytree(centre, place / "centre-for-records"))
    with _warm_centre(serving, settings, free_port(), place / "warm-records") as url, ExitStack() as stack:
        queues = [
            stack.enter_context(opened(copy_of_tablet(tablet, place / "for-records" / tablet.name), url)) for tablet in tablets
        ]
        return _timed(send_records, queues)


def bare_insert(tablets: Sequence[Path], place: Path) -> float:
    """Seconds for the same lines and the peer."""
    with peer("bare_insert", place / "bare-insert") as url:
        send_lines(url, [[line] for line in WARM_UP_LINES], WARM_UP.at_once)
        return send_lines(url, [lines_of(tablet) for tablet in tablets], ORDER.at_once)


def _everything(campaign: Campaign, centre: Path, place: Path, port: int) -> Summary:
    settings = settings_for(copytree(centre, place / "centre"))
    originals = campaign.crews
    campaign.crews = [_moved(crew, copy_of_tablet(crew.folder, place / "tablets" / crew.folder.name)) for crew in originals]
    campaign.open()
    with _warm_centre(as_shipped, settings, port, place / "warm"):
        voyage = campaign.send(lambda: None)
    summary = campaign.summary(voyage, settings.url, settings.evidence)
    for crew in campaign.crews:
        crew.close()
    campaign.crews = originals
    _check(summary)
    return summary


def _moved(crew: Crew, folder: Path) -> Crew:
    return replace(crew, folder=folder, links=[])


def _bare_upload(tablets: Sequence[Path], place: Path) -> float:
    """Seconds for the same evidence copies, and for each tablet's records as one more file."""
    payloads = [payload_of(tablet, place / f"records-{tablet.name}") for tablet in tablets]
    with peer("bare_upload", place / "bare-upload") as url:
        send_files(url, [files[:1] for files in payloads[: WARM_UP.tablets]], WARM_UP.at_once)
        return send_files(url, payloads, ORDER.at_once)


def _timed(send: Callable[[Sending], None], tablets: Sequence[Sending]) -> float:
    start = perf_counter()
    with ThreadPoolExecutor(ORDER.at_once) as pool:
        list(pool.map(send, tablets))
    return perf_counter() - start


def _check(summary: Summary) -> None:
    """A figure counts only when everything arrived."""
    found = {name: value for name, value in summary.plain().items() if name in EXPECTED}
    if found != EXPECTED or summary.lost or summary.doubled or summary.waiting or summary.rejected or summary.conflicts:
        raise RuntimeError(f"the campaign did not arrive as recorded: {summary}")
