"""``python -m tests.power [MINUTES [faults|cuts]]``: every failing call and every power cut, as far as the time goes.

A second call goes on where the first one ended.
"""

import sys
import tempfile
from pathlib import Path

from tests.power.campaign import every_cut, every_fault
from tests.power.hosting import Host


def main() -> None:
    """Each side gets its share of the minutes; figures and failures are printed, and kept in ``build/power-*.jsonl``."""
    minutes, wanted = float(sys.argv[1] if len(sys.argv) > 1 else 60), sys.argv[2:]
    proofs = [proof for name, proof in (("faults", every_fault), ("cuts", every_cut)) if not wanted or name in wanted]
    failed = 0
    for proof in proofs:
        for side in ("tablet", "centre"):
            with tempfile.TemporaryDirectory() as scratch, Host(Path(scratch)) as host:
                progress = proof(host, side, Path(scratch), minutes / len(proofs) / 2)
            print(f"{proof.__name__} {side}: {progress.tried} tried, {len(progress.failed)} failed", flush=True)
            for what, problems in progress.failed.items():
                print(f"  {what}: {problems[:3]}", flush=True)
            failed += len(progress.failed)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
