"""A line that drops connections in the middle of an exchange, and counts what the tablet had put on it by then."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tests.full_stack.messages import Message, length_of, read_answer

_PIECE = 16 * 1024
_END = b"\r\n\r\n"
CutOf = Callable[[int, bytes, int], int | None]
"""From the number of a request, its head and its whole length in bytes: after how many bytes the connection ends, counted from
the request's first byte on through its answer; None when it does not end."""


@dataclass(frozen=True)
class Sent:
    """A request and the bytes of it that the tablet sent."""

    head: bytes
    count: int


class CuttingLine:
    """One tablet's line to a centre on this machine. ``sent`` has an entry for each request, cut or whole."""

    def __init__(self, centre_port: int, cut_of: CutOf) -> None:
        self.sent: list[Sent] = []
        self.cuts = 0
        self._open: set[asyncio.Task[None]] = set()
        self._centre_port = centre_port
        self._cut_of = cut_of
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    @property
    def bytes_sent(self) -> int:
        return sum(request.count for request in self.sent)

    async def open(self) -> None:
        """Listens from now on."""
        self._server = await asyncio.start_server(self._serve, sock=self._listening)

    async def close(self) -> None:
        """Listens no more, and ends what is open."""
        self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, tablet: asyncio.StreamReader, to_tablet: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        task.add_done_callback(self._open.discard)
        centre, to_centre = await asyncio.open_connection("127.0.0.1", self._centre_port)
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, OSError):
            while await self._exchange(tablet, to_tablet, centre, to_centre):
                pass
        to_centre.transport.abort()
        to_tablet.close()

    async def _exchange(
        self,
        tablet: asyncio.StreamReader,
        to_tablet: asyncio.StreamWriter,
        centre: asyncio.StreamReader,
        to_centre: asyncio.StreamWriter,
    ) -> bool:
        """Whether the connection goes on."""
        head = await tablet.readuntil(_END)
        length = len(head) + length_of(head)
        cut = self._cut_of(len(self.sent) + 1, head, length)
        passes = length if cut is None else min(cut, length)
        to_centre.write(head[:passes])
        for start in range(len(head), passes, _PIECE):
            to_centre.write(await tablet.readexactly(min(_PIECE, passes - start)))
            await to_centre.drain()
        self.sent.append(Sent(head, max(passes, len(head))))
        if cut is not None and cut < length:
            self.cuts += 1
            return False
        answer = (await read_answer(centre, Message(head, b"").method)).raw
        to_tablet.write(answer if cut is None else answer[: cut - length])
        await to_tablet.drain()
        self.cuts += cut is not None
        return cut is None
