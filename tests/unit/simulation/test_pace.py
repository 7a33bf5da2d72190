"""Events go out no faster than the rate and the speed allow."""

import pytest

from shared.local.simulation.player import Pace


@pytest.mark.parametrize(
    ("pace", "number", "simulated_s", "due_s"),
    [
        (Pace(), 1000, 86_400.0, 0.0),
        (Pace(rate=100), 50, 86_400.0, 0.5),
        (Pace(speed=3600), 50, 86_400.0, 24.0),
        (Pace(rate=100, speed=3600), 50, 60.0, 0.5),
        (Pace(rate=100, speed=3600), 5000, 3600.0 * 60, 60.0),
    ],
)
def test_an_event_is_due_by_the_slower_of_both(pace: Pace, number: int, simulated_s: float, due_s: float) -> None:
    assert pace.due_s(number, simulated_s) == due_s
