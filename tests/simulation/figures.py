"""The simulator's figures in docs/reliability.md."""

from collections import Counter

from tests import tallies
from tests.simulation.campaign import NAME, Tally


def write_report(tally: Tally) -> None:
    """Replace the figures."""
    tallies.write_figures(NAME, table(tally))


def table(tally: Tally) -> str:
    """The figures as Markdown."""
    counts = tally.counts
    broken = Counter(why.partition(":")[0] for _, why in tally.failures)
    rows = [
        ("seeds run", counts["seeds"]),
        ("of these with a promise broken", len(tally.failures)),
        *([("broken once, mended since", len(tally.mended))] if tally.mended else []),
        *((f"broken: {promise}", count) for promise, count in sorted(broken.items())),
        ("acts acknowledged to officers", counts["acts"]),
        ("pictures acknowledged", counts["pictures"]),
        ("requests", counts["requests"]),
        ("syncs", counts["syncs"]),
        ("answers to news held against the change feed", counts["looks for news checked"]),
        ("receipts for photos held against the disk", counts["receipts for photos"]),
        ("conflicts", counts["conflicts"]),
        ("returns and acceptances acknowledged", counts["reviews"]),
        ("starts of tablets, starts of the centre", f"{counts['tablet starts']:,}, {counts['centre starts']:,}"),
        ("centres restored from an older backup", counts["centres restored from an older backup"]),
        ("tablets put back to an older copy of their data", counts["tablets put back to an older copy"]),
        ("of these enrolled again", counts["tablets enrolled again"]),
        *_group(counts, "line: ", "on the line: "),
        *_group(counts, "killed: ", "killed: "),
    ]
    lines = [f"| {name} | {value:,} |" if isinstance(value, int) else f"| {name} | {value} |" for name, value in rows]
    return "\n".join(["| what | how often |", "|---|---:|", *lines])


def _group(counts: Counter[str], prefix: str, name: str) -> list[tuple[str, int]]:
    return [(name + kind.removeprefix(prefix), counts[kind]) for kind in sorted(counts) if kind.startswith(prefix)]
