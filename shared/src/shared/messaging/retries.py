"""What may work later is tried again; what can't is given up, and nothing is given up while the database is away."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from shared.domain.errors import DomainError
from shared.messaging.errors import InvalidEvent
from shared.runtime.database import is_transient
from shared.runtime.logging import get_logger

R = TypeVar("R")

_PERMANENT = (InvalidEvent, DomainError)


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and how patiently what fails is tried again. Pauses double from ``first_pause_s``."""

    attempts: int = 5
    first_pause_s: float = 0.1

    def pause_s(self, attempt: int) -> float:
        """The pause after the given attempt, counted from 1, with jitter."""
        return self.first_pause_s * float(2 ** (attempt - 1)) * random.uniform(0.5, 1.0)  # noqa: S311  (jitter)


async def with_retries(
    attempt: Callable[[], Awaitable[R]],
    give_up: Callable[[Exception], Awaitable[None]],
    retries: Retries,
    *,
    of_several: bool = False,
) -> tuple[R | None, int]:
    """Try until it works, with pauses between; return the result, or None if given up, and the number of attempts.

    1. An error that no attempt can mend: given up at once.
    2. An unexpected error: given up after all attempts; of several records at once, because halving them says more.
    3. The database or the network is away: after all attempts the error is raised, and nothing is given up.
    """
    number = 1
    while True:
        try:
            return await attempt(), number
        except _PERMANENT as error:
            await give_up(error)
            return None, number
        except Exception as error:
            transient = is_transient(error)
            if number >= retries.attempts and transient:
                raise
            if number >= retries.attempts or (of_several and not transient):
                if not of_several:
                    get_logger().error("message.failed", attempt=number, exc_info=error)
                await give_up(error)
                return None, number
            get_logger().warning("message.retried", attempt=number, **{"error.type": type(error).__name__})
            await asyncio.sleep(retries.pause_s(number))
            number += 1
