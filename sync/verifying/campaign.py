"""Many records one after the other, the photos of the next one being hashed meanwhile."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from sync.errors import OperationInvalid
from sync.protocol.codec import from_json
from sync.protocol.records import EVIDENCE_FILE, MANIFEST_FILE, Manifest
from sync.verifying.checking import check_record
from sync.verifying.keys import GivenKey
from sync.verifying.sources import Source
from sync.verifying.verdicts import Verdict

_HASHING_THREADS = 2
_AHEAD = 2
_PHOTOS = EVIDENCE_FILE.partition("{")[0]


def check_records(sources: Sequence[Source], key: GivenKey) -> Iterator[Verdict]:
    """One verdict per record, in order. Hashing releases the interpreter, so threads do it."""
    with ThreadPoolExecutor(_HASHING_THREADS) as pool:
        begun = [_Hashing(source, pool) for source in sources[:_AHEAD]]
        for place, source in enumerate(sources):
            if place + _AHEAD < len(sources):
                begun.append(_Hashing(sources[place + _AHEAD], pool))
            yield check_record(source, key, begun.pop(0).digest_of)


class _Hashing:
    """Hashes of one record's files: its photos by the pool from now on, everything else when it is asked for."""

    def __init__(self, source: Source, pool: ThreadPoolExecutor) -> None:
        self._source = source
        self._under_way: dict[str, Future[str]] = {name: pool.submit(source.sha256, name) for name in _photos_named(source)}

    def digest_of(self, name: str) -> str:
        """Raises as Source.sha256."""
        future = self._under_way.get(name)
        return self._source.sha256(name) if future is None else future.result()


def _photos_named(source: Source) -> list[str]:
    """By a manifest nobody has checked yet: what it names is hashed early, and believed only later."""
    try:
        manifest = from_json(source.read(MANIFEST_FILE), Manifest)
    except (OSError, ValueError, OperationInvalid):
        return []
    return [entry.name for entry in manifest.files if entry.name.startswith(_PHOTOS)]
