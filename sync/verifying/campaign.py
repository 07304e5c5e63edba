"""Many records at once: every processor checks records of its own."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from sync.verifying.checking import check_record
from sync.verifying.keys import GivenKey
from sync.verifying.sources import open_record
from sync.verifying.verdicts import Verdict

_FEW = 8
"""Not worth a second process."""
_AT_ONCE = 4


def check_records(records: Sequence[Path], key: GivenKey) -> Iterator[Verdict]:
    """One verdict per record, in order. Raises UsageInvalid for a file that is no zip."""
    processors = os.cpu_count() or 1
    check = partial(_check, key=key)
    if processors == 1 or len(records) <= _FEW:
        yield from map(check, records)
        return
    yield check(records[0])  # what is imported and prepared for it is there for every process
    with ProcessPoolExecutor(processors, _context()) as pool:
        yield from pool.map(check, records[1:], chunksize=_AT_ONCE)


def _check(record: Path, key: GivenKey) -> Verdict:
    with open_record(record) as source:
        return check_record(source, key)


def _context() -> multiprocessing.context.BaseContext:
    """A forked process is there at once; others have to import everything first."""
    return multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
