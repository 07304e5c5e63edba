"""One file by its content hash, in chunks, going on where a broken upload ended."""

from typing import Final

from sync.client.loads import LEAST_BYTES, Loads, is_too_large
from sync.client.ports import WaitingFile
from sync.client.progress import Progress, Watch
from sync.errors import CentreFailed, EvidenceMismatch, OffsetMismatch
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import CHUNK_BYTES, EvidenceState

_SPARE_REQUESTS: Final = 8
"""For one file beyond one per smallest chunk: whoever answers and never gets further does not keep a tablet busy."""


def send_in_chunks(centre: TabletCalls, file: WaitingFile, loads: Loads, progress: Progress, watch: Watch) -> None:
    """Returns when the centre has the whole file. A small one goes without asking first, unless it was cut on its way before: the
    centre keeps what came.

    Raises EvidenceMismatch (spoilt here, on the way or there), OSError for a file that cannot be read, and what the line raises.
    """
    state = EvidenceState(file.sha256, 0, complete=False)
    done = progress.file_bytes
    if file.failed or file.size > CHUNK_BYTES:
        state = centre.evidence_state(file.sha256)
        progress.found[file.sha256] = state.offset
    left = file.size // LEAST_BYTES + _SPARE_REQUESTS
    with file.path.open("rb") as source:
        while not state.complete:
            if (left := left - 1) < 0:
                raise CentreFailed(status=200)
            source.seek(state.offset)
            wanted = min(loads.chunk_of(file), file.size - state.offset)
            chunk = source.read(wanted)
            if len(chunk) < wanted:
                raise EvidenceMismatch(sha256=file.sha256)
            try:
                with loads.carrying(len(chunk)):
                    state = _send_chunk(centre, file, state.offset, chunk)
            except CentreFailed as error:
                if not is_too_large(error) or len(chunk) <= LEAST_BYTES:
                    raise
            progress.file_bytes = done + state.offset
            watch(progress)
    progress.file_bytes = done + file.size


def _send_chunk(centre: TabletCalls, file: WaitingFile, offset: int, chunk: bytes) -> EvidenceState:
    try:
        return centre.send_evidence(file.sha256, offset, file.size, chunk)
    except OffsetMismatch as mismatch:
        expected = mismatch.fields.get("expected")
        if not isinstance(expected, int) or not 0 <= expected <= file.size or expected == offset:
            raise EvidenceMismatch(sha256=file.sha256) from mismatch
        return EvidenceState(file.sha256, expected, complete=False)
