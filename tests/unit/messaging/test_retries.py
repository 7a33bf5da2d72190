"""What may work later is tried again, what can't is given up, and nothing is given up while the database is away."""

import pytest

from shared.messaging.errors import InvalidEvent
from shared.messaging.retries import Retries, with_retries

FAST = Retries(attempts=3, first_pause_s=0.0)


class Attempts:
    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.number = 0
        self.given_up: list[Exception] = []

    async def attempt(self):
        self.number += 1
        if self.errors:
            raise self.errors.pop(0)
        return "processed"

    async def give_up(self, error: Exception) -> None:
        self.given_up.append(error)


async def run(attempts: Attempts):
    return await with_retries(attempts.attempt, attempts.give_up, FAST)


async def test_success_needs_one_attempt():
    assert await run(Attempts()) == ("processed", 1)


async def test_an_unexpected_error_is_tried_again():
    assert await run(Attempts(RuntimeError(), RuntimeError())) == ("processed", 3)


async def test_an_unexpected_error_that_stays_is_given_up():
    attempts = Attempts(*[RuntimeError() for _ in range(5)])
    assert await run(attempts) == (None, 3)
    assert len(attempts.given_up) == 1


async def test_invalid_data_is_given_up_at_once():
    attempts = Attempts(InvalidEvent("id", "is missing"))
    assert await run(attempts) == (None, 1)


async def test_while_the_database_is_away_nothing_is_given_up():
    attempts = Attempts(*[ConnectionRefusedError() for _ in range(5)])
    with pytest.raises(ConnectionRefusedError):
        await run(attempts)
    assert attempts.given_up == []
    assert attempts.number == 3


def test_pauses_double():
    retries = Retries(attempts=5, first_pause_s=1.0)
    assert 0.5 <= retries.pause_s(1) <= 1.0
    assert 4.0 <= retries.pause_s(4) <= 8.0
