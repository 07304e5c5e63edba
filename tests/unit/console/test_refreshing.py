"""Many events, few refreshes."""

import asyncio
from collections.abc import Callable
from selectors import SelectSelector
from typing import Any

import pytest

from inspector_app.console.refreshing import Refresher


class Leaping(SelectSelector):
    """Instead of waiting, time goes on at once: what is held to seconds here holds on any machine."""

    now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        self.now += timeout or 0.0
        return super().select(0)


def leaping_loop() -> asyncio.SelectorEventLoop:
    selector = Leaping()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]
    return loop


def run(script: Callable[[Refresher, list[float]], object], seconds_each: float = 0.0) -> list[float]:
    """Moments of the refreshes, in seconds from the start; gather 0.05 s, pause 0.2 s."""

    async def main() -> list[float]:
        loop, moments = asyncio.get_running_loop(), []
        start = loop.time()

        async def refresh() -> None:
            moments.append(loop.time() - start)
            await asyncio.sleep(seconds_each)

        refresher = Refresher(refresh, gather=0.05, pause=0.2)
        await script(refresher, moments)  # type: ignore[misc]
        return moments

    with asyncio.Runner(loop_factory=leaping_loop) as runner:
        return runner.run(main())


def test_a_burst_of_events_is_one_refresh_soon() -> None:
    async def burst(refresher: Refresher, _: list[float]) -> None:
        for _ in range(50):
            refresher.note()
        await asyncio.sleep(0.4)

    assert run(burst) == [pytest.approx(0.05)]


def test_a_steady_stream_of_events_is_refreshed_again_and_again_but_not_at_every_event() -> None:
    async def stream(refresher: Refresher, _: list[float]) -> None:
        for _ in range(100):
            refresher.note()
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)

    assert run(stream) == [pytest.approx(0.05 + 0.2 * number) for number in range(6)]


def test_an_event_during_a_refresh_leads_to_another_one() -> None:
    async def late(refresher: Refresher, moments: list[float]) -> None:
        refresher.note()
        while not moments:
            await asyncio.sleep(0.005)
        refresher.note()
        await asyncio.sleep(0.6)

    assert len(run(late, seconds_each=0.1)) == 2


def test_nothing_is_refreshed_once_it_was_stopped() -> None:
    async def stopped(refresher: Refresher, _: list[float]) -> None:
        refresher.note()
        refresher.stop()
        await asyncio.sleep(0.3)

    assert run(stopped) == []


def test_it_works_again_after_a_stop() -> None:
    async def again(refresher: Refresher, _: list[float]) -> None:
        refresher.note()
        refresher.stop()
        await asyncio.sleep(0)
        refresher.note()
        await asyncio.sleep(0.3)

    assert len(run(again)) == 1
