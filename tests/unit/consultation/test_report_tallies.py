"""The activities and requests of the years of a report: added up, and no small number to be worked out of a sum."""

from uuid import UUID

import pytest

from consultation.activities.domain.counts import Counts
from consultation.overview.domain.requests import Requests
from consultation.overview.domain.tally import ActivityTally, RequestTally, Tallies, added_up, requests_by_theme
from shared.domain.school_year import SchoolYear

LAST, THIS = SchoolYear(2025), SchoolYear(2026)
READING, HOMEWORK = UUID(int=1), UUID(int=2)
SMALLEST = 5


def tally(participants: int, *, action_id: UUID | None = READING, kind: str = "brede-school", year: SchoolYear = THIS):
    return ActivityTally(action_id, kind, year, Counts(activities=1, participants=participants, hours=1.5))


def participants(*rows: ActivityTally) -> float | None:
    return Tallies(rows, smallest=SMALLEST).shown(rows)["participants"]


def test_what_is_counted_is_added_up_by_action_and_by_kind():
    rows = [
        tally(10, year=LAST),
        tally(20),
        tally(30, kind="boekstart"),
        tally(40, action_id=HOMEWORK),
        tally(50, action_id=None),
    ]
    tallies = Tallies(rows, smallest=SMALLEST)
    by_action = {group: (shown["activities"], shown["participants"]) for group, shown in tallies.by_action.items()}
    assert by_action == {
        (READING, "brede-school"): (2, 30),
        (READING, "boekstart"): (1, 30),
        (HOMEWORK, "brede-school"): (1, 40),
        (None, "brede-school"): (1, 50),
    }
    assert {kind: shown["participants"] for kind, shown in tallies.by_kind.items()} == {
        "boekstart": 30,
        "brede-school": 120,
    }
    assert tallies.shown(rows)["hours"] == 7.5


@pytest.mark.parametrize(
    ("counted", "said"), [((4,), None), ((4, 10), None), ((2, 2, 10), None), ((4, 4, 10), 18), ((0, 10), 10), ((), 0)]
)
def test_a_sum_gives_no_small_number_away(counted: tuple[int, ...], said: int | None):
    assert participants(*(tally(number) for number in counted)) == said


def test_requests_are_of_a_theme_and_a_school_that_asked_twice_is_one_school():
    made = [
        Requests(UUID(int=7), "culture", "125001", 2),
        Requests(UUID(int=8), "culture", "125001", 1),
        Requests(UUID(int=8), "culture", "125002", 1),
        Requests(UUID(int=9), "sport", "125001", 1),
    ]
    rows = requests_by_theme(made, THIS)
    assert rows == [
        RequestTally("culture", THIS, 4, frozenset({"125001", "125002"})),
        RequestTally("sport", THIS, 1, frozenset({"125001"})),
    ]
    later = RequestTally("culture", LAST, 1, frozenset({"125001"}))
    assert Tallies(requests=[*rows, later]).by_theme == {"culture": (5, 2), "sport": (1, 1)}
    assert added_up([*rows, later]) == (6, 2)
