"""A rescue file on its way to the centre: sent in chunks, going on where it broke off, then brought in."""

from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from sync.errors import EvidenceMismatch, OffsetMismatch, SuichaError, registry
from sync.protocol.calls import RescueCalls
from sync.protocol.messages import CHUNK_BYTES, EvidenceState
from sync.protocol.rescue import RescueOutcome, RescueTold

Watch = Callable[[int, int], None]
"""Called with the bytes done and all bytes."""


def send_rescue_file(centre: RescueCalls, path: Path, watch: Watch) -> str:
    """Returns the hash under which the centre holds the whole file now. Raises what ``RescueCalls`` raise, and OSError."""
    with path.open("rb") as source:
        sha256, length = file_digest(source, "sha256").hexdigest(), path.stat().st_size
        state = centre.rescue_state(sha256)
        while not state.complete:
            watch(state.offset, length)
            state = _send_next(centre, source, state, length)
    watch(length, length)
    return sha256


def outcome_of(told: RescueTold, watch: Watch) -> RescueOutcome | None:
    """The outcome where this is it. Raises the error that ended the import, as the centre told it."""
    if told.code is not None:
        raise registry().get(told.code, SuichaError)(**told.fields)
    if told.progress is not None:
        watch(told.progress.done, told.progress.whole)
    return told.outcome


def _send_next(centre: RescueCalls, source: BinaryIO, state: EvidenceState, length: int) -> EvidenceState:
    source.seek(state.offset)
    try:
        return centre.send_rescue(state.sha256, state.offset, length, source.read(CHUNK_BYTES))
    except OffsetMismatch as mismatch:
        expected = mismatch.fields.get("expected")
        if not isinstance(expected, int) or expected == state.offset:
            raise EvidenceMismatch(sha256=state.sha256) from mismatch
        return EvidenceState(state.sha256, expected, complete=False)
