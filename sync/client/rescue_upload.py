"""A rescue file on its way to the centre: sent in chunks that the line carries, going on where it broke off, then brought in."""

from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path

from sync.client.chunks import send_the_rest
from sync.client.loads import Loads
from sync.errors import RescueRefused, SuichaError, registry
from sync.protocol.calls import RescueCalls
from sync.protocol.rescue import RescueOutcome, RescueTold

Watch = Callable[[int, int], None]
"""Called with the bytes done and all bytes."""


def send_rescue_file(centre: RescueCalls, path: Path, watch: Watch) -> str:
    """Returns the hash under which the centre holds the whole file now. Raises RescueRefused for an empty one, what
    ``RescueCalls`` raise, and OSError."""
    with path.open("rb") as source:
        sha256, length = file_digest(source, "sha256").hexdigest(), path.stat().st_size
        if not length:
            raise RescueRefused(problem="rescue.problem.no-rescue-file")
        state = centre.rescue_state(sha256)
        watch(state.offset, length)
        send_the_rest(source, length, state, centre.send_rescue, Loads(), lambda offset: watch(offset, length))
    watch(length, length)
    return sha256


def outcome_of(told: RescueTold, watch: Watch) -> RescueOutcome | None:
    """The outcome where this is it. Raises the error that ended the import, as the centre told it."""
    if told.code is not None:
        raise registry().get(told.code, SuichaError)(**told.fields)
    if told.progress is not None:
        watch(told.progress.done, told.progress.whole)
    return told.outcome
