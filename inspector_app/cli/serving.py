"""Running an ASGI app until Ctrl-C or SIGTERM, and leaving cleanly then."""

import gc
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from inspector_app.cli.beginning import Beginning
from inspector_app.cli.leaving import STOP_SIGNALS
from inspector_app.cli.needs import needs

_GRACE_SECONDS = 2


def serve(
    app: Callable[..., Any],
    listening: socket.socket,
    farewell: Callable[[], None],
    announce: Callable[[], None] = lambda: None,
) -> None:
    """Serve until a stop signal. Raises what the app refused to start for, where that has a sentence.

    ``announce`` tells whoever started it that it is there: from then on it can be stopped. ``farewell`` is called at the signal,
    so that open streams end at once; other requests under way get two seconds.
    """
    with needs("centre"):
        import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if asked:
                self.handle_exit(asked[0], None)

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            threading.Thread(target=farewell).start()  # not here: the signal may have interrupted a holder of the same lock
            super().handle_exit(sig, frame)

    logging.getLogger("uvicorn.error").addFilter(_is_no_goodbye)
    beginning = Beginning(app)
    config = uvicorn.Config(
        beginning,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    gc.freeze()  # what is loaded by now stays: no collection under load walks through it again
    with stop_signals_kept() as asked:
        announce()
        try:
            Server(config).run(sockets=[listening])
        except SystemExit:
            if beginning.refused is None:
                raise
            raise beginning.refused from None


@contextmanager
def stop_signals_kept() -> Iterator[list[int]]:
    """Those that come while no server listens to them: before it does they are orders to stop; afterwards it raises its own again
    for its caller, who has nothing left to do."""
    kept: list[int] = []
    before = {number: signal.signal(number, lambda number, _: kept.append(number)) for number in STOP_SIGNALS}
    try:
        yield kept
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_no_goodbye(record: logging.LogRecord) -> bool:
    return "timeout graceful shutdown exceeded" not in record.getMessage()
