"""A bad line: an HTTP proxy in front of the centre that does to every request what the weather says."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from tests.full_stack.dice import dice
from tests.full_stack.faults import DEEDS, Cut, Hangup
from tests.full_stack.messages import Message, read_answer, read_request
from tests.full_stack.weather import Fault, Moment, Storm

Result = TypeVar("Result")
OnMoment = Callable[[int, int, Moment], None]
"""Told the line, the number of the request and the moment."""


class Loop:
    """An event loop in a thread of its own, for all lines."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="lines", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """From any other thread: wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Line:
    """One tablet's line. It counts requests and bytes, and remembers requests that it may deliver once more much later."""

    def __init__(self, storm: Storm, centre_port: int, on_moment: OnMoment) -> None:
        self.storm = storm
        self.centre_port = centre_port
        self.requests = 0
        self.bytes_taken = 0
        self.faults: Counter[Fault] = Counter()
        self.past: list[Message] = []
        self.answers: list[Message] = []
        self._on_moment = on_moment
        self._listening = _bound(0)
        self.port: int = self._listening.getsockname()[1]
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, sock=self._listening, limit=4 * 1024 * 1024)

    async def deaf(self, seconds: float) -> None:
        """Nobody listens for a while; connections that there are go on."""
        if self._server is None:
            return
        self._server.close()
        self._server = None
        self._listening = _bound(self.port)
        await asyncio.sleep(seconds)
        await self.open()

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server is not None:
            self._server.close()
        else:
            self._listening.close()

    async def ask_centre(self, request: Message, number: int = 0) -> Message:
        """The centre's answer, over a connection of its own; ``number`` 0: nobody is told. Raises Hangup without a centre."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.centre_port, limit=4 * 1024 * 1024)
            try:
                writer.write(request.raw)
                await writer.drain()
                if number:
                    self._on_moment(self.storm.line, number, Moment.DURING)
                return await read_answer(reader, request.method)
            finally:
                writer.close()
        except (OSError, asyncio.IncompleteReadError) as error:
            raise Hangup() from error

    async def cut_off_centre(self, raw: bytes) -> None:
        """Some bytes, then nothing more."""
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self.centre_port)
            writer.write(raw)
            await writer.drain()
            writer.close()

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Something the tablet does not wait for."""
        self._keep(asyncio.ensure_future(_quietly(work)))

    def _keep(self, task: "asyncio.Task[None]") -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._keep(task)
        try:
            while True:
                request = await read_request(reader)
                self.requests += 1
                self.bytes_taken += len(request.raw)
                await self._answer(request, self.requests, writer)
        except Cut as cut:
            writer.write(cut.heard)
            writer.close()
        except (Hangup, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            _reset(writer)

    async def _answer(self, request: Message, number: int, writer: asyncio.StreamWriter) -> None:
        fault = self.storm.fault(number)
        self.faults[fault] += 1
        self._on_moment(self.storm.line, number, Moment.BEFORE)
        answer = await DEEDS[fault](self, request, number, dice(self.storm.seed, "deed", self.storm.line, number))
        self._on_moment(self.storm.line, number, Moment.AFTER)
        self.past.append(request)
        for piece in answer:
            writer.write(piece)
            await writer.drain()
            if len(answer) > 1:
                await asyncio.sleep(0.005)


def _bound(port: int) -> socket.socket:
    """A port that is ours; whoever calls there before it listens is refused."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound


async def _quietly(work: Coroutine[Any, Any, Any]) -> None:
    with suppress(Hangup):
        await work


def _reset(writer: asyncio.StreamWriter) -> None:
    """A reset rather than a polite end."""
    connection = writer.get_extra_info("socket")
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    writer.transport.abort()
