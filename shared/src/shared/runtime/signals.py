"""Signals that ask a process to end, on every system."""

import asyncio
import signal
from collections.abc import Callable, Iterable


def on_signals(numbers: Iterable[signal.Signals], callback: Callable[[], None]) -> None:
    """Have the running loop call back at each of these signals."""
    loop = asyncio.get_running_loop()
    for number in numbers:
        try:
            loop.add_signal_handler(number, callback)
        except NotImplementedError:  # Windows: its loops know no signals, its processes know a few
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(callback))
