"""Many events, few refreshes."""

import asyncio
from collections.abc import Callable

from inspector_app.console.refreshing import Refresher


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

    return asyncio.run(main())


def test_a_burst_of_events_is_one_refresh_soon() -> None:
    async def burst(refresher: Refresher, _: list[float]) -> None:
        for _ in range(50):
            refresher.note()
        await asyncio.sleep(0.4)

    moments = run(burst)
    assert len(moments) == 1
    assert 0.04 <= moments[0] < 0.2


def test_a_steady_stream_of_events_is_refreshed_again_and_again_but_not_at_every_event() -> None:
    async def stream(refresher: Refresher, _: list[float]) -> None:
        for _ in range(100):
            refresher.note()
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)

    moments = run(stream)
    assert 3 <= len(moments) <= 7
    assert all(later - earlier >= 0.19 for earlier, later in zip(moments, moments[1:], strict=False))


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
