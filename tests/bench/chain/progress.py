"""What a measurement says while it lasts, which may be half an hour."""

from collections.abc import Callable
from time import monotonic

from rich.console import Console
from rich.status import Status

Say = Callable[[str], None]

_APART_S = 10.0


def saying(console: Console, status: Status, what: str) -> Say:
    """Has a terminal show the newest sentence in its last line; anywhere else sentences are lines, seconds apart."""
    if console.is_terminal:
        return lambda sentence: status.update(f"{what}: {sentence}")
    return now_and_then(lambda sentence: console.print(f"{what}: {sentence}", soft_wrap=True))


def now_and_then(say: Say, clock: Callable[[], float] = monotonic) -> Say:
    """Passes on the first sentence, and a later sentence if ten seconds have passed since the one before."""
    next_at = clock()

    def sometimes(sentence: str) -> None:
        nonlocal next_at
        if clock() >= next_at:
            next_at = clock() + _APART_S
            say(sentence)

    return sometimes
