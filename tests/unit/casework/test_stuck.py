"""Why a case is stuck, and what would help."""

from datetime import date
from typing import Any

import pytest

from casework.domain.closure import Closure
from casework.domain.states import Status
from casework.domain.stuck import Help, StuckBy, StuckCase, quiet_since
from casework.testing.factories import NOW, new_case


@pytest.mark.parametrize(
    ("fields", "helps"),
    [
        ({}, Help.ASSIGN),
        ({"assignee": "cw-1"}, Help.PLAN_NEXT_STEP),
        ({"assignee": "cw-1", "status": Status.WITHDRAWAL_PROPOSED}, Help.DECIDE),
        ({"assignee": "cw-1", "closure": Closure(NOW, "cw-1", "other", None, None)}, Help.ANSWER_CLOSURE),
        ({"assignee": "cw-1", "closure_proposed_since": NOW.date()}, Help.CLOSE_OR_RESUME),
    ],
)
def test_what_helps_a_case_that_nothing_moves(fields: dict[str, Any], helps: Help) -> None:
    stuck = StuckCase(new_case(**fields), (StuckBy.NO_MOVEMENT,))
    assert list(stuck.reasons) == [(StuckBy.NO_MOVEMENT, helps)]


def test_every_other_reason_has_its_help() -> None:
    others = tuple(why for why in StuckBy if why is not StuckBy.NO_MOVEMENT)
    stuck = StuckCase(new_case(), others)
    assert [helps for _, helps in stuck.reasons] == [Help.RELAX_MEETING, Help.CHECK_CONTACT, Help.CALL_RECEIVER]


@pytest.mark.parametrize(
    ("today", "school_days", "since"),
    [
        (date(2026, 11, 27), 1, date(2026, 11, 27)),
        (date(2026, 11, 27), 5, date(2026, 11, 23)),
        (date(2026, 11, 29), 6, date(2026, 11, 20)),  # a Sunday
        (date(2027, 1, 5), 3, date(2026, 12, 18)),  # over Christmas
    ],
)
def test_days_without_school_do_not_count(today: date, school_days: int, since: date) -> None:
    assert quiet_since(today, school_days) == since
