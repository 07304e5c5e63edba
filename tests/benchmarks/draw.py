"""The draw of a million compounds with teams, and checking it from its folder, against sorting the same ids by a SHA-256 key."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from sync.domain.draw.columns import table
from sync.domain.draw.outcomes import outcome_document
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.seeds import Promise, Seed, SeedKind, key_of
from sync.drawing.checking import check_campaign
from sync.drawing.files import DIGESTS, add_folder
from sync.drawing.reading import frozen_draw, read_frozen
from sync.drawing.running import outcome_of, run_draw
from tests.benchmarks.figures import Figure

COMPOUNDS, OFFICERS, EXPERTS, ENTERPRISES, RATE = 1_000_000, 10_000, 1_000, 20_000, 200
DISTRICTS = tuple(f"4101{number:02d}" for number in range(15))
GRADES = ("AAA", "AA", "A", "B", "C")
SEED = Seed("05 11 17 20 28 31 09", "2026-05-20 21:15", ("公证员甲",))
ROUNDS = 4


def bench(folder: Path) -> list[Figure]:
    """In a process of its own. Draw and peer take turns, each draws what lies in memory; run and verify read the folder;
    the best round of each counts."""
    command = (sys.executable, "-m", "tests.benchmarks.draw", str(folder))
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return [
        Figure("draw of a million, with teams", min(told["draw"]), min(told["peer"]), 3.0, "s"),
        Figure("draw of a million from its folder, read and written", min(told["run"]), min(told["peer"]), 3.0, "s"),
        Figure("verifying a draw of a million, against drawing it", min(told["verify"]), min(told["run"]), 1.0, "s"),
    ]


def files() -> dict[str, bytes]:
    """Officers away from home, one officer in ten recused from an enterprise, one compound in a hundred with complaints."""
    rates = tuple((grade, RATE) for grade in GRADES)
    check = Check("routine", "zz-property-27", "1", rates=rates)
    plan = Plan("年度检查", "2026-06-01", "2026-06-30", (check,), Promise(SeedKind.LOTTERY, "双色球"), enterprise_cap=12)
    return {
        "plan.ndjson": plan.document(),
        "compounds.ndjson": table(map(_compound, range(COMPOUNDS))),
        "enterprises.ndjson": table([f"E{n:05d}", f"物业 {n}", n % 3] for n in range(ENTERPRISES)),
        "extras.ndjson": table([f"{n:06d}", f"C{n:07d}", 2, "complaints", "12345"] for n in range(0, COMPOUNDS, 100)),
        "officers.ndjson": table(_people("officer", OFFICERS)),
        "experts.ndjson": table(_people("expert", EXPERTS)),
        "recusals.ndjson": table(_recusal(n) for n in range(0, OFFICERS, 10)),
    }


def _compound(n: int) -> list[str]:
    mark = "flood" if n % 20 == 0 else ""
    enterprise = f"E{n * 7919 % ENTERPRISES:05d}"
    return [
        f"C{n:07d}",
        f"阳光花园 {n} 期",
        enterprise,
        DISTRICTS[n % 15],
        GRADES[n // 15 % 5],
        "residential",
        mark,
        "34.75 113.62",
    ]


def _people(duty: str, count: int) -> list[list[object]]:
    valid = (1, 0, "2025-01-01", "2027-12-31", "")
    return [[_name(f"{duty}{n}"), "", DISTRICTS[n % 15], f"{n % 7}科", *valid] for n in range(count)]


def _recusal(n: int) -> list[str]:
    return [_name(f"recusal{n}"), _name(f"officer{n}"), "enterprise", f"E{n:05d}", "declared", "granted"]


def _name(what: str) -> str:
    return sha256(what.encode()).hexdigest()


def _rounds(folder: Path) -> dict[str, list[float]]:
    content = files()
    digests = frozen_draw(dict(content)).digests
    took: dict[str, list[float]] = {"draw": [], "peer": [], "run": [], "verify": []}
    for number in range(ROUNDS):
        place = folder / f"campaign-{number}"
        add_folder(place / "1", {**content, DIGESTS: digests})
        _in_memory(place / "1", took)
        took["run"].append(_seconds(partial(run_draw, place, SEED)))
        took["verify"].append(_seconds(partial(check_campaign, place)))
    return took


def _in_memory(place: Path, took: dict[str, list[float]]) -> None:
    frozen = read_frozen(place)
    key = key_of(frozen.frozen, frozen.plan.seed, SEED)
    took["draw"].append(_seconds(lambda: outcome_document(outcome_of(frozen, key))))
    ids = frozen.pools.compounds.ids
    took["peer"].append(_seconds(lambda: sorted(ids, key=lambda one: sha256(f"{SEED.value},{one}".encode()).digest())))


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(_rounds(Path(sys.argv[1]))))
