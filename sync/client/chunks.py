"""One file by its content hash, in chunks, going on where a broken upload ended."""

from collections.abc import Callable
from typing import BinaryIO, Final

from sync.client.loads import LEAST_BYTES, Loads, is_too_large
from sync.client.ports import WaitingFile
from sync.client.progress import Progress, Watch
from sync.errors import CentreFailed, EvidenceMismatch, OffsetMismatch
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import CHUNK_BYTES, EvidenceState

SendChunk = Callable[[str, int, int, bytes], EvidenceState]
"""Takes a file's hash, the offset of a chunk, the whole file's size and the chunk; returns how much the centre has then."""

_SPARE_REQUESTS: Final = 8
"""For one file beyond one per smallest chunk: whoever answers and never gets further does not keep a tablet busy."""


def _never() -> bool:
    return False


def send_in_chunks(
    centre: TabletCalls,
    file: WaitingFile,
    loads: Loads,
    progress: Progress,
    watch: Watch,
    in_the_way: Callable[[], bool] = _never,
) -> bool:
    """Whether the centre has the whole file: False where something came ``in_the_way`` between two chunks; what is there by then
    is asked about the next time. A small one goes without asking first, unless it was cut on its way before: the centre keeps
    what came.

    Raises EvidenceMismatch (spoilt here, on the way or there), OSError for a file that cannot be read, and what the line raises.
    """
    state = EvidenceState(file.sha256, 0, complete=False)
    done = progress.file_bytes

    def moved(offset: int) -> None:
        progress.file_bytes = done + offset
        watch(progress)

    if file.failed or file.size > CHUNK_BYTES:
        state = centre.evidence_state(file.sha256)
        progress.found[file.sha256] = state.offset
    with file.path.open("rb") as source:
        whole = send_the_rest(source, file.size, state, centre.send_evidence, loads, moved, file.failed, in_the_way)
    progress.file_bytes = done + (file.size if whole else 0)
    return whole


def send_the_rest(
    source: BinaryIO,
    size: int,
    state: EvidenceState,
    send: SendChunk,
    loads: Loads,
    moved: Callable[[int], None],
    failed: bool = False,
    in_the_way: Callable[[], bool] = _never,
) -> bool:
    """Send what the centre has not yet got of a file of ``size`` bytes; ``moved`` hears after each chunk how many it has. False
    where something is ``in_the_way`` before the next one.

    ``failed``: an earlier upload of it was cut. Raises EvidenceMismatch (the file is shorter by now, or the centre wants it from
    nowhere), and what the line raises.
    """
    left = size // LEAST_BYTES + _SPARE_REQUESTS
    while not state.complete:
        if (left := left - 1) < 0:
            raise CentreFailed(status=200)
        source.seek(state.offset)
        wanted = min(loads.chunk_of(failed), size - state.offset)
        chunk = source.read(wanted)
        if len(chunk) < wanted:
            raise EvidenceMismatch(sha256=state.sha256)
        try:
            with loads.carrying(len(chunk)):
                state = _send_chunk(send, state, size, chunk)
        except CentreFailed as error:
            if not is_too_large(error) or len(chunk) <= LEAST_BYTES:
                raise
        moved(state.offset)
        if not state.complete and in_the_way():
            return False
    return True


def _send_chunk(send: SendChunk, state: EvidenceState, size: int, chunk: bytes) -> EvidenceState:
    try:
        return send(state.sha256, state.offset, size, chunk)
    except OffsetMismatch as mismatch:
        expected = mismatch.fields.get("expected")
        if not isinstance(expected, int) or not 0 <= expected <= size or expected == state.offset:
            raise EvidenceMismatch(sha256=state.sha256) from mismatch
        return EvidenceState(state.sha256, expected, complete=False)
