"""A process is asked to end by a signal, also on a system whose event loops know none."""

import asyncio
import signal

import pytest

from shared.runtime.signals import on_signals


@pytest.fixture(autouse=True)
def handler_as_it_was():
    before = signal.getsignal(signal.SIGUSR1)
    yield
    signal.signal(signal.SIGUSR1, before)


async def test_a_signal_calls_back():
    called = asyncio.Event()
    on_signals([signal.SIGUSR1], called.set)

    signal.raise_signal(signal.SIGUSR1)

    await asyncio.wait_for(called.wait(), 5)
    asyncio.get_running_loop().remove_signal_handler(signal.SIGUSR1)


async def test_where_the_loop_knows_no_signals_a_signal_calls_back_too(monkeypatch):
    def refuse(*_):
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", refuse)
    called = asyncio.Event()
    on_signals([signal.SIGUSR1], called.set)

    signal.raise_signal(signal.SIGUSR1)

    await asyncio.wait_for(called.wait(), 5)
