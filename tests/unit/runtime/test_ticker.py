"""A ticker ends when it is told to, also when it is woken at that moment."""

import asyncio

import pytest

from shared.runtime.ticker import Ticker


@pytest.mark.parametrize("steps", range(4))
async def test_a_ticker_ends_also_when_it_was_just_woken(steps: int) -> None:
    ran = asyncio.Event()

    async def job() -> None:
        ran.set()

    ticker = Ticker("test", 60, job)
    running = asyncio.create_task(ticker.run())
    await ran.wait()
    await asyncio.sleep(0.01)
    ticker.wake()
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    done, _ = await asyncio.wait({running}, timeout=2)
    assert done == {running}
