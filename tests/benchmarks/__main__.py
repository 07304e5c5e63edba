"""All benchmarks, or those named: ``python -m tests.benchmarks [NAME ...]``; the names stand below."""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.figures import Figure, table, write
from tests.benchmarks.report import RUN

NAMES = ("answer", "tap", "campaign", "idle", "pulling", "crowd", "bad_line", "photo", "verifying", "draw", "draw_fairness")


def main(wanted: list[str]) -> int:
    """Measure, print, and keep the figures when all were measured; 1 when a limit was missed."""
    figures: list[Figure] = []
    for name in wanted or NAMES:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        with TemporaryDirectory(prefix="suicha-bench-", dir=_same_disk()) as folder:
            figures += import_module(f"tests.benchmarks.{name}").bench(Path(folder))
    print(table(figures))
    if not wanted:
        write(figures, RUN)
    return 0 if all(figure.met for figure in figures) else 1


def _same_disk() -> Path:
    """Beside the figures, not in a temporary folder that may live in memory."""
    RUN.parent.mkdir(exist_ok=True)
    return RUN.parent.resolve()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
