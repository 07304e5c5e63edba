"""The least that metadata alone can take: a centre that knows rows and answers by heart, beside ours and the bare insert.

Not among the figures of ``make bench``: it shows how much of its figure is work that no thinking faster would save.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree

from inspector_app.cli.places import free_port
from tests.benchmarks.bare_client import process
from tests.benchmarks.campaign import ROUNDS, as_shipped, bare_insert, recorded_campaign, records_alone
from tests.benchmarks.figures import Figure

LIMIT = 3.0
"""That of metadata alone."""


def bench(folder: Path) -> list[Figure]:
    """One round to learn by; then ours, by rote and bare in turns, the best of each."""
    learning, reciting = (partial(_by_rote, mode, folder / "lesson") for mode in ("learn", "recite"))
    with recorded_campaign(folder, free_port()) as campaign:
        tablets, centre = [crew.folder for crew in campaign.crews], folder / "centre"
        records_alone(tablets, centre, folder / "lesson-round", learning)
        ours, rote, bare = [], [], []
        for number in range(ROUNDS):
            place = folder / f"round-{number}"
            ours.append(records_alone(tablets, centre, place / "ours", as_shipped))
            rote.append(records_alone(tablets, centre, place / "rote", reciting))
            bare.append(bare_insert(tablets, place))
            rmtree(place)
    return [
        Figure("metadata alone", min(ours), min(bare), LIMIT, "s"),
        Figure("metadata alone, by rote", min(rote), min(bare), LIMIT, "s"),
    ]


@contextmanager
def _by_rote(mode: str, lesson: Path, data: Path, port: int) -> Iterator[str]:
    with process("rote_centre", port, mode, data, port, lesson) as url:
        yield url
