"""What a bad line costs: bytes sent when connections drop, and what a photo cut at 90 % sends again."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from inspector_app.cli.centre_options import opened_centre
from inspector_app.cli.private_centre import private_centre
from inspector_app.fleet.campaign import Campaign, Order, plan_of
from inspector_app.fleet.muster import muster
from sync.domain.clock import SystemClock, local_day
from sync.server.settings import Settings
from tests.benchmarks.cutting_line import CutOf, CuttingLine
from tests.benchmarks.figures import Figure
from tests.full_stack.dice import dice
from tests.full_stack.proxy import Loop

DROPPED = 0.01
ORDER = Order(tablets=12, inspections=36, photos=600, photo_bytes=300 * 1024, fail_rate=0.2, seed=1, at_once=4)
CUT_AT = 0.9
SIZES = (3_000_000, 5_000_000, 8_000_000, 12_000_000)
"""Bytes of photos that are cut."""

_EVIDENCE = b"PATCH /api/v1/evidence/"


def bench(folder: Path) -> list[Figure]:
    """A fleet on lines that drop one request in a hundred, then single tablets whose one photo is cut once."""
    with private_centre(folder / "centre") as (url, settings):
        sent, needed = _dropped(url, settings, folder / "dropped")
        again = [_sent_again(url, settings, folder / f"cut-{size}", size) for size in SIZES]
    return [
        Figure("1 % dropped connections, bytes sent", sent / 1e6, needed / 1e6, 1.05, "MB"),
        Figure("photo cut at 90 %, sent again", max(again) / 1e6, None, 1.0, "MB"),
    ]


def _dropped(url: str, settings: Settings, folder: Path) -> tuple[int, int]:
    """Bytes sent on the wire, headers included, and bytes of operation lines and evidence copies."""
    with _recorded(ORDER, url, settings, folder) as campaign, _lines(campaign, url, _drops_of) as lines:
        summary = _sent(campaign, settings)
        assert sum(line.cuts for line in lines) > 0, "no connection was dropped"
        return sum(line.bytes_sent for line in lines), summary


def _drops_of(tablet: int) -> CutOf:
    """One request in a hundred ends somewhere between its first byte and the last of its answer."""

    def cut(number: int, _head: bytes, length: int) -> int | None:
        random = dice("bad line", tablet, number)
        return random.randrange(length + 200) if random.random() < DROPPED else None

    return cut


def _sent_again(url: str, settings: Settings, folder: Path, size: int) -> int:
    """Bytes on the wire for one photo beyond its size, heads of requests included, when its upload is cut at 90 %."""
    order = Order(tablets=1, inspections=1, photos=1, photo_bytes=size, fail_rate=0, seed=1, at_once=1)
    with _recorded(order, url, settings, folder) as campaign, _lines(campaign, url, lambda _: _once_at(size)) as (line,):
        _sent(campaign, settings)
        assert line.cuts == 1, "the photo was not cut"
        return sum(request.count for request in line.sent if request.head.startswith(_EVIDENCE)) - size


def _once_at(size: int) -> CutOf:
    """The connection ends when so much of a photo of this size is on it, and never again."""
    passed: Counter[str] = Counter()

    def cut(_number: int, head: bytes, length: int) -> int | None:
        before, after = passed["bytes"], passed["bytes"] + length - len(head)
        if not head.startswith(_EVIDENCE):
            return None
        passed["bytes"] = after
        at = round(CUT_AT * size)
        return len(head) + at - before if before < at <= after else None

    return cut


@contextmanager
def _recorded(order: Order, url: str, settings: Settings, folder: Path) -> Iterator[Campaign]:
    """A fleet after its visits, enrolled on a good line."""
    with opened_centre(settings) as centre:
        codes = muster(centre, order.inspections, order.tablets)
    with Campaign(order, plan_of(order, local_day(SystemClock().now())), codes, folder) as campaign:
        campaign.enrol(url)
        campaign.record(lambda: None)
        yield campaign


@contextmanager
def _lines(campaign: Campaign, url: str, cut_of: Callable[[int], CutOf]) -> Iterator[Sequence[CuttingLine]]:
    """A line of its own for every tablet from here on."""
    port = urlsplit(url).port
    assert port is not None
    with ExitStack() as stack:
        loop = Loop()
        stack.callback(loop.close)
        lines = [CuttingLine(port, cut_of(number)) for number, _ in enumerate(campaign.crews)]
        for crew, line in zip(campaign.crews, lines, strict=True):
            loop.run(line.open())
            stack.callback(lambda line=line: loop.run(line.close()))
            crew.tablet.enrolment.move(line.url)
        yield lines


def _sent(campaign: Campaign, settings: Settings) -> int:
    """Send everything; the bytes that were needed. Nothing may be lost, doubled or left."""
    summary = campaign.summary(campaign.send(lambda: None), settings.url, settings.evidence)
    assert (summary.lost, summary.doubled, summary.waiting) == (0, 0, 0), summary
    return summary.bytes_needed
