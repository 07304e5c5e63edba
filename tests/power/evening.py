"""The end of a bad day: both sides started again without faults, everything sent, and both judged."""

import time
from collections.abc import Sequence
from pathlib import Path

from tests.power.hosting import Host
from tests.power.journal import read_journal
from tests.power.oracle import judge_end

_PATIENCE = 60.0
_NOBODY = "http://127.0.0.1:9"


def problems_in_the_end(host: Host, run: Path, serving: int | None = None) -> list[str]:
    """What is wrong once everything is sent from ``run/tablet`` to ``run/centre``. Nothing is good.

    ``serving``: the centre's process where it goes on; without one it starts anew.
    """
    told = run / "told-in-the-evening"
    serving = serving or serve(host, run)
    try:
        host.tell("tablet_evening", tablet=run / "tablet", centre=run / "address", journal=run / "journal", told=told)
    except ChildProcessError as error:
        return [f"the evening failed: {error}"]
    finally:
        host.kill(serving)
    problems = judge_end(run / "tablet", run / "centre", read_journal(run / "journal"))
    return problems + [f"in the evening: {fact}" for fact in read_journal(told)]


def serve(host: Host, run: Path, strace: Sequence[str] = ()) -> int:
    """A centre that listens, at the address in ``run/address``; or one that a fault ended before it did."""
    address = run / "address"
    address.unlink(missing_ok=True)
    serving = host.start("serve_centre", strace=strace, centre=run / "centre", address=address)
    deadline = time.monotonic() + _PATIENCE
    while not address.exists():
        if host.has_ended(serving):
            address.write_text(_NOBODY)
        elif time.monotonic() > deadline:
            raise TimeoutError(f"the centre does not start\n{host.last_words()}")
        time.sleep(0.004)
    return serving
