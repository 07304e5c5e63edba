"""Checking the campaign's records, against a bare loop of hashlib.sha256 over the same files."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.centre_records import write_record
from inspector_app.cli.places import free_port
from inspector_app.cli.private_centre import fill, served
from inspector_app.fleet.campaign import Campaign, Order, plan_of
from inspector_app.fleet.muster import muster
from sync.domain.clock import SystemClock, local_day
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey, read_key
from sync.verifying.sources import records_in
from tests.benchmarks.figures import Figure

ORDER = Order(tablets=44, inspections=131, photos=1514, photo_bytes=300 * 1024, fail_rate=757 / 3537, seed=2021, at_once=4)
ROUNDS = 15


def bench(folder: Path) -> list[Figure]:
    """In a process of its own, as the command is. Ours and peer alternate over files that both have read before; the best round
    of each counts."""
    records, key_file = _exported(folder)
    command = (sys.executable, "-m", "tests.benchmarks.verifying", str(records), str(key_file))
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    ours, peer = json.loads(told)
    return [Figure("verifying a campaign", min(ours), min(peer), 1.3, "s")]


def _rounds(records: Path, key: GivenKey) -> tuple[list[float], list[float]]:
    """Seconds of each round; the first one, in which the files are read from the disk, does not count."""
    took = [(_ours(records, key), _peer(records)) for _ in range(ROUNDS + 1)][1:]
    return [ours for ours, _ in took], [peer for _, peer in took]


def _ours(records: Path, key: GivenKey) -> float:
    start = perf_counter()
    verdicts = list(check_records(records_in(records), key))
    seconds = perf_counter() - start
    if len(verdicts) != ORDER.inspections or any(verdict.fault or verdict.notes for verdict in verdicts):
        raise RuntimeError(f"the campaign's records are not in order: {verdicts}")
    return seconds


def _peer(records: Path) -> float:
    files = [path for path in records.rglob("*") if path.is_file()]
    start = perf_counter()
    for path in files:
        sha256(path.read_bytes()).hexdigest()
    return perf_counter() - start


def _exported(folder: Path) -> tuple[Path, Path]:
    """The campaign recorded, sent and handed out; the key in a file."""
    settings, records = settings_for(folder / "centre"), folder / "records"
    records.mkdir()
    fill(settings)
    with served(settings.data, free_port()) as running:
        with opened_centre(settings) as centre:
            codes = muster(centre, ORDER.inspections, ORDER.tablets)
        plan = plan_of(ORDER, local_day(SystemClock().now()))
        with Campaign(ORDER, plan, codes, folder / "fleet") as campaign:
            campaign.enrol(running.url)
            campaign.record(lambda: None)
            campaign.send(lambda: None)
    with opened_centre(settings) as centre:
        for inspection_id in centre.records.inspections():
            write_record(centre.records.export(inspection_id), records / str(inspection_id))
        (folder / "key.pem").write_text(centre.key.public.pem)
    return records, folder / "key.pem"


if __name__ == "__main__":
    print(json.dumps(_rounds(Path(sys.argv[1]), read_key(Path(sys.argv[2])))))
