"""Asking the centre from an event loop: blocking clients in threads, each used by one thread at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Protocol, TypeVar

from sync.protocol.calls import AdministratorCalls, RegisterCalls, SupervisorCalls
from sync.protocol.campaign_calls import CampaignCalls

Answer = TypeVar("Answer")
AT_ONCE = 4
"""Requests that one console session has under way at most."""


class ConsoleClient(SupervisorCalls, AdministratorCalls, RegisterCalls, CampaignCalls, Protocol):
    """What the console asks, and an end to it. ``close`` may be called from another thread and ends a waiting stream."""

    def close(self) -> None: ...


Connect = Callable[[str | None], ConsoleClient]
"""Makes a client for a session token."""


class CentreCalls:
    """A few clients for one session of one account."""

    def __init__(self, connect: Connect, executor: Executor) -> None:
        self._connect = connect
        self._executor = executor
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._idle: list[ConsoleClient] = []
        self.token: str | None = None

    async def ask(self, call: Callable[[ConsoleClient], Answer]) -> Answer:
        """The answer to one call; the event loop goes on meanwhile. Raises what the call raises."""
        async with self._slots:
            client = self._idle.pop() if self._idle else self._connect(self.token)
            token = self.token
            try:
                return await asyncio.get_running_loop().run_in_executor(self._executor, call, client)
            finally:
                if token == self.token:
                    self._idle.append(client)
                else:
                    client.close()

    def use(self, token: str | None) -> None:
        """From here on ask as the holder of ``token``."""
        self.token = token
        self.close()

    def new_client(self) -> ConsoleClient:
        """A client beside the pool, for the stream of events."""
        return self._connect(self.token)

    def close(self) -> None:
        """Let go of idle connections."""
        while self._idle:
            self._idle.pop().close()
