"""Running an ASGI app until Ctrl-C or SIGTERM, and leaving cleanly then."""

import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_GRACE_SECONDS = 2
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(app: "ASGIApp", listening: socket.socket) -> None:
    """Serve until a stop signal. Requests under way get two seconds; event streams end with them."""
    import uvicorn

    logging.getLogger("uvicorn.error").addFilter(_says_more_than_goodbye)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    with stop_signals_ignored_afterwards():
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def stop_signals_ignored_afterwards() -> Iterator[None]:
    """The server takes a signal as the order to stop, then raises it again for its caller: here it has done its work."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _says_more_than_goodbye(record: logging.LogRecord) -> bool:
    return "timeout graceful shutdown exceeded" not in record.getMessage()
