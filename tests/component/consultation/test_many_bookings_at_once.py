"""Whoever books at the same moment gets a time of their own, or is told why not; nobody and no room is booked twice."""

import pytest

from .bookings import CHOSEN, book_at_once, furnish, overlaps
from .conftest import Opened


@pytest.mark.parametrize("number", [100, pytest.param(500, marks=pytest.mark.soak)])
async def test_requests_at_one_moment_never_share_a_contact_or_a_room(open_harness: Opened, number: int):
    harness, other = await open_harness(), await open_harness()
    await furnish(harness)
    outcome = await book_at_once(harness, other, number)
    print(f"{number} bookings at once: {outcome.seconds:.1f} s, {dict(outcome.statuses)}")  # noqa: T201  (what was measured)
    assert await overlaps(harness) == {"contact": 0, "room": 0}
    assert set(outcome.statuses) <= {200, 201, 409}
    assert len(outcome.planned) == outcome.statuses[200] + outcome.statuses[201]
    assert all(answer["room"] for answer in outcome.planned)
    assert all(answer["detail"] for answer in outcome.answers if answer not in outcome.planned)
    # Two people of each required role: at the chosen time there is room for two meetings.
    assert sum(answer["starts_at"] == CHOSEN for answer in outcome.planned) == 2
    any_time = number - 3 * (number // 10)
    assert outcome.statuses[201] >= any_time
