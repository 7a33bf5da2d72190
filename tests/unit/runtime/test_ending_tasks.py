"""A task ends when it is told to, also where something inside swallows the first cancellations."""

import asyncio

from shared.runtime.ticker import end


async def test_a_swallowed_cancellation_is_said_again() -> None:
    swallowed = 0

    async def stubborn() -> None:
        nonlocal swallowed
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                swallowed += 1
                if swallowed == 2:
                    raise

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await asyncio.wait_for(end([task]), 10)

    assert task.cancelled()
    assert swallowed == 2


async def test_tasks_that_have_ended_are_left_alone() -> None:
    async def nothing() -> None:
        return

    task = asyncio.create_task(nothing())
    await task
    await end([task])
    assert not task.cancelled()
